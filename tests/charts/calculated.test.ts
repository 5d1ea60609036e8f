/** What a chart calculates is made again from cells: it stands in its table and in the ledger, or the chart is refused. */
import { describe, expect, test } from 'vitest';
import type { RenderedChart } from '../../src/model/chart/chart.js';
import { firstOf } from '../support/runs.js';
import { draw, tryDraw } from './draw-charts.js';
import { sketchDataset } from './fixtures.js';

const cases = sketchDataset(
  'cases',
  [
    { name: 'year', type: 'year', title: 'Year' },
    { name: 'offence', total: 'total', categories: { theft: 'Theft', fraud: 'Fraud', total: 'Total' } },
    { name: 'cases', role: 'measure', type: 'integer', title: 'Cases', unit: 'cases' },
    { name: 'solved', role: 'measure', type: 'integer', title: 'Solved', unit: 'cases' },
  ],
  [
    [2009, 'theft', 30, 15],
    [2009, 'fraud', 10, null],
    [2009, 'total', 40, 15],
    [2010, 'theft', 20, 5],
    [2010, 'fraud', 20, 8],
    [2010, 'total', 40, 13],
  ],
);

const parts = '{filter: "datum.offence != \'total\'"}';
const cells = ({ table }: RenderedChart): readonly (readonly string[])[] =>
  (table?.rows ?? []).map(({ label, cells: own }) => [
    label,
    ...own.map((cell) => (cell.kind === 'value' ? cell.entry.text : cell.text)),
  ]);
const operations = ({ entries }: RenderedChart): readonly string[] => [
  ...new Set(entries.map(({ quantity }) => quantity.operation)),
];

describe('a chart that calculates', () => {
  test('has its sums in the table, with the cells that were added up', async () => {
    const chart = await draw(
      `transform: [${parts}]\nmark: bar\nencoding: {x: {field: year, type: ordinal}, y: {aggregate: sum, field: cases, title: All cases}}`,
      cases,
    );
    expect(chart.table?.columns.map(({ label }) => label)).toEqual(['All cases']);
    expect(cells(chart)).toEqual([
      ['2009', '40'],
      ['2010', '40'],
    ]);
    const [entry] = chart.entries.filter(({ quantity }) => quantity.operation === 'sum');
    expect(entry?.quantity.cells.map(({ keys }) => keys.offence)).toEqual(['theft', 'fraud']);
  });

  test('has a running sum of the years up to each', async () => {
    const chart = await draw(
      'transform: [{window: [{op: sum, field: cases, as: since}], sort: [{field: year}]}]\nmark: line\nencoding: {x: {field: year}, y: {field: since, type: quantitative, title: Since 2009}}',
      cases,
    );
    expect(cells(chart)).toEqual([
      ['2009', '40'],
      ['2010', '80'],
    ]);
    expect(operations(chart)).toEqual(['vega']);
  });

  test('has shares of a sum, exactly', async () => {
    const chart = await draw(
      `transform:\n  - ${parts}\n  - {joinaggregate: [{op: sum, field: cases, as: whole}], groupby: [year]}\n  - {calculate: 100 * datum.cases / datum.whole, as: share}\n` +
        'mark: line\nencoding: {x: {field: year}, y: {field: share, type: quantitative, title: Per cent}, color: {field: offence}}',
      cases,
    );
    expect(cells(chart)).toEqual([
      // On a base of 40 the policy of precision has no decimals.
      ['2009', 'Theft', '75%'],
      ['2009', 'Fraud', '25%'],
      ['2010', 'Theft', '50%'],
      ['2010', 'Fraud', '50%'],
    ]);
    const share = chart.entries.find(({ quantity }) => quantity.operation === 'share');
    expect(share?.quantity.operands?.map(({ operation }) => operation)).toEqual(['value', 'sum']);
  });

  test.each(
    firstOf(
      [
        ['datum.cases - datum.solved', 'difference', ['25', '27']],
        ['datum.solved / datum.cases', 'ratio', ['0.4', '0.3']],
        ['100 * datum.solved / datum.cases', 'share', ['38%', '33%']],
        ['datum.cases + datum.solved', 'sum', ['55', '53']],
      ],
      2,
    ),
  )('has %s of the cells of a row', async (expression, operation, printed) => {
    const chart = await draw(
      `transform: [{calculate: ${JSON.stringify(expression)}, as: made}]\nmark: bar\nencoding: {x: {field: year, type: ordinal}, y: {field: made, type: quantitative, title: Made}}`,
      cases,
    );
    expect(cells(chart).map(([, text]) => text)).toEqual(printed);
    expect(operations(chart)).toEqual([operation]);
  });

  test('counts, averages and chooses cells', async () => {
    const made = async (aggregate: string): Promise<readonly (string | undefined)[]> => {
      const chart = await draw(
        `transform: [${parts}]\nmark: bar\nencoding: {x: {field: year, type: ordinal}, y: {aggregate: ${aggregate}, field: cases, title: Made}}`,
        cases,
      );
      return cells(chart).map(([, text]) => text);
    };
    expect(await made('mean')).toEqual(['20.0', '20.0']);
    expect(await made('max')).toEqual(['30', '20']);
    expect(await made('count')).toEqual(['2', '2']);
  });

  test('counts rows that are put together once, and adds up counts of the same rows as numbers', async () => {
    const firms = sketchDataset(
      'firms',
      [
        { name: 'place', title: 'Place' },
        { name: 'firm', title: 'Firm' },
        { name: 'staff', role: 'measure', type: 'integer', title: 'Staff', unit: 'persons' },
      ],
      ['a', 'b', 'c', 'd'].map((firm, at) => ['here', firm, at + 1]),
    );
    const counted = async (first: string): Promise<readonly string[]> => {
      const chart = await draw(
        `transform: [${first}, {aggregate: [{op: sum, field: n, as: all}], groupby: [place]}]\nmark: bar\nencoding: {x: {field: place}, y: {field: all, type: quantitative, title: Made}}`,
        firms,
      );
      return chart.entries.map(({ quantity, text }) => `${quantity.operation} ${text}`);
    };
    expect(await counted('{aggregate: [{op: count, as: n}], groupby: [place, firm]}')).toEqual(['count 4']);
    expect(await counted('{joinaggregate: [{op: count, as: n}], groupby: [place]}')).toEqual(['sum 16']);
  });

  test('draws numbers multiplied by one that it states where it says why', async () => {
    const spec =
      'transform: [{calculate: datum.cases * 2, as: made}]\nmark: bar\nencoding: {x: {field: year, type: ordinal}, y: {field: made, type: quantitative, title: Made}}';
    expect((await tryDraw(spec, cases)).problems).toEqual([
      '3:48 chart/calculated `made` multiplies the numbers of `bar` by a number written in the chart, or by themselves',
    ]);
  });

  const making = (transforms: string): string =>
    `transform: [${transforms}]\nmark: bar\nencoding: {x: {field: year, type: ordinal}, y: {field: made, type: quantitative, title: Made}}`;
  const calculating = (expression: string, before = ''): string =>
    making(`${before}{calculate: ${JSON.stringify(expression)}, as: made}`);
  const noOperation =
    '3:48 chart/calculated `bar` draws the calculation `made`, which cannot be calculated again from the data';

  test.each(
    firstOf(
      [
        'datum.cases + 1',
        'datum.cases - -50',
        'datum.cases + abs(50)',
        'datum.cases + PI',
        'datum.cases * PI',
        "datum.cases + length('aaaa')",
        "indexof('aaaaaaaab', 'b') + datum.cases - datum.cases",
        "toNumber('123') + datum.cases - datum.cases",
        "parseInt('123') + datum.cases - datum.cases",
        '[7, 8, 9, datum.cases][1]',
        '[datum.cases, 8].length',
        'datum.cases > 20 ? datum.cases : 20',
        "datum.offence == 'theft' ? 20 : datum.cases",
        'if(datum.cases > 20, 999, datum.cases)',
        'datum.cases > 20 && 999 || datum.cases',
        'max(datum.cases, 400)',
        'min(datum.cases, 4)',
        'clamp(datum.cases, 25, 30)',
        'datum.cases * 0 + max(5, 400)',
        'pow(datum.cases, 0)',
        'pow(datum.cases, -0)',
        'pow(2, datum.cases)',
        'atan2(7, datum.cases)',
        'datum.cases % 7',
        'datum.cases + datum.year',
        'datum.year - 1',
        '100 * datum.cases / datum.year',
        'datum.cases / datum.cases * datum.year',
      ],
      2,
    ),
  )('is refused where a number of its author may take the place of the data: %s', async (expression) => {
    expect((await tryDraw(calculating(expression), cases)).problems).toEqual([noOperation]);
  });

  test('is refused where such a number comes from a calculation before it', async () => {
    const before = "{calculate: 'max(datum.cases, 400)', as: cases}, ";
    expect((await tryDraw(calculating('sqrt(datum.cases)', before), cases)).problems).toEqual([noOperation]);
  });

  test.each(firstOf(['-2 * datum.cases', 'ceil(datum.cases / 100)', '1000 / datum.cases', 'PERCENT'], 2))(
    'says why it multiplies: %s',
    async (expression) => {
      const spec =
        expression === 'PERCENT'
          ? calculating(
              '100 * datum.cases / datum.middle',
              '{joinaggregate: [{op: mean, field: cases, as: middle}]}, ',
            )
          : calculating(expression);
      expect((await tryDraw(spec, cases)).problems.join()).toContain(
        'chart/calculated `made` multiplies the numbers of `bar` by a number written in the chart, or by themselves',
      );
    },
  );

  const theft = `{filter: "datum.offence == 'theft'"}, `;
  const asked = (filter: string): string =>
    `${theft}{window: [{op: lag, field: cases, as: before}], sort: [{field: year}]}, ${filter}`;

  test('takes no missing cell for 0, and none before the first of a window', async () => {
    const secret = { kind: 'missing', code: '[c]', symbol: '[c]', meaning: 'confidential' } as const;
    const rows = cases.rows.map((row) =>
      row.measures.solved?.kind === 'missing'
        ? { ...row, measures: { ...row.measures, solved: secret } }
        : row,
    );
    const problems = async (spec: string): Promise<string> =>
      (await tryDraw(spec, { ...cases, rows })).problems.join();
    expect(await problems(calculating('datum.cases - datum.solved', `${parts}, `))).toContain(
      'chart/missing-value The chart draws 10 where `solved` is missing',
    );
    expect(await problems(calculating('datum.cases - datum.before', asked('')))).toBe(noOperation);
    expect(await problems(calculating('datum.cases * datum.before', asked('')))).toBe(noOperation);
    const known = calculating('datum.cases - datum.before', asked('{filter: isValid(datum.before)}, '));
    expect(cells(await draw(known, cases))).toEqual([['2010', 'Theft', '−10']]);
  });
});

const few = sketchDataset(
  'few',
  [
    { name: 'year', type: 'year', title: 'Year' },
    { name: 'offence', categories: { theft: 'Theft', fraud: 'Fraud' } },
    { name: 'cases', role: 'measure', type: 'integer', title: 'Cases', unit: 'cases' },
    { name: 'solved', role: 'measure', type: 'integer', title: 'Solved', unit: 'cases' },
  ],
  [
    [2009, 'theft', 7, 4],
    [2009, 'fraud', 3, 3],
  ],
);

describe('a percentage of few things', () => {
  test('stands in table and description as what it is made from', async () => {
    const chart = await draw(
      'transform: [{calculate: 100 * datum.solved / datum.cases, as: share}]\nmark: bar\nencoding: {x: {field: offence}, y: {field: share, type: quantitative, title: Solved}}',
      few,
    );
    expect(cells(chart).map(([, text]) => text)).toEqual(['4 of 7', '3 of 3']);
  });

  const stack = (more: string): string =>
    `encoding: {y: {field: year, type: ordinal}, x: {field: cases, stack: normalize}}\nlayer:\n  - mark: bar\n    encoding: {color: {field: offence}}\n${more}`;

  test('is refused in bars of 100 per cent without their counts', async () => {
    expect((await tryDraw(stack(''), few)).problems).toEqual([
      expect.stringContaining(
        'guard/small-base `bar` shows shares of 10, which is below 20, without their counts',
      ),
    ]);
    const label =
      '  - mark: text\n    encoding: {x: {bandPosition: 0.5}, detail: {field: offence}, text: {field: cases}}\n';
    expect((await tryDraw(stack(label), few)).problems).toEqual([]);
  });

  test('is no ratio', async () => {
    const ratio =
      'transform: [{calculate: datum.solved / datum.cases, as: each}]\nmark: bar\nencoding: {x: {field: offence}, y: {field: each, type: quantitative, title: Solved}}';
    expect((await tryDraw(ratio, few)).problems).toEqual([
      expect.stringContaining('guard/small-base A ratio has the base 7, which is below 20'),
    ]);
  });
});

/** As Vega-Lite's own diverging bars: a stack that is moved to its middle. */
const moved = (axis: string, end = 'middle') => `
transform:
  - {filter: {field: offence, oneOf: [theft, fraud]}}
  - {filter: {field: year, oneOf: [2009, 2010]}}
  - {stack: cases, groupby: [year], as: [begin, end]}
  - {joinaggregate: [{op: mean, field: cases, as: middle}, {op: max, field: cases, as: most}], groupby: [year]}
  - {calculate: datum.begin - datum.middle, as: from}
  - {calculate: datum.end - datum.${end}, as: to}
mark: bar
encoding:
  y: {field: year, type: ordinal}
  x: {field: from, type: quantitative, title: Cases${axis}}
  x2: {field: to}
  color: {field: offence}
  detail: {field: cases}`;

test('a bar may be moved by the same at both its ends, where no axis says where it ends', async () => {
  const drawn = await tryDraw(moved(', axis: null'), cases);
  expect(drawn.problems).toEqual([]);
  expect(drawn.chart?.table?.rows).toHaveLength(2);
  for (const spec of [moved(''), moved(', axis: null', 'most')])
    expect((await tryDraw(spec, cases)).problems.join()).toContain('chart/calculated');
});
