import { expect, test } from 'vitest';
import { cases, draw } from './draw-charts.js';
import { sketchDataset } from './fixtures.js';

const line = 'mark: line\nencoding: {x: {field: year}, y: {field: cases}, color: {field: offence}}';
const rings = (svg: string): number => (svg.match(/fill="#ffffff"/g) ?? []).length;

test('few points along lines are marked by rings, through which those of other lines are seen', async () => {
  // Of two lines over three years one number is missing.
  expect(rings((await draw(line, cases)).svg)).toBeGreaterThanOrEqual(5);
});

test('many points along a line are not marked', async () => {
  const years = Array.from({ length: 9 }, (_, index) => [2001 + index, 'all', 10 + index] as const);
  const long = sketchDataset(
    'cases',
    [
      { name: 'year', type: 'year', title: 'Year' },
      { name: 'offence', categories: { all: 'All' } },
      { name: 'cases', role: 'measure', type: 'integer', unit: 'cases' },
    ],
    years,
  );
  expect(rings((await draw(line, long)).svg)).toBe(0);
});
