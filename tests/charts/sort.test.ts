/** Categories stand in the order that `sort` asks for, as Vega-Lite understands it. */
import { expect, test } from 'vitest';
import { drawChart } from '../../src/charts/drawing/draw.js';
import { drawingTools } from '../../src/charts/drawing/tools.js';
import type { PublishedDataset } from '../../src/model/dataset/dataset.js';
import { repositoryHost } from '../memory-host.js';
import { english } from '../support/english.js';
import { draw, problemsOf } from './draw-charts.js';
import { sketchDataset } from './fixtures.js';

/** Sums of A, B and C fall in this order; the least numbers rise, and so do the medians. */
const days: PublishedDataset = sketchDataset(
  'days',
  [
    { name: 'place' },
    { name: 'year', type: 'year' },
    { name: 'days', role: 'measure', type: 'integer', unit: 'days' },
  ],
  [
    ['A', 2009, 1],
    ['A', 2010, 2],
    ['A', 2011, 90],
    ['B', 2009, 20],
    ['B', 2010, 21],
    ['B', 2011, 22],
    ['C', 2009, 10],
    ['C', 2010, 11],
    ['C', 2011, 40],
  ],
);

/** The names of the places as a reader meets them. */
async function orderOf(yaml: string, dataset = days): Promise<string> {
  const { labels } = await draw(yaml, dataset);
  const names = labels.filter(({ text }) => /^[ABC]$/.test(text));
  return names
    .toSorted((a, b) => a.y1 - b.y1 || a.x1 - b.x1)
    .map(({ text }) => text)
    .join(' ');
}

const bars = (sort: string, aggregate = 'sum'): string =>
  `mark: bar\nencoding: {y: {field: place, sort: ${sort}}, x: {field: days, aggregate: ${aggregate}}}`;

test.each([
  ['{op: min, field: days, order: descending}', 'B C A'],
  ['{op: max, field: days}', 'B C A'],
  ['{op: median, field: days}', 'A C B'],
  ['{op: sum, field: days, order: descending}', 'A B C'],
  ['{op: stdev, field: days}', 'B C A'],
  ['{op: count, field: days}', 'A B C'],
  ['-x', 'A B C'],
])('of bars by %s', async (sort, expected) => {
  expect(await orderOf(bars(sort))).toBe(expected);
});

test('of bars of medians by these, not by their sum', async () => {
  expect(await orderOf(bars('-x', 'median'))).toBe('B C A');
});

/** A tenth and two tenths are three, which doubles do not come to. */
const tenths = sketchDataset(
  'tenths',
  [{ name: 'place' }, { name: 'year', type: 'year' }, { name: 'days', role: 'measure', unit: 'days' }],
  [
    ['A', 2009, '0.3'],
    ['A', 2010, '0'],
    ['B', 2009, '0.1'],
    ['B', 2010, '0.2'],
  ],
);

test('of bars by exact sums', async () => {
  expect(await orderOf(bars('{op: sum, field: days, order: descending}'), tenths)).toBe('A B');
});

test('bars are as long as operations calculate', async () => {
  const tools = await drawingTools({ language: english }, repositoryHost());
  const encoding = { y: { field: 'place' }, x: { field: 'days', aggregate: 'sum' } };
  const { layout } = await drawChart({ mark: 'bar', encoding }, tenths, tools);
  expect(layout.drawn.unit_0?.map(({ sum_days }) => sum_days)).toEqual([0.3, 0.3]);
});

test('of panels, also of what is put together in them', async () => {
  const panels = `facet: {row: {field: place, sort: {op: min, field: days, order: descending}}}
spec:
  height: 60
  encoding: {x: {field: days, aggregate: median}}
  layer:
    - {mark: point, encoding: {y: {field: year, type: ordinal}}}
    - {mark: rule}`;
  expect(await orderOf(panels)).toBe('B C A');
});

test('of panels by a list, although their rows are put together', async () => {
  const listed = `mark: bar
encoding:
  facet: {field: place, columns: 3, sort: [C, A, B]}
  y: {field: year, type: ordinal}
  x: {field: days, aggregate: sum}`;
  expect(await orderOf(listed)).toBe('C A B');
});

test('by an operation that draws lots is refused', async () => {
  expect(await problemsOf(bars('{op: ci0, field: days}'), days)).toEqual([
    '2:41 chart/spec A category cannot be sorted by `ci0`',
  ]);
});
