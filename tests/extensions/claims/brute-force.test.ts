import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../support/runs.js';
import { composeActions, composeClaims } from './claims-project.js';

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
  { claim: `"minority" ${now} of="adults"`, holds: (_, [c, a]) => (a > 0 ? 2 * c < a : undefined) },
  { claim: `"equal" ${now} than="adults"`, holds: (_, [c, a]) => c === a },
  {
    claim: `"about-times" ${now} than="adults" times=2 share=10`,
    holds: (_, [c, a]) => (a > 0 ? 10 * Math.abs(c - 2 * a) <= 2 * a : undefined),
  },
  { claim: `"none" ${now}`, holds: (_, [c]) => c === 0 },
  { claim: `"none" ${all}`, holds: (s) => s.every((v) => v === 0) },
  { claim: `"only" ${now}`, holds: (_, [c, a, g]) => c > 0 && a === 0 && g === 0 },
  { claim: `"rises" ${all} times=1`, holds: (s) => pairs(s).filter(([a, b]) => b > a).length === 1 },
  { claim: `"falls" ${all} times=1`, holds: (s) => pairs(s).filter(([a, b]) => b < a).length === 1 },
  { claim: `"recorded" ${all} times=2`, holds: (s) => s.filter((v) => v > 0).length === 2 },
  { claim: `"higher-limit" ${now} than="adults"`, holds: (_, [c, a]) => c > a },
  { claim: `"lower-limit" ${now} than="adults"`, holds: (_, [c, a]) => c < a },
  { claim: `"equal-limit" ${now} than="adults"`, holds: (_, [c, a]) => c === a },
  {
    claim: '"higher-than" "visits" reader="children|adults" year=2012 than="guests"',
    holds: (_, [c, a, g]) => c > g && a > g,
  },
  { claim: `"increasing" ${all} not=true`, holds: (s) => !pairs(s).every(([a, b]) => b > a) },
  { claim: `"majority" ${now} of="adults" not=true`, holds: (_, [c, a]) => (a > 0 ? 2 * c <= a : undefined) },
];

/** Claims about which cells have numbers, by their definition on the cells of the children. */
const presence: readonly { readonly claim: string; holds(cells: readonly Cell[]): boolean }[] = [
  { claim: `"missing" ${now}`, holds: ([, , last]) => last === undefined },
  { claim: `"missing" ${all}`, holds: (cells) => cells.every((cell) => cell === undefined) },
  { claim: `"known" ${all}`, holds: (cells) => cells.every((cell) => cell !== undefined) },
  { claim: `"known" ${all} not=true`, holds: (cells) => cells.some((cell) => cell === undefined) },
  {
    claim: '"first-known" "visits" reader="children" year=2011',
    holds: ([before, own]) => own !== undefined && before === undefined,
  },
  {
    claim: '"last-known" "visits" reader="children" year=2010',
    holds: ([own, ...after]) => own !== undefined && after.every((cell) => cell === undefined),
  },
];

const templateOf = (claims: readonly { claim: string }[]): string =>
  `# A\n\n${claims.map(({ claim }) => `{{claim ${claim} text="x"}}`).join('\n')}\n`;

async function verdictsOn(table: Table, claims: readonly { claim: string }[] = cases): Promise<string[]> {
  const rows = table.flatMap((cells, index) =>
    ['children', 'adults', 'guests'].map((reader, at) => `${years[index]},${reader},${cells[at] ?? '[x]'}`),
  );
  const { verdicts } = await composeClaims(
    templateOf(claims),
    ['year,reader,visits', ...rows, ''].join('\n'),
  );
  expect(verdicts).toHaveLength(claims.length);
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

test('claims about numbers that are there or not are never open', async () => {
  const cell = fc.option(number, { nil: undefined, freq: 1 });
  await fc.assert(
    fc.asyncProperty(tableOf(cell), async (table) => {
      const children = table.map(([own]) => own);
      expect(await verdictsOn(table, presence)).toEqual(presence.map(({ holds }) => `${holds(children)}`));
    }),
    runs(10, 40),
  );
});

/** An action: what it waits for, and its cost, where the table says it. */
interface Action {
  readonly status: 'late' | 'done';
  readonly cause: 'staff' | 'money' | undefined;
  readonly cost: 'a number' | '[nc]' | '[x]';
}

const late = 'status="late"';

/** Claims about rows, by their definition on the late actions; undefined: untestable. */
const ofRows: readonly { readonly claim: string; holds(late: readonly Action[]): boolean | undefined }[] = [
  {
    claim: `"every-row" "actions" ${late} has="cause"`,
    holds: (rows) => (rows.length > 0 ? rows.every(({ cause }) => cause !== undefined) : undefined),
  },
  { claim: `"some-rows" "actions" ${late} lacks="cause"`, holds: (rows) => rows.some(({ cause }) => !cause) },
  {
    claim: `"no-row" "actions" ${late} has="cost=[nc]"`,
    holds: (rows) => rows.every(({ cost }) => cost !== '[nc]'),
  },
  {
    claim: `"most-rows" "actions" ${late} has="cost"`,
    holds: (rows) =>
      rows.length > 0 ? 2 * rows.filter(({ cost }) => cost === 'a number').length > rows.length : undefined,
  },
  {
    claim: `"count-rows" "actions" ${late} cause="staff|money" times=2`,
    holds: (rows) => rows.filter(({ cause }) => cause).length === 2,
  },
  { claim: `"count-rows" "actions" ${late} times=2`, holds: (rows) => rows.length === 2 },
  { claim: `"no-row" "actions" ${late}`, holds: (rows) => rows.length === 0 },
  {
    claim: `"every-row" "actions" ${late} lacks="cost" not=true`,
    holds: (rows) => (rows.length > 0 ? rows.some(({ cost }) => cost === 'a number') : undefined),
  },
  {
    claim: `"every-row" "actions" ${late} has="cause=staff"`,
    holds: (rows) => {
      if (rows.some(({ cause }) => cause === 'money')) return false;
      return rows.length > 0 && rows.every(({ cause }) => cause === 'staff') ? true : undefined;
    },
  },
  {
    claim: `"some-rows" "actions" ${late} has="cause=staff|money"`,
    holds: (rows) => {
      const causes = new Set(rows.map(({ cause }) => cause));
      if (causes.has('staff') && causes.has('money')) return true;
      return causes.has(undefined) ? undefined : false;
    },
  },
];

test('claims about rows choose and count them as their definitions say', async () => {
  const action = fc.record({
    status: fc.constantFrom('late', 'done'),
    cause: fc.constantFrom('staff', 'money', undefined),
    cost: fc.constantFrom('a number', '[nc]', '[x]'),
  } satisfies { [K in keyof Action]: fc.Arbitrary<Action[K]> });
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 4 }), async (actions) => {
      const rows = actions.filter(({ status }) => status === 'late');
      const expected = ofRows.map(({ holds }) => `${holds(rows) ?? 'untestable'}`);
      expect(await verdictsOfRows(templateOf(ofRows), actions)).toEqual(expected);
    }),
    runs(15, 60),
  );
});

async function verdictsOfRows(template: string, actions: readonly Action[]): Promise<string[]> {
  const lines = actions.map(
    ({ status, cause = '', cost }, index) =>
      `a${index},${status},${cause},${cost === 'a number' ? index : cost}`,
  );
  const { verdicts } = await composeActions(template, ['code,status,cause,cost', ...lines, ''].join('\n'));
  return verdicts;
}
