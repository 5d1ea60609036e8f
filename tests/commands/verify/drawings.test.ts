/** A forger who draws another picture, and writes every hash anew. */
import { beforeAll, describe, expect, test } from 'vitest';
import { type TrailPoint, trailPoints } from '../../../src/outputs/snapshot/read-trail.js';
import { withPublished } from './mutations.js';
import {
  drawnOutput,
  goldenFiles,
  type Output,
  type Redrawing,
  redrawn,
  said,
  snapshotOf,
  withSnapshot,
} from './redraw.js';
import { outputOf, sampleProject, textOf } from './sample-output.js';

const page = 'charts-spec/en/charts-spec.html';
const published = 'charts-spec/en/published.json';
let output: Output;

/** Marks that the report has not: centred steps, pieces at a missing number, what reaches from one cell to another. */
const more = Object.entries({
  'fig-centred': ['speed', 'line, interpolate: step', 'y: {field: accidents}'],
  'fig-broken-steps': ['alcohol', 'line, interpolate: step', 'y: {field: injured}'],
  'fig-pieces': ['alcohol', 'area', 'y: {field: injured}'],
  'fig-band': ['speed', 'area', 'y: {field: accidents}, y2: {field: injured}'],
  'fig-trail': ['speed', 'trail', 'y: {field: accidents}, size: {field: injured}'],
  'fig-wide': ['speed', 'trail', 'y: {field: accidents}, size: {field: injured}'],
  'fig-range': ['speed', 'bar', 'y: {field: injured}, y2: {field: accidents}'],
}).map(
  ([name, [cause, mark, y]]) => `
\`\`\`vega-lite
name: ${name}
title: {text: On roads, subtitle: "${name}, ${cause}"}
data: {name: accidents}
transform: [{filter: "datum.cause == '${cause}'"}]
mark: {type: ${mark}}
encoding: {x: {field: year${mark === 'bar' ? ', type: ordinal' : ''}}, ${y}}
\`\`\`

[](#${name})
`,
);

/** Shades of numbers that are looked up in another dataset. */
const lookedUp = `
\`\`\`vega-lite
name: fig-paid
title: {text: What insurers paid for, subtitle: "Accidents on roads, by year"}
data: {name: accidents}
transform:
  - {filter: "datum.cause == 'speed'"}
  - {lookup: year, from: {data: {name: insurers}, key: year, fields: [accidents]}, as: [paid]}
mark: rect
encoding: {x: {field: year, type: ordinal}, y: {field: cause}, color: {field: paid, type: quantitative}}
\`\`\`

[](#fig-paid)
`;

beforeAll(async () => {
  const files = goldenFiles('charts-spec');
  const template = 'templates/charts-spec.md';
  output = await drawnOutput({ ...files, [template]: `${files[template]}${more.join('')}${lookedUp}` });
});

/** The outline of a line of changing width, point by point otherwise. */
const trailWith =
  (change: (point: TrailPoint, index: number) => TrailPoint) =>
  (outline: string): string => {
    const points = (trailPoints(outline) ?? []).map(change);
    const steps = points.slice(1).map((to, index) => {
      const from = points[index] ?? to;
      const length = Math.hypot(to.x - from.x, to.y - from.y);
      const [ux, uy] = [(from.y - to.y) / length / 2, (to.x - from.x) / length / 2];
      const edge = ({ x, y, width }: TrailPoint, side: 1 | -1): string =>
        `${(x + side * ux * width).toFixed(2)},${(y + side * uy * width).toFixed(2)}`;
      const around = ({ width }: TrailPoint): string => `A${width / 2},${width / 2},0,1,1,`;
      return `M${edge(from, -1)}L${edge(to, -1)}${around(to)}${edge(to, 1)}L${edge(from, 1)}${around(from)}${edge(from, -1)}Z`;
    });
    return steps.join('');
  };
const outline = /(?<=data-mark="0"><path d=")[^"]*/;

/** What somebody draws otherwise in a figure, and what is said of it. */
type Forgery = readonly [what: string, figure: string, from: RegExp, to: Redrawing[2], expected: RegExp];

test('every chart says what its marks stand for, and nothing is wrong with what was drawn', async () => {
  expect(await said(output)).toBe('');
  const { drawings: all = [] } = snapshotOf(output, published);
  const drawings = all.filter(({ frame }) => frame === undefined);
  // A phone shows all of them, and so does a wide window but for the plots whose author gave their width.
  const shownIn = (frame: 'desk' | 'phone' | undefined): string[] =>
    all.filter((each) => each.frame === frame).map(({ id, marks }) => `${id} ${marks.length}`);
  expect(shownIn('phone')).toEqual(shownIn(undefined));
  expect(shownIn('desk')).toEqual(shownIn(undefined).filter((each) => !each.startsWith('fig-concat')));
  const measured = drawings.filter(({ marks }) =>
    marks.some(({ channels, share }) => channels.length > 0 || share !== undefined),
  );
  // Calculated bars have no length that is a cell.
  expect(drawings.length - measured.length).toBe(1);
  expect(measured.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['fig-line', 'fig-point', 'fig-tick', 'fig-facet', 'fig-concat', 'fig-bins']),
  );
  const channels = (id: string): string[] =>
    drawings
      .filter((each) => each.id === id)
      .flatMap(({ marks }) =>
        marks.flatMap((mark) => mark.channels.map(({ measure, by }) => `${measure} ${by}`)),
      );
  expect(channels('fig-centred')).toContain('accidents place');
  expect(channels('fig-broken-steps')).toContain('injured place');
  expect(channels('fig-pieces')).toContain('injured length');
  expect(channels('fig-band')).toEqual(expect.arrayContaining(['accidents place', 'injured end']));
  expect(channels('fig-range')).toEqual(expect.arrayContaining(['accidents begin', 'injured end']));
});

describe('is noticed, at its place', () => {
  const forgeries: readonly Forgery[] = [
    [
      'a shorter bar',
      'fig-facet',
      /(data-mark="0"><path d="M[^v]+v)[\d.]+/,
      '$13',
      /charts-spec\.html:\d+:\d+ error verify\/mark: Unexpected bar in `fig-facet` that shows `[\d.]+`, expected `\d+` as in its cell/,
    ],
    [
      'a line that bends elsewhere',
      'fig-line',
      /(data-mark="0"><path d="M[\d.]+,)([\d.]+)/,
      '$11',
      /verify\/mark: Unexpected line in `fig-line` that shows `[\d.]+`, expected `\d+`/,
    ],
    [
      'a point elsewhere',
      'fig-point',
      /(data-mark="0"><path transform="translate\([\d.]+,)[\d.]+/,
      '$17',
      /verify\/mark: Unexpected point in `fig-point` that shows/,
    ],
    [
      'a slice that is wider',
      'fig-pie',
      /(data-mark="0"><path transform="[^"]*" d="M)[-\d.]+,[-\d.]+(A([\d.]+),\3,0,)[01],0,/,
      '$10,$3$21,0,',
      /verify\/mark: Unexpected angle of a slice in `fig-pie` for `\d+`, expected its share of the whole circle/,
    ],
    [
      'a slice that is longer',
      'fig-pie',
      /(data-mark="0"><path transform="[^"]*" d="M)[-\d.]+,[-\d.]+A[\d.]+,[\d.]+,0,[01],0,[-\d.]+,[-\d.]+L/,
      '$10,200A200,200,0,1,0,0,-200L',
      /verify\/mark: Unexpected angle of a slice in `fig-pie`/,
    ],
    [
      'a line of another dataset that bends elsewhere',
      'fig-two',
      /(data-mark="1"><path d="M[\d.]+,)([\d.]+)/,
      '$11',
      /verify\/mark: Unexpected line in `fig-two` that shows `[\d.]+`, expected `61` as in its cell \(insurers/,
    ],
    [
      'a group of marks that is moved, and one that is stretched',
      'fig-point',
      /data-mark="0"/,
      'data-mark="0" transform="scale(1,0.5)"',
      /verify\/mark: Unexpected marks that cannot be measured in `fig-point`, expected 8/,
    ],
    [
      'a mark that is left out',
      'fig-point',
      /(data-mark="0">)<path [^>]*>/,
      '$1',
      /verify\/mark: Unexpected 7 marks in `fig-point`, expected 8/,
    ],
    [
      'another number beside an axis',
      'fig-line',
      /(data-axis="1".*?>)(\d+)(<\/text><text [^>]*>)\d+(<\/text>)/s,
      '$1$2$3999$4',
      /verify\/mark: Unexpected label `999` on an axis of `fig-line`, expected about `[\d.]+` at its place/,
    ],
    [
      'a line at a declared number that stands at another',
      'fig-bar',
      /(data-mark="1"><line transform="translate\()[\d.]+/,
      '$140',
      /verify\/mark: Unexpected rule in `fig-bar` at about `[\d.]+`, expected `100` as in the table under it/,
    ],
    [
      'a bar that ends on another day',
      'fig-works',
      /(data-mark="0"><path d="M[\d.]+,[\d.]+h)[\d.]+/,
      '$15',
      /verify\/mark: Unexpected bar in `fig-works` that shows `[\d.]+`, expected `\d+`/,
    ],
    [
      'an area that is less high',
      'fig-area',
      /(data-mark="0"><path d="M[\d.]+,)[\d.]+/,
      '$1100',
      /verify\/mark: Unexpected area in `fig-area` that shows `[\d.]+`, expected `\d+`/,
    ],
    [
      'a centred step that is higher',
      'fig-centred',
      /(data-mark="0"><path d="M[\d.]+,[\d.]+L[\d.]+,[\d.]+L[\d.]+,)([\d.]+)(L[\d.]+,)\2/,
      '$19$39',
      /verify\/mark: Unexpected line in `fig-centred` that shows `[\d.]+`, expected `38` as in its cell/,
    ],
    [
      'a step that is not half way',
      'fig-broken-steps',
      /(data-mark="0"><path d="M[\d.]+,[\d.]+L)[\d.]+/,
      '$130',
      /verify\/mark: Unexpected 5 marks in `fig-broken-steps`, expected 3/,
    ],
    [
      'a piece of an area that is lower',
      'fig-pieces',
      /(data-mark="0"><path d="M[^Z]*ZM[\d.]+,)[\d.]+/,
      '$1200',
      /verify\/mark: Unexpected area in `fig-pieces` that shows `[\d.]+`, expected `24` as in its cell/,
    ],
    [
      'a piece of an area over the gap',
      'fig-pieces',
      /(data-mark="0"><path d="M[^Z]*)ZM/,
      '$1L',
      /verify\/mark: Unexpected \d marks in `fig-pieces`, expected 3/,
    ],
    [
      'a band that is narrower below',
      'fig-band',
      /(data-mark="0"><path d="M[\d.]+,)[\d.]+/,
      '$140',
      /verify\/mark: Unexpected area in `fig-band` that shows `[\d.]+`, expected `41` as in its cell/,
    ],
    [
      'a band that is narrower above',
      'fig-band',
      /(data-mark="0"><path d="M.*?,)[\d.]+Z/,
      '$140Z',
      /verify\/mark: Unexpected area in `fig-band` that shows `[\d.]+`, expected `60` as in its cell/,
    ],
    [
      'a line of changing width that bends elsewhere',
      'fig-trail',
      outline,
      trailWith((point, index) => (index === 1 ? { ...point, y: point.y - 20 } : point)),
      /verify\/mark: Unexpected trail in `fig-trail` that shows `[\d.]+`, expected `\d+` as in its cell \(accidents\/accidents/,
    ],
    [
      'a line that is wider',
      'fig-wide',
      outline,
      trailWith((point, index) => (index === 1 ? { ...point, width: point.width + 1 } : point)),
      /verify\/mark: Unexpected trail in `fig-wide` that shows `[\d.]+`, expected `\d+` as in its cell \(accidents\/injured/,
    ],
    [
      'a range that ends elsewhere',
      'fig-range',
      /(data-mark="0"><path d="M[\d.]+,)[\d.]+(h[\d.]+v)[\d.]+/,
      '$130$249.17',
      /verify\/mark: Unexpected bar in `fig-range` that shows `[\d.]+`, expected `60` as in its cell/,
    ],
    [
      'a range that begins elsewhere',
      'fig-range',
      /(data-mark="0"><path d="M[\d.]+,[\d.]+h[\d.]+v)[\d.]+/,
      '$130',
      /verify\/mark: Unexpected bar in `fig-range` that shows `[\d.]+`, expected `41` as in its cell/,
    ],
    [
      'another year beside an axis',
      'fig-line',
      /(data-axis="0".*?>)2012(<)/s,
      '$12019$2',
      /verify\/mark: Unexpected (?:label `2019` on an axis of|`2019` beside a line in) `fig-line`/,
    ],
    [
      'a bar that begins elsewhere',
      'fig-facet',
      /(data-mark="0"><path d="M[\d.]+,)[\d.]+/,
      '$11',
      /verify\/mark: Unexpected beginning of a bar in `fig-facet`, expected its base/,
    ],
    [
      'a shade that does not go with its number',
      'fig-rect',
      /(data-mark="0"><path [^>]*fill=")[^"]*/,
      '$1rgb(254, 254, 254)',
      /verify\/mark: Unexpected shade of a rect in `fig-rect` for `\d+`, expected shades that go with the numbers/,
    ],
    [
      'a shade that does not go with the number that was looked up',
      'fig-paid',
      /(data-mark="0"><path [^>]*fill=")[^"]*/,
      '$1rgb(254, 254, 254)',
      /verify\/mark: Unexpected shade of a rect in `fig-paid` for `\d+`, expected shades that go with the numbers/,
    ],
    [
      'another name beside a mark',
      'fig-rect',
      /(data-axis="1"[^>]*><text [^>]*>)[^<]*/,
      '$1Others',
      /verify\/mark: Unexpected `Others` beside a rect in `fig-rect`, expected `[^`]*` as in its row/,
    ],
    [
      'a shorter bar on a phone alone',
      'fig-facet',
      /(data-frame="phone".*?data-mark="0"><path d="M[^v]+v)[\d.]+/s,
      '$13',
      /verify\/mark: Unexpected bar in `fig-facet` that shows `[\d.]+`, expected `\d+` as in its cell/,
    ],
    [
      'another word on a phone alone',
      'fig-facet',
      /(data-frame="phone".*?<text data-n="date"[^>]*>)[^<]*/s,
      '$1Others',
      /verify\/mark: Unexpected label `Others` on an axis of `fig-facet`, expected about `\d+` at its place/,
    ],
    [
      'marks without their number',
      'fig-line',
      / data-mark="0"/,
      '',
      /verify\/mark: Unexpected 1 groups of marks and 2 of axis labels in `fig-line`, expected 2 and 2/,
    ],
  ];
  // Each page is verified once, with one forgery in each of its figures.
  const before = forgeries.map(
    ([, figure], at) => forgeries.slice(0, at).filter((each) => each[1] === figure).length,
  );
  const rounds = [...new Set(before)].map((round) => forgeries.filter((_, at) => before[at] === round));
  test.each(rounds.map((round) => [round.map(([what]) => what).join('; '), round] as const))(
    '%s',
    async (_, round) => {
      const redrawings = round.map(([, figure, from, to]) => [figure, from, to] as const);
      const all = await said(redrawn(output, page, redrawings));
      for (const [what, , , , expected] of round) expect.soft(all, what).toMatch(expected);
    },
  );

  test('a drawing of which the snapshot says nothing, and one that the page has not', async () => {
    const { drawings = [] } = snapshotOf(output, published);
    const without = drawings.filter(({ id, frame }) => id !== 'fig-line' || frame !== undefined);
    expect((await said(withSnapshot(output, published, { drawings: without }))).split('\n')).toEqual([
      expect.stringContaining('verify/mark: Unexpected drawing `fig-line`, expected one of which'),
    ]);
    const more = [...drawings, ...drawings.slice(0, 1).map((drawing) => ({ ...drawing, id: 'fig-none' }))];
    expect((await said(withSnapshot(output, published, { drawings: more }))).split('\n')).toEqual([
      expect.stringContaining('verify/mark: Unexpected page without the drawing `fig-none`'),
    ]);
  });

  test('a declared number that the table under the drawing has not, and one that nobody states', async () => {
    const { drawings = [], numbers } = snapshotOf(output, published);
    const moved = drawings.map((drawing) => ({
      ...drawing,
      marks: drawing.marks.map((group) =>
        group.constants === undefined
          ? group
          : { ...group, constants: group.constants.map((each) => ({ ...each, number: '80' })) },
      ),
    }));
    expect(await said(withSnapshot(output, published, { drawings: moved }))).toContain(
      'Unexpected rule in `fig-bar` at `80`, expected a number of the table under it',
    );
    const anonymous = numbers.map((number) =>
      number.declared === undefined ? number : { ...number, declared: { ...number.declared, source: ' ' } },
    );
    expect(await said(withSnapshot(output, published, { numbers: anonymous }))).toContain(
      'expected one that has its cells: nobody is named who stated it',
    );
  });

  test('scales that were written anew', async () => {
    const drawings = (snapshotOf(output, published).drawings ?? []).map((drawing) => ({
      ...drawing,
      scales: drawing.scales.map((scale) => ({ ...scale, unit: scale.unit / 2 })),
    }));
    expect(await said(withSnapshot(output, published, { drawings }))).toContain('verify/mark');
  });
});

test('a bar without an axis is held by the others', async () => {
  const visits = await outputOf(sampleProject);
  const html = textOf(visits, 'visits/en/visits.html');
  const halved = html.replace(/(data-mark="0"><path d="M0,[\d.]+h)([\d.]+)(v[\d.]+h-)\2/, '$1273.4$3273.4');
  expect((await said(withPublished(visits, 'visits/en/visits.html', halved))).split('\n')).toEqual([
    expect.stringContaining(
      'Unexpected bar in `fig-visits` that shows `1320`, expected `2640` as in its cell (visits/visits?year=2014&reader=children)',
    ),
  ]);
});
