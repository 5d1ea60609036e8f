import { describe, expect, test } from 'vitest';
import { cutLabels, overlappingLabels } from '../../../src/charts/scene/scene.js';
import type { Geometry } from '../../../src/extensions/maps/geometry.js';
import { chooseProjection, projectionNames } from '../../../src/extensions/maps/projections.js';
import type { GeoShape } from '../../../src/extensions/maps/shapes/shapes.js';
import { contrast, lightness } from '../../../src/model/chart/colour.js';
import type { PublishedDataset } from '../../../src/model/dataset/dataset.js';
import { tryDraw, tryDrawOf } from '../../charts/draw-charts.js';
import { type FieldSketch, sketchDataset } from '../../charts/fixtures.js';
import { firstOf } from '../../support/runs.js';

const cell = (x: number, y: number): GeoShape['pieces'] => [
  [
    [
      [x, y],
      [x, y + 1],
      [x + 1, y + 1],
      [x + 1, y],
      [x, y],
    ],
  ],
];
const shape = (key: string, place: number): GeoShape => ({
  key,
  label: `Area ${key.toUpperCase()}`,
  pieces: cell(10 + (place % 4), 40 + Math.floor(place / 4)),
});
const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const grid: Geometry = {
  kind: 'geometry',
  name: 'grid',
  title: 'A grid',
  attribution: 'Borders: drawn for tests',
  names: { xa: 'h' },
  shapes: keys.map(shape),
  file: 'data/grid.geojson',
  position: { file: 'data/datapackage.yaml', line: 1, column: 1 },
};

const rate: FieldSketch = { name: 'rate', role: 'measure', type: 'number', title: 'Rate', unit: '%' };
const cases: FieldSketch = { name: 'cases', role: 'measure', type: 'integer', title: 'Cases', unit: 'cases' };
const on = (
  measure: FieldSketch,
  values: Readonly<Record<string, number | null>>,
  geometry: Geometry = grid,
): PublishedDataset => ({
  ...sketchDataset('areas', [{ name: 'area', title: 'Area' }, measure], Object.entries(values)),
  attachments: { grid: geometry },
});

const rates = { a: 1, b: 2, c: 3, d: 5, e: 8, f: 13, g: 21, xa: 34 };
const yaml = (map: string, more = ''): string =>
  `{data: {name: areas}, ${more} map: {geometry: grid, by: area, ${map}}}`;
const shades = (map = '', more = ''): string => yaml(`measure: rate${map === '' ? '' : `, ${map}`}`, more);
const symbols = (map = ''): string => yaml(`measure: cases, form: symbols${map === '' ? '' : `, ${map}`}`);

async function drawn(spec: string, dataset: PublishedDataset) {
  const { chart, problems } = await tryDrawOf(spec, [dataset]);
  if (chart === undefined) throw new Error(problems.join('\n'));
  return chart;
}

const fillsOf = (svg: string): string[] => {
  const group = /<g data-mark="0">(.*?)<\/g>/.exec(svg)?.[1] ?? '';
  return [...group.matchAll(/ fill="(#[0-9a-f]{6})"/g)].map(([, fill = '']) => fill);
};

describe('shades', () => {
  test.each(
    firstOf(
      [
        ['classes: 4', [2, 2, 2, 2]],
        ['classes: 5, method: equal', [4, 2, 0, 1, 1]],
        ['classes: 3, method: equal', [5, 2, 1]],
        ['classes: 3, method: natural', [5, 2, 1]],
        ['method: breaks, breaks: ["3", "13"]', [2, 3, 3]],
      ],
      3,
    ),
  )('in %s', async (map, sizes: readonly number[]) => {
    const { chart, problems } = await tryDraw(shades(map), on(rate, rates));
    if (sizes.includes(0)) expect(problems[0]).toContain('map/classes Class 3 of 5 has no area');
    else {
      const fills = fillsOf(chart?.svg ?? '');
      expect([...new Set(fills)].map((fill) => fills.filter((each) => each === fill).length)).toEqual(sizes);
    }
  });

  test('become darker with the number, in grey print too, and equal numbers have one shade', async () => {
    const { svg } = await drawn(shades('classes: 7'), on(rate, rates));
    const steps = [...new Set(fillsOf(svg))].map(lightness);
    expect(steps).toHaveLength(7);
    for (const [index, step] of steps.entries())
      if (index > 0) expect(step).toBeLessThan((steps[index - 1] ?? 0) - 5);
    const equal = await drawn(shades('classes: 2'), on(rate, { a: 1, b: 1, c: 1, d: 2 }));
    expect(new Set(fillsOf(equal.svg).slice(0, 3)).size).toBe(1);
  });

  test('print of each class its least and greatest cell and its areas, and say what has no number and no row', async () => {
    const chart = await drawn(shades('classes: 2, method: equal'), on(rate, { a: 1, b: 2, c: 9, d: null }));
    const legend = chart.labels.filter(({ role }) => role === 'legend').map(({ text }) => text);
    expect(legend.join(' ')).toBe('1% to 2% areas: 2 9% areas: 1 none recorded areas: 1 no data');
    const entries = chart.entries.filter(({ place }) => place === 'chart');
    expect(entries.map(({ text, quantity }) => `${quantity.operation} ${text}`)).toEqual([
      ...['value 1%', 'value 2%', 'count 2', 'value 9%', 'count 1', 'count 1'],
    ]);
  });

  test('are of no count, but with a reason', async () => {
    const spec = '{data: {name: areas}, map: {geometry: grid, by: area, measure: cases}}';
    const { problems } = await tryDraw(spec, on(cases, rates));
    expect(problems).toEqual([
      expect.stringContaining(
        'guard/counts-as-shade Shades show the count `cases` (cases) as if large areas had more of it',
      ),
    ]);
  });

  test('part at a middle, and those below it are hatched', async () => {
    const { svg, remarks } = await drawn(shades('classes: 4, middle: "4"'), on(rate, rates));
    expect(new Set(fillsOf(svg)).size).toBe(4);
    expect(svg.match(/clip-path="url\(#fig-test-below-\d\)"/g)).toHaveLength(2);
    expect(remarks).toContain('Hatched areas are in the lower half of the scale.');
  });

  test('are drawn as Vega-Lite writes them', async () => {
    const { chart, problems } = await tryDraw(
      `{data: {name: areas}, mark: geoshape, projection: {type: mercator},
        transform: [{lookup: area, from: {data: {name: grid}, key: id}, as: geo}],
        encoding: {shape: {field: geo, type: geojson}, color: {field: rate, scale: {type: threshold, domain: [3, 13]}}}}`,
      on(rate, rates),
    );
    expect(problems).toEqual([]);
    expect(chart?.remarks[0]).toBe('Projection: Mercator. Areas are not in proportion.');
    expect(new Set(fillsOf(chart?.svg ?? '')).size).toBe(3);
  });
});

describe('circles', () => {
  const counts = { a: 4, b: 1, c: 100, d: 400, e: 900, f: 25, g: 0, xa: 16 };
  const radii = (svg: string, mark = 0): number[] => {
    const group = new RegExp(`<g data-mark="${mark}">(.*?)</g>`).exec(svg)?.[1] ?? '';
    return [...group.matchAll(/ d="M([\d.]+),0A/g)].map(([, radius]) => Number(radius));
  };

  test('have the number as their area, in every frame, and none lies over another', async () => {
    const chart = await drawn(symbols(), on(cases, counts));
    expect(chart.others.map(({ frame }) => frame)).toEqual(['desk', 'phone']);
    for (const { svg, labels, width, height } of [chart, ...chart.others]) {
      const found = radii(svg);
      expect(found).toHaveLength(7);
      const unit = (found[0] ?? 0) / Math.sqrt(900);
      for (const [index, value] of [900, 400, 100, 25, 16, 4, 1].entries())
        expect(found[index]).toBeCloseTo(Math.sqrt(value) * unit, 1);
      const places = [
        ...svg.matchAll(/translate\(([\d.]+),([\d.]+)\)" d="M([\d.]+),0A[^/]* stroke-width="0.8"/g),
      ].map((match) => match.slice(1).map(Number));
      for (const [index, [x = 0, y = 0, radius = 0]] of places.entries())
        for (const [otherX = 0, otherY = 0, other = 0] of places.slice(index + 1))
          expect(Math.hypot(otherX - x, otherY - y)).toBeGreaterThan(radius + other - 0.2);
      expect(overlappingLabels(labels)).toEqual([]);
      expect(cutLabels({ labels, width, height })).toEqual([]);
      // Each says which number of the table it is, so that a page can say it at a pointer.
      const cells = [...svg.matchAll(/ data-of="(\d+)"/g)].map((match) => Number(match[1]));
      expect(cells).toEqual([0, 1, 2, 3, 4, 5, 6]);
    }
    expect(chart.labels.map(({ text }) => text)).toEqual(expect.arrayContaining(['900', '400', '0', 'g']));
  });

  test('are seen on the land', async () => {
    const { svg } = await drawn(symbols(), on(cases, counts));
    const [, fill = ''] = /<path transform="translate[^>]* fill="(#[0-9a-f]{6})"/.exec(svg) ?? [];
    expect(contrast(fill, '#e2e2e8')).toBeGreaterThan(3);
  });

  test('of what has no place stand beside the map, and are told', async () => {
    const chart = await drawn(symbols('elsewhere: [other]'), on(cases, { a: 3, other: 2 }));
    expect(chart.description).toContain('Not on the map: other: 2.');
    expect(chart.table?.rows.map(({ label }) => label)).toEqual(['a', 'other']);
  });

  test('are of no number below nought', async () => {
    const { problems } = await tryDraw(symbols(), on(cases, { a: 3, b: -2 }));
    expect(problems[0]).toMatch(/map\/form The number of `b` is below zero/);
  });
});

test('more circles than anybody tells apart are refused before they are moved', async () => {
  const many = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`k${index}`, index]));
  const wide = { ...grid, shapes: Object.keys(many).map(shape) };
  expect((await tryDraw(symbols(), on(cases, many, wide))).problems).toEqual([
    expect.stringMatching(/chart\/limit The map has 201 circles; the limit is 200/),
  ]);
  expect(fillsOf((await drawn(shades(), on(rate, many, wide))).svg)).toHaveLength(201);
});

test('what a map says of itself is computed, and its borders name their maker', async () => {
  const chart = await drawn(shades(), on(rate, { a: 1, b: 2, c: 9 }));
  expect(chart.alternative).toBe('Map of Rate (per cent), with each area shaded. Area: a, b and c.');
  expect(chart.description).toBe('One by one: c: 9%; b: 2%; a: 1%.');
  expect(chart.sources.map(({ title }) => title)).toEqual(['Police reports', 'Borders: drawn for tests']);
  const many = Object.fromEntries(Array.from({ length: 14 }, (_, index) => [`k${index}`, index % 12]));
  const wide = { ...grid, shapes: Object.keys(many).map(shape) };
  expect((await drawn(shades(), on(rate, many, wide))).description).toBe(
    'Rate (per cent) was highest for k11 (11%) and lowest for k0 and k12 (0%).',
  );
});

test('the same map is drawn the same', async () => {
  const [first, second] = await Promise.all([0, 1].map(() => drawn(shades(), on(rate, rates))));
  expect(first?.svg).toBe(second?.svg);
});

test.each(
  firstOf(
    [
      ['geometry: grind', 'map/geometry There is no geometry `grind` for `areas`'],
      ['by: place', 'chart/unknown-field `by` of the map names `place`, and `areas` has no such dimension'],
      [
        'measure: share',
        'chart/unknown-field `measure` of the map names `share`, and `areas` has no such measure',
      ],
      ['classes: 9', 'map/form `classes: 9` is not a whole number from 2 to 7'],
      ['method: quantile', 'map/form `method` of a map cannot be `quantile`'],
      ['method: breaks', 'map/form `method: breaks` has no `breaks`'],
      ['projection: flat', 'map/form `projection` of a map cannot be `flat`'],
      ['elsewhere: [nowhere]', 'map/form `nowhere` in `elsewhere` is not a category that the map draws'],
      ['focus: [nowhere]', 'map/form `nowhere` in `focus` is not a category on the map'],
      ['zoom: 3', 'map/form `zoom` is not a key of `map`'],
    ],
    3,
  ),
)('a map that asks for %s is refused', async (asked, expected) => {
  const [key = ''] = asked.split(':');
  const all = { geometry: 'grid', by: 'area', measure: 'rate' };
  const rest = Object.entries(all).filter(([name]) => name !== key);
  const spec = `{data: {name: areas}, map: {${[...rest.map((pair) => pair.join(': ')), asked].join(', ')}}}`;
  const { problems } = await tryDraw(spec, on(rate, rates));
  expect(problems.join('\n')).toContain(expected);
});

test('a category without a shape, and two on one, are refused with the nearest name', async () => {
  const { problems } = await tryDraw(shades(), on(rate, { a: 1, 'Area B': 2, 'Area CC': 3, h: 4, xa: 5 }));
  expect(problems).toEqual([
    expect.stringContaining('map/shape `grid` has no shape for the category `Area CC`'),
    expect.stringContaining('map/shape `xa` has the same shape as `h`, `h`'),
  ]);
});

test('a map of several years needs one of them, or their total', async () => {
  const years = (total?: string): PublishedDataset => ({
    ...sketchDataset(
      'areas',
      [{ name: 'area' }, { name: 'year', type: 'year', ...(total && { total }) }, rate],
      [
        ...[['a', 2013, 1] as const, ['a', 2014, 2] as const],
        ...(total === undefined ? [] : [['a', total, 9] as const]),
      ],
    ),
    attachments: { grid },
  });
  expect((await tryDraw(shades(), years())).problems[0]).toMatch(
    /chart\/rows-per-mark The map would draw 2 categories of `year` on each area/,
  );
  expect((await tryDraw(shades(), years('all'))).chart?.description).toBe('One by one: a: 9%.');
  const chosen = shades('', 'transform: [{filter: {field: year, equal: 2014}}],');
  expect((await tryDraw(chosen, years())).chart?.description).toBe('One by one: a: 2%.');
  expect((await tryDraw(shades('', 'transform: [{calculate: "1", as: x}],'), years())).problems[0]).toMatch(
    /map\/form A map can `filter` by categories/,
  );
});

test.each(projectionNames.filter((name) => name !== 'albersUsa'))('%s draws every area', async (name) => {
  const { svg } = await drawn(shades(`projection: ${name}, classes: 2`), on(rate, rates));
  expect(fillsOf(svg)).toHaveLength(8);
  expect(svg).not.toMatch(/NaN|Infinity/);
});

test('an area of which the map shows nothing is told, and refused where nobody asked for it', async () => {
  const { problems } = await tryDraw(shades('projection: albersUsa'), on(rate, rates));
  expect(problems[0]).toMatch(/map\/form The map does not show `a`, `b`/);
  const far = { ...grid, shapes: [...grid.shapes, { key: 'z', label: 'z', pieces: cell(100, -40) }] };
  for (const [spec, dataset] of [
    [shades('focus: [a, b]'), on(rate, { a: 1, b: 2, z: 9 }, far)],
    [symbols('focus: [a, b]'), on(cases, { a: 1, b: 2, z: 9 }, far)],
  ] as const)
    expect((await drawn(spec, dataset)).remarks).toContain('Beyond the edge of the map: z.');
});

test('the projection keeps areas where nobody asks for another', () => {
  const at = (...places: (readonly [number, number])[]): GeoShape[] =>
    places.map(([x, y], index) => ({ key: `${index}`, label: '', pieces: cell(x, y) }));
  expect(chooseProjection(at([15, 45]))).toBe('conicEqualArea');
  expect(chooseProjection(at([15, -3], [20, 4]))).toBe('azimuthalEqualArea');
  expect(chooseProjection(at([-120, 40], [140, -30], [0, 10]))).toBe('equalEarth');
  expect(chooseProjection(at([0, 60], [90, 88]))).toBe('azimuthalEqualArea');
  // Islands on both sides of the date line are neighbours.
  expect(chooseProjection(at([178, -18], [-179, -18]))).toBe('conicEqualArea');
});
