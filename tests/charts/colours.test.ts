import { describe, expect, test } from 'vitest';
import { inkLabels } from '../../src/charts/scene/readable.js';
import { textOf } from '../../src/charts/scene/scene.js';
import { orderedColours } from '../../src/charts/theme.js';
import { colourOf } from '../../src/model/chart/paint.js';
import { paintCategories } from '../../src/model/chart/paint-categories.js';
import {
  housePalette,
  isAlike,
  isWarning,
  mostSeries,
  neutral,
  paletteOf,
} from '../../src/model/chart/palette.js';
import type { Category, Field } from '../../src/model/dataset/dataset.js';
import { isReadable, themeOf } from '../../src/model/project/theme.js';
import { tryDraw } from './draw-charts.js';
import { chartNode, flagshipDataset } from './fixtures.js';
import { drawOnce } from './flagship-charts.js';
import { contrast, lightness } from './lightness.js';
import { actions, tiles } from './plan-charts.js';

/** The least difference of lightness of any two colours. */
function leastDifference(colours: readonly string[]): number {
  const differences = colours.flatMap((a, index) =>
    colours.slice(index + 1).map((b) => Math.abs(lightness(a) - lightness(b))),
  );
  return Math.min(...differences);
}

/** Categories of one field as the package declares them, painted. */
function paintOf(...fields: readonly Pick<Field, 'name' | 'categories' | 'total'>[]): readonly Field[] {
  const dataset = flagshipDataset('victims-by-nationality');
  const [shape] = dataset.fields.filter(({ role, type }) => role === 'dimension' && type === 'string');
  if (shape === undefined) throw new Error('no dimension');
  const { total: _, ...plain } = shape;
  const datasets = fields.map((field) => ({ ...dataset, fields: [{ ...plain, ...field }] }));
  return paintCategories(datasets).flatMap((painted) => painted.fields);
}

const category = (value: string, label = value): Category => ({ value, label });

const coloursOf = (field: Field | undefined, palette = housePalette): readonly (string | undefined)[] =>
  (field?.categories ?? []).map(({ paint }) => colourOf(paint, palette));

describe('the colours of categories', () => {
  test('are the same in every dataset whose field and value are the same, whichever of them it has', () => {
    const [cases, arrests] = paintOf(
      { name: 'offence', categories: [category('trafficking'), category('prostitution')] },
      { name: 'offence', categories: [category('prostitution'), category('fraud'), category('trafficking')] },
    );
    const [trafficking, prostitution] = coloursOf(cases);
    expect(coloursOf(arrests)).toEqual([prostitution, housePalette.series[2], trafficking]);
  });

  test('are grey for what gathers the rest and dark for the total, and take no place', () => {
    const [field] = paintOf({
      name: 'offence',
      categories: [
        category('x', 'Other offences'),
        category('unknown'),
        category('fraud'),
        category('total'),
      ],
      total: 'total',
    });
    expect(coloursOf(field)).toEqual([neutral.rest, neutral.rest, housePalette.series[0], neutral.total]);
    // A word that only begins like one is a category like any other.
    const [plain] = paintOf({
      name: 'kin',
      categories: [category('a', 'Otherwise'), category('b', 'Restaurants')],
    });
    expect(coloursOf(plain)).toEqual(housePalette.series.slice(0, 2));
  });

  test('are declared once, anywhere, and no other category of the field is near them', () => {
    const own = housePalette.series[0] ?? '';
    const declared: Category = { ...category('fraud'), paint: { kind: 'own', colour: own } };
    const [first, second] = paintOf(
      { name: 'offence', categories: [category('theft'), category('fraud')] },
      { name: 'offence', categories: [declared] },
    );
    expect(coloursOf(first)).toEqual([housePalette.series[1], own]);
    expect(coloursOf(second)).toEqual([own]);
  });

  const palettes = [
    'The Tallybook project',
    'Ministry of the Interior',
    'Coalition for Rights',
    'Zavod za statistiku',
  ].map((publisher) => [publisher, paletteOf(themeOf(publisher))] as const);

  test.each([...palettes, ['red', paletteOf({ accent: '#a01020', second: '#444444' })] as const])(
    'of %s can be seen, are told apart in grey print, and never warn',
    (_, { series, tones }) => {
      expect(series).toHaveLength(mostSeries);
      for (const colour of series) {
        expect(contrast(colour, neutral.paper), colour).toBeGreaterThanOrEqual(3);
        expect(isWarning(colour), colour).toBe(false);
      }
      // About the step between two greys that print tells apart; four are what a chart may have beside the rest.
      expect(leastDifference(series.slice(0, 4))).toBeGreaterThan(8);
      expect(leastDifference([...Object.values(tones), neutral.paper])).toBeGreaterThan(8);
    },
  );

  test('of ordered categories fall in lightness', () => {
    const shades = orderedColours(4, housePalette).map(lightness);
    expect(shades).toEqual(shades.toSorted((a, b) => b - a));
  });

  test('of statuses are those of a tile board, whichever of them a chart shows', async () => {
    const { svg } = (await tryDraw(tiles, actions)).chart ?? { svg: '' };
    expect(svg).toContain(`fill="${housePalette.tones.bad}"`);
    expect(svg).not.toContain(`fill="${neutral.warn}"`);
  });

  test('are called by name in a spec, since each house has its own', async () => {
    const spec = 'mark: {type: bar, color: soft}\nencoding: {x: {field: year}, y: {field: victims}}\n';
    const dataset = flagshipDataset('victims-by-nationality');
    const chart = await tryDraw(spec, dataset, paletteOf({ accent: '#0b5d3b', second: '#a68a3f' }));
    expect(chart.chart?.svg).toContain('fill="#d1e0da"');
  });
});

describe('a house', () => {
  test('follows from the name of its publisher, and none is near that of the other in a project', () => {
    const names = ['The Tallybook project', 'Ministry of the Interior', 'Office', 'Zavod', 'Agjencia'];
    const accents = names.map((name) => themeOf(name).accent);
    expect(accents).toEqual(names.map((name) => themeOf(` ${name} `).accent));
    expect(new Set(accents).size).toBe(names.length);
    for (const accent of accents) {
      expect(isReadable(accent), accent).toBe(true);
      for (const name of names) expect(isAlike(themeOf(name, accent).accent, accent)).toBe(false);
    }
  });
});

describe('words on a shape', () => {
  const yaml =
    'encoding: {x: {field: year, type: ordinal}, y: {field: nationality}}\n' +
    'layer: [{mark: rect, encoding: {color: {field: victims}}}, {mark: text, encoding: {text: {field: victims}}}]\n';

  test('are light on dark and dark on light', async () => {
    const dataset = flagshipDataset('victims-by-nationality');
    const { items } = await drawOnce({ node: chartNode(yaml), dataset });
    const fills = new Map(
      items
        .filter(({ mark }) => mark.marktype === 'text' && mark.role === 'mark')
        .map(({ item }) => [textOf(item), item.fill]),
    );
    expect(fills.get('44')).toBe(neutral.paper);
    expect(fills.get('1')).toBe(neutral.ink);
  });

  test('can be read on every grey', () => {
    for (let level = 0; level < 256; level += 5) {
      const ground = `rgb(${level}, ${level}, ${level})`;
      const bounds = { x1: 0, y1: 0, x2: 10, y2: 10, translate: () => bounds, set: () => bounds };
      const word = { text: 'word', fill: '#222222', bounds };
      const marks = [
        { marktype: 'rect', role: 'mark', items: [{ fill: ground, bounds }] },
        { marktype: 'text', role: 'mark', items: [word] },
      ];
      const root = { marktype: 'group', items: [{ bounds, items: marks }] };
      const size = { width: 10, height: 10 };
      inkLabels({ root, origin: { x: 0, y: 0 }, size, toSvg: async () => '', dispose: () => undefined });
      expect(contrast(word.fill, ground), ground).toBeGreaterThanOrEqual(4.5);
    }
  });
});
