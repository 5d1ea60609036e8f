import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PublishedDataset } from '../../src/model/dataset/dataset.js';
import type { Missing } from '../../src/model/dataset/value.js';
import { runs } from '../support/runs.js';
import { type Figure, falseClaims } from './description-reader.js';
import { draw, tryDraw } from './draw-charts.js';
import { sketchDataset } from './fixtures.js';

const lost: Missing = { kind: 'missing', code: '[x]', symbol: '[x]', meaning: 'not available' };

/** Figures of one or two series over a few years: some missing, some years passed over, perhaps a break. */
const figures = fc
  .record({
    series: fc.constantFrom(['Theft'], ['Theft', 'Fraud']),
    cells: fc.array(
      fc.record({
        value: fc.oneof(
          { weight: 6, arbitrary: fc.integer({ min: 0, max: 12 }) },
          { weight: 1, arbitrary: fc.constant(null) },
          { weight: 1, arbitrary: fc.constant('x' as const) },
          { weight: 1, arbitrary: fc.constant('absent' as const) },
        ),
        isBreak: fc.integer({ min: 0, max: 11 }).map((draw) => draw === 0),
      }),
      { minLength: 6, maxLength: 14 },
    ),
    way: fc.constantFrom('as drawn', 'rising', 'falling'),
  })
  .map(({ series, cells, way }): readonly Figure[] =>
    series.flatMap((name, place) => {
      const own = cells.slice(0, Math.floor(cells.length / 2));
      const shift = place === 0 ? own : cells.slice(Math.floor(cells.length / 2), own.length * 2);
      const numbers = shift.flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
      const sorted = numbers.toSorted((a, b) => (way === 'falling' ? b - a : a - b));
      const next = way === 'as drawn' ? numbers : sorted;
      return shift.flatMap(({ value, isBreak }, index) => {
        const shown = typeof value === 'number' ? (next.shift() ?? 0) : value;
        return shown === 'absent' ? [] : [{ year: 2005 + index, series: name, value: shown, isBreak }];
      });
    }),
  );

function datasetOf(all: readonly Figure[]): PublishedDataset {
  const names = [...new Set(all.map(({ series }) => series))];
  const sketch = sketchDataset(
    'figures',
    [
      { name: 'year', type: 'year' },
      { name: 'kind', categories: Object.fromEntries(names.map((name) => [name, name])) },
      { name: 'cases', role: 'measure', type: 'integer', unit: 'cases' },
    ],
    all.map(({ year, series, value }) => [year, series, value === 'x' ? null : value]),
  );
  const rows = sketch.rows.map((row, index) => ({
    ...row,
    ...(all[index]?.value === 'x' ? { measures: { cases: lost } } : {}),
    ...(all[index]?.isBreak ? { marks: { cases: ['b' as const] } } : {}),
  }));
  return { ...sketch, rows };
}

const chart = (mark: string, isSplit: boolean, chosen: readonly number[] | undefined): string =>
  [
    `mark: ${mark}`,
    ...(chosen === undefined ? [] : [`transform: [{filter: {field: year, oneOf: [${chosen.join(', ')}]}}]`]),
    `encoding: {x: {field: year}, y: {field: cases}${isSplit ? ', color: {field: kind}' : ''}}`,
  ].join('\n');

test('no sentence of a description says more than its rows', async () => {
  let read = 0;
  const numRuns = Number(process.env.DESCRIPTIONS ?? runs(15, 40).numRuns);
  await fc.assert(
    fc.asyncProperty(
      figures,
      fc.constantFrom('line', 'point'),
      fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
      fc.boolean(),
      async (all, mark, picks, isChosen) => {
        const names = new Set(all.map(({ series }) => series));
        const years = [...new Set(all.map(({ year }) => year))].sort((a, b) => a - b);
        const picked = years.filter((_, index) => picks[index]);
        const chosen = isChosen && picked.length > 0 ? picked : undefined;
        const isShown = (year: number): boolean => chosen === undefined || chosen.includes(year);
        if (!all.some(({ year, value }) => isShown(year) && typeof value === 'number')) return;
        const { chart: drawn, problems } = await tryDraw(chart(mark, names.size > 1, chosen), datasetOf(all));
        expect(problems).toEqual([]);
        const description = drawn?.description ?? '';
        read += description.split('.').length;
        expect(falseClaims({ figures: all, chosen: isShown, description }), description).toEqual([]);
      },
    ),
    { numRuns, seed: 20151231 },
  );
  expect(read).toBeGreaterThan(2.5 * numRuns);
});

test('the reader finds what is false', async () => {
  const all: readonly Figure[] = [
    { year: 2009, series: 'Theft', value: 3, isBreak: false },
    { year: 2010, series: 'Theft', value: null, isBreak: false },
    { year: 2011, series: 'Theft', value: 5, isBreak: false },
    { year: 2012, series: 'Theft', value: 9, isBreak: true },
  ];
  const { description } = await draw(chart('line', false, undefined), datasetOf(all));
  const wrong = (text: string): number =>
    falseClaims({ figures: all, chosen: () => true, description: text }).length;
  expect(wrong(description)).toBe(0);
  const rest = 'For 2010: none recorded.';
  for (const claim of [
    'The number of cases was 3 in 2009 and 9 in 2012, a change of +6.',
    'It was highest in 2012 (9) and lowest in 2009 (3).',
    'It rose at every step.',
    'It never fell.',
    'Something else.',
  ])
    expect(wrong(`${claim} ${rest}`), claim).toBe(1);
  expect(wrong('The number of cases was 3 in 2009 and 9 in 2012.')).toBe(1);
});
