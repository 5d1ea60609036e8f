import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../support/runs.js';
import { composeClaims } from './claims-project.js';

/** A cell: a number, or undefined where the data have [x]. */
type Cell = number | undefined;
/** Three years of children, adults and guests; nothing adds up, and need not. */
type Table = readonly (readonly Cell[])[];

const years = [2010, 2011, 2012];

/** A claim, and what it says by its definition in docs/claims.md of a table without gaps; undefined: untestable. */
interface Case {
  readonly claim: string;
  holds(series: readonly number[], now: readonly [number, number, number]): boolean | undefined;
}

const pairs = (series: readonly number[]): (readonly [number, number])[] =>
  series.slice(1).map((next, index) => [series[index] ?? Number.NaN, next]);
const first = (series: readonly number[]): number => series[0] ?? Number.NaN;
const last = (series: readonly number[]): number => series.at(-1) ?? Number.NaN;

const all = '"visits" reader="children" from=2010 to=2012';
const now = '"visits" reader="children" year=2012';

const cases: readonly Case[] = [
  { claim: `"increasing" ${all}`, holds: (s) => pairs(s).every(([a, b]) => b > a) },
  {
    claim: `"increasing" ${all} strict=false`,
    holds: (s) => pairs(s).every(([a, b]) => b >= a) && last(s) > first(s),
  },
  { claim: `"decreasing" ${all}`, holds: (s) => pairs(s).every(([a, b]) => b < a) },
  {
    claim: `"decreasing" ${all} strict=false`,
    holds: (s) => pairs(s).every(([a, b]) => b <= a) && last(s) < first(s),
  },
  { claim: `"unchanged" ${all}`, holds: (s) => new Set(s).size === 1 },
  {
    claim: `"stable-within" ${all} share=25`,
    holds: (s) => (first(s) > 0 ? s.every((v) => 4 * Math.abs(v - first(s)) <= first(s)) : undefined),
  },
  { claim: `"rose" ${all}`, holds: (s) => last(s) > first(s) },
  { claim: `"fell" ${all}`, holds: (s) => last(s) < first(s) },
  { claim: `"doubled" ${all}`, holds: (s) => (first(s) > 0 ? last(s) >= 2 * first(s) : undefined) },
  { claim: `"halved" ${all}`, holds: (s) => (first(s) > 0 ? 2 * last(s) <= first(s) : undefined) },
  {
    claim: `"at-least-times" ${all} times=1.5`,
    holds: (s) => (first(s) > 0 ? 2 * last(s) >= 3 * first(s) : undefined),
  },
  {
    claim: `"at-least-times" ${now} than="adults" times=1.5`,
    holds: (_, [c, a]) => (a > 0 ? 2 * c >= 3 * a : undefined),
  },
  { claim: `"higher-than" ${now} than="adults"`, holds: (_, [c, a]) => c > a },
  { claim: `"lower-than" ${now} than="adults"`, holds: (_, [c, a]) => c < a },
  { claim: `"between" ${now} least="adults" most="guests"`, holds: (_, [c, a, g]) => a <= c && c <= g },
  { claim: `"highest" ${now}`, holds: (_, [c, a, g]) => c > a && c > g },
  { claim: `"highest" ${now} strict=false`, holds: (_, [c, a, g]) => c >= a && c >= g },
  { claim: `"lowest" ${now}`, holds: (_, [c, a, g]) => c < a && c < g },
  {
    claim: `"rank" ${now} rank=2`,
    holds: (_, [c, a, g]) => [a, g].filter((v) => v > c).length === 1 && ![a, g].includes(c),
  },
  {
    claim: `"rank" ${now} rank=2 strict=false`,
    holds: (_, [c, a, g]) => [a, g].filter((v) => v > c).length === 1,
  },
  { claim: `"majority" ${now} of="adults"`, holds: (_, [c, a]) => (a > 0 ? 2 * c > a : undefined) },
  {
    claim: `"at-least-share" ${now} of="adults" share=40`,
    holds: (_, [c, a]) => (a > 0 ? 100 * c >= 40 * a : undefined),
  },
  {
    claim: `"at-most-share" ${now} of="adults" share=40`,
    holds: (_, [c, a]) => (a > 0 ? 100 * c <= 40 * a : undefined),
  },
];

const template = `# A\n\n${cases.map(({ claim }) => `{{claim ${claim} text="x"}}`).join('\n')}\n`;

async function verdictsOn(table: Table): Promise<string[]> {
  const rows = table.flatMap((cells, index) =>
    ['children', 'adults', 'guests'].map((reader, at) => `${years[index]},${reader},${cells[at] ?? '[x]'}`),
  );
  const { verdicts } = await composeClaims(template, ['year,reader,visits', ...rows, ''].join('\n'));
  expect(verdicts).toHaveLength(cases.length);
  return verdicts;
}

/** What the definitions say of a table without gaps. */
const bruteForce = (table: Table): string[] => {
  const full = table.map(([c = Number.NaN, a = Number.NaN, g = Number.NaN]) => [c, a, g] as const);
  const [, , today = [Number.NaN, Number.NaN, Number.NaN]] = full;
  return cases.map(({ holds }) => {
    const truth = holds(
      full.map(([c]) => c),
      [today[0] ?? Number.NaN, today[1] ?? Number.NaN, today[2] ?? Number.NaN],
    );
    return truth === undefined ? 'untestable' : `${truth}`;
  });
};

/** Small numbers, so that equal ones, exact halves and exact shares come up often. */
const number = fc.nat({ max: 6 });
const tableOf = (cell: fc.Arbitrary<Cell>) =>
  fc.array(fc.tuple(cell, cell, cell), { minLength: 3, maxLength: 3 });

test('on whole tables a claim is false exactly when its negation is true', async () => {
  await fc.assert(
    fc.asyncProperty(tableOf(number), async (table) => {
      expect(await verdictsOn(table)).toEqual(bruteForce(table));
    }),
    runs(15, 60),
  );
});

test('on tables with gaps a verdict is one that every way of filling them would give', async () => {
  const cell = fc.option(number, { nil: undefined, freq: 4 });
  await fc.assert(
    fc.asyncProperty(
      tableOf(cell),
      fc.array(tableOf(number), { minLength: 4, maxLength: 4 }),
      async (table, fillings) => {
        const verdicts = await verdictsOn(table);
        for (const filling of fillings) {
          const whole = table.map((row, year) => row.map((value, at) => value ?? filling[year]?.[at]));
          const expected = bruteForce(whole);
          verdicts.forEach((verdict, index) => {
            if (verdict !== 'untestable' && expected[index] !== 'untestable') {
              expect([cases[index]?.claim, verdict]).toEqual([cases[index]?.claim, expected[index]]);
            }
          });
        }
      },
    ),
    runs(10, 40),
  );
});
