/** Stacks of thin parts are seen to their ends, whatever separates thicker ones. */
import { describe, expect, test } from 'vitest';
import type { PublishedDataset } from '../../src/model/dataset/dataset.js';
import { chartNode, sketchDataset } from './fixtures.js';
import { drawOnce } from './flagship-charts.js';

const places = ['North', 'South'];
const months = Array.from(
  { length: 120 },
  (_, at) => `${2000 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`,
);
const visits = { name: 'visits', role: 'measure', type: 'integer', unit: 'visits' } as const;

const monthly = sketchDataset(
  'monthly',
  [{ name: 'place' }, { name: 'day', type: 'date' }, visits],
  places.flatMap((place) => months.map((month, at) => [place, month, (at % 7) + 3] as const)),
);

const towns = Array.from({ length: 38 }, (_, at) => `Town ${at + 1}`);
const yearly = sketchDataset(
  'yearly',
  [{ name: 'town' }, { name: 'year', type: 'year' }, visits],
  [2010, 2011, 2012].flatMap((year) => towns.map((town, at) => [town, year, 5 + (at % 9)] as const)),
);

/** How many bars are drawn, and how many of them have a line around them. */
async function barsOf(yaml: string, dataset: PublishedDataset): Promise<readonly [number, number]> {
  const { items, diagnostics } = await drawOnce({ node: chartNode(yaml), dataset });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const bars = items.filter(({ mark }) => mark.marktype === 'rect' && mark.role === 'mark');
  return [bars.length, bars.filter(({ item }) => item.stroke !== undefined).length];
}

describe('a stack', () => {
  test('of 38 towns in three years has no line around parts that are hardly thicker than it', async () => {
    const bars = await barsOf(
      `mark: bar
height: 60
encoding: {x: {field: year, type: ordinal}, y: {field: visits, aggregate: sum}, detail: {field: town}}`,
      yearly,
    );
    expect(bars).toEqual([114, 0]);
  });

  test('of three parts keeps the lines between them, but around the one that is a hair', async () => {
    const parts = sketchDataset(
      'parts',
      [{ name: 'year', type: 'year' }, { name: 'part' }, visits],
      [
        [2010, 'a', 400],
        [2010, 'b', 300],
        [2010, 'c', 1],
        [2011, 'a', 300],
        [2011, 'b', 300],
        [2011, 'c', 90],
      ],
    );
    const bars = await barsOf(
      `mark: bar
encoding: {x: {field: year, type: ordinal}, y: {field: visits}, color: {field: part}}`,
      parts,
    );
    expect(bars).toEqual([6, 5]);
  });

  test.each(['color', 'detail'])(
    'by months as %s with `timeUnit` has a part for each year',
    async (channel) => {
      const bars = await barsOf(
        `mark: bar
encoding:
  y: {field: place}
  x: {field: visits, aggregate: sum}
  ${channel}: {field: day, timeUnit: year}`,
        monthly,
      );
      expect(bars[0]).toBe(20);
    },
  );
});
