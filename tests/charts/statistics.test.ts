/** What operations or Vega calculate for a chart stands in its table with its cells, and `verify` calculates it again. */
import { describe, expect, test } from 'vitest';
import { renderCharts } from '../../src/charts/render.js';
import { checkNumbers } from '../../src/commands/verify/check-numbers.js';
import { repeatNumbers } from '../../src/commands/verify/repeat-numbers.js';
import type { RenderedChart } from '../../src/model/chart/chart.js';
import type { ExceptionRule } from '../../src/model/chart/exceptions.js';
import type { RepeatedFlow } from '../../src/model/chart/flow.js';
import { cellAddress } from '../../src/model/dataset/cell-address.js';
import type { PublishedDataset } from '../../src/model/dataset/dataset.js';
import { exact, toFractionText } from '../../src/model/exact.js';
import { isExact } from '../../src/model/quantity.js';
import type { Snapshot, SnapshotNumber } from '../../src/model/snapshot/snapshot.js';
import { letFlow } from '../../src/session/drawing/chart-process.js';
import { repositoryHost } from '../memory-host.js';
import { english } from '../support/english.js';
import { firstOf } from '../support/runs.js';
import { draw, tryDraw } from './draw-charts.js';
import { chartNode, sketchDataset } from './fixtures.js';

const pay = [21, 24, 24, 27, 31, 35, 38, 44, 90];
const names = pay.map((_, index) => `t${index}`);
/** Towns and their pay; one of them stands far above the others. */
const towns = sketchDataset(
  'towns',
  [
    { name: 'region', title: 'Region', categories: { north: 'North', south: 'South' } },
    {
      name: 'town',
      title: 'Town',
      categories: Object.fromEntries(names.map((name) => [name, `Town ${name}`])),
    },
    { name: 'pay', role: 'measure', type: 'integer', title: 'Pay', unit: 'euro' },
  ],
  ['north', 'south'].flatMap((region) =>
    names.map((name, index) => [region, name, (pay[index] ?? 0) + (region === 'south' ? index : 0)]),
  ),
);

/** The same, with their places. */
const ranked: PublishedDataset = (() => {
  const [region, town, money] = towns.fields;
  if (region === undefined || town === undefined || money === undefined) throw new Error('no fields');
  const rank = { ...money, name: 'rank', title: 'Rank', unit: 'places' };
  const rows = towns.rows.map((row, index) => ({
    ...row,
    measures: { ...row.measures, rank: { kind: 'integer' as const, value: (index % 9) + 1, text: '' } },
  }));
  return { ...towns, fields: [region, town, money, rank], rows } as unknown as PublishedDataset;
})();

const texts = ({ table }: RenderedChart): readonly (readonly string[])[] => [
  ['', ...(table?.columns ?? []).map(({ label }) => label)],
  ...(table?.rows ?? []).map(({ label, cells }) => [
    label,
    ...cells.map((cell) => (cell.kind === 'value' ? cell.entry.text : cell.text)),
  ]),
];

const one = (aggregate: string): string =>
  `mark: bar\nencoding: {x: {field: region}, y: {aggregate: ${aggregate}, field: pay, title: Made}}`;

describe('a box plot', () => {
  test('has quartiles, whiskers that end at cells, and what lies beyond them in its table', async () => {
    const chart = await draw('mark: boxplot\nencoding: {y: {field: region}, x: {field: pay}}', towns);
    expect(texts(chart)).toEqual([
      [
        '',
        'Town',
        'How many numbers',
        'Lower whisker',
        'Lower quartile',
        'Median',
        'Upper quartile',
        'Upper whisker',
        'Beyond the whiskers',
      ],
      ['North', '', '9', '21', '24.0', '31.0', '38.0', '44', ''],
      ['North', 'Town t8', '', '', '', '', '', '', '90'],
      ['South', '', '9', '21', '26.0', '35.0', '44.0', '51', ''],
      ['South', 'Town t8', '', '', '', '', '', '', '98'],
    ]);
    expect(chart.alternative).toBe('Box plot: Pay (euro). Region: North and South.');
    expect(chart.description).toBe(
      'North: median 31.0, half of the numbers from 24.0 to 38.0. South: median 35.0, half of the numbers from 26.0 to 44.0.',
    );
    const whisker = chart.entries.find(({ text }) => text === '44');
    expect(whisker?.quantity).toMatchObject({ operation: 'value', cells: [{ keys: { town: 't7' } }] });
  });

  test('reaches to the ends where it is told to', async () => {
    const chart = await draw(
      'mark: {type: boxplot, extent: min-max}\nencoding: {x: {field: region}, y: {field: pay}}',
      towns,
    );
    expect(texts(chart)[1]).toEqual(['North', '9', '21', '24.0', '31.0', '38.0', '90']);
  });

  test('of fewer than five numbers needs a reason', async () => {
    const spec =
      'transform: [{filter: "datum.town < \'t3\'"}]\nmark: boxplot\nencoding: {y: {field: region}, x: {field: pay}}';
    expect((await tryDraw(spec, towns)).problems[0]).toContain(
      'guard/few-values The spread is calculated from 3 numbers',
    );
  });

  test('is refused over a missing value, and drawn without it', async () => {
    const { fields, rows } = towns;
    const gap = { kind: 'missing', code: '[z]', symbol: '[z]', meaning: 'none', adds: 0 } as const;
    const holed = {
      ...towns,
      fields,
      rows: rows.map((row, index) => (index === 3 ? { ...row, measures: { pay: gap } } : row)),
    };
    const spec = 'mark: boxplot\nencoding: {y: {field: region}, x: {field: pay}}';
    const { problems } = await tryDraw(spec, holed);
    expect(problems[0]).toMatch(
      /chart\/missing-value The calculation includes `pay` at .*, which is missing/,
    );
    const left = await draw(`transform: [{filter: isValid(datum.pay)}]\n${spec}`, holed);
    expect(texts(left)[1]?.[2]).toBe('8');
  });
});

describe('error bars and bands', () => {
  test('end at a mean and a deviation of the same cells', async () => {
    const chart = await draw(
      'mark: {type: errorbar, extent: stdev}\nencoding: {y: {field: region}, x: {field: pay}}',
      towns,
    );
    expect(texts(chart)[0]).toEqual(['', 'How many numbers', 'Lower end', 'Upper end']);
    expect(texts(chart)[1]).toEqual(['North', '9', '15.9', '58.3']);
  });

  test('take both ends from measures', async () => {
    const both = sketchDataset(
      'both',
      [
        { name: 'region', title: 'Region', categories: { north: 'North', south: 'South' } },
        { name: 'low', role: 'measure', type: 'integer', title: 'Low', unit: 'euro' },
        { name: 'high', role: 'measure', type: 'integer', title: 'High', unit: 'euro' },
      ],
      [
        ['north', 3, 7],
        ['south', 4, 9],
      ],
    );
    const chart = await draw(
      'mark: errorbar\nencoding: {y: {field: region}, x: {field: low}, x2: {field: high}}',
      both,
    );
    expect(texts(chart)[1]).toEqual(['North', '3', '7']);
  });

  test('are not drawn by lot', async () => {
    const interval = 'mark: {type: errorband, extent: ci}\nencoding: {x: {field: region}, y: {field: pay}}';
    expect((await tryDraw(interval, towns)).problems).toEqual([
      '1:33 chart/calculated `extent: ci` is not available for `errorband`',
    ]);
  });
});

describe('an aggregate', () => {
  test.each(
    firstOf(
      [
        ['median', '31.0'],
        ['q1', '24.0'],
        ['q3', '38.0'],
        ['average', '37.1'],
        ['variance', '449.1'],
        ['variancep', '399.2'],
        ['stdev', '21.2'],
        ['stdevp', '20.0'],
        ['stderr', '7.1'],
        ['distinct', '8'],
        ['valid', '9'],
      ],
      1,
    ),
  )('%s is calculated', async (aggregate, expected) => {
    const chart = await draw(one(aggregate), towns);
    expect(texts(chart)[1]?.at(-1)).toBe(expected);
  });

  test('may count the names of a field', async () => {
    const chart = await draw(
      'mark: bar\nencoding: {x: {field: region}, y: {aggregate: distinct, field: town, title: Made}}',
      towns,
    );
    expect(texts(chart)[1]?.at(-1)).toBe('9');
    expect(chart.entries.find(({ text }) => text === '9')?.quantity.operation).toBe('count');
  });

  test('may bear the name of what it reads', async () => {
    const chart = await draw(
      'transform: [{aggregate: [{op: median, field: pay, as: pay}], groupby: [region]}]\nmark: point\nencoding: {y: {field: region}, x: {field: pay, type: quantitative, title: Median}}',
      towns,
    );
    expect(texts(chart)[1]?.at(-1)).toBe('31.0');
  });

  test('of rates weighs each alike, which needs a reason; their median does not', async () => {
    const fields = towns.fields.map((field) =>
      field.name === 'pay' ? { ...field, additive: false as const } : field,
    );
    const rates = { ...towns, fields };
    expect((await tryDraw(one('mean'), rates)).problems[0]).toContain(
      'chart/sum `mean` of `pay` gives every number',
    );
    expect((await tryDraw(one('median'), rates)).problems).toEqual([]);
  });
});

/** What `verify` says of a chart, where its Vega is another one if `version` says so. */
async function faultsOf(
  { entries, flow }: RenderedChart,
  of: PublishedDataset,
  version?: string,
): Promise<readonly string[]> {
  const numbers = entries.map(
    ({ text, place, quantity: { value, unit, digits, operation, cells, vega } }) =>
      ({
        ...{ text, place, unit, digits, operation, at: 'r.md:1:1' },
        cells: cells.map((cell) => cellAddress({ ...cell, measure: cell.field })),
        ...(vega && { vega: { ...vega, ...(version !== undefined && { version }) } }),
        ...(isExact(value) ? { value: toFractionText(value) } : { missing: value.symbol }),
      }) as unknown as SnapshotNumber,
  );
  const rows = of.rows.map(({ keys, measures }) => ({
    keys,
    values: Object.fromEntries(
      Object.entries(measures).map(([name, cell]) => [name, 'value' in cell ? String(cell.value) : '']),
    ),
  }));
  const dimensions = of.fields
    .filter(({ role }) => role === 'dimension')
    .map(({ name, type }) => ({ name, type }));
  const measures = of.fields.filter(({ role }) => role === 'measure');
  const snapshot = {
    datasets: [{ name: of.name, dimensions, measures, symbols: [], rows }],
    numbers: numbers.filter(({ operation }) => operation === 'vega'),
    revisions: [],
    ...(flow && { flows: [{ ...flow, ...(version !== undefined && { version }) }] }),
  } as unknown as Snapshot;
  const repeated = await repeatNumbers(snapshot, async (flows) => {
    let version = '';
    const results: RepeatedFlow[] = [];
    await letFlow(flows, async (part) => {
      if ('version' in part) version = part.version;
      else results.push(part.flow);
    });
    return { version, flows: results };
  });
  return checkNumbers(snapshot, 'published.json', english, repeated).problems.map(
    ({ code, message }) => `${code} ${message}`,
  );
}

/** A chart whose numbers by Vega are others, as they are printed. */
const forged = (chart: RenderedChart): RenderedChart => ({
  ...chart,
  entries: chart.entries.map((entry) => {
    const { value, digits } = entry.quantity;
    if (entry.quantity.operation !== 'vega' || !isExact(value)) return entry;
    const other = exact(value.numerator + value.denominator, value.denominator);
    const text = english.number(other, { digits, signed: false });
    return { ...entry, text, quantity: { ...entry.quantity, value: other } };
  }),
});

describe('bands, times and windows', () => {
  const years = sketchDataset(
    'years',
    [
      { name: 'year', type: 'year', title: 'Year' },
      { name: 'cases', role: 'measure', type: 'integer', title: 'Cases', unit: 'cases' },
    ],
    [3, 8, 4, 9, 20, 7].map((value, index) => [2009 + index, value]),
  );

  test('every bar of a histogram is a line of the table, with its band', async () => {
    const chart = await draw(
      'mark: bar\nencoding: {x: {field: pay, bin: {step: 20}}, y: {aggregate: count, title: Towns}}',
      towns,
    );
    expect(texts(chart)).toEqual([
      ['', 'Towns'],
      ['20 to under 40', '12'],
      ['40 to under 60', '4'],
      ['80 to under 100', '2'],
    ]);
    expect(chart.table?.stub).toBe('Pay (euro)');
  });

  test('a row without a number falls into no band, which is told', async () => {
    const gap = { kind: 'missing', code: '[z]', symbol: '[z]', meaning: 'none', adds: 0 } as const;
    const rows = towns.rows.map((row, index) => (index === 3 ? { ...row, measures: { pay: gap } } : row));
    const { problems } = await tryDraw(
      'mark: bar\nencoding: {x: {field: pay, bin: {step: 20}}, y: {aggregate: count, title: Towns}}',
      { ...towns, rows },
    );
    expect(problems).toEqual([expect.stringContaining('chart/missing-value A row without a number')]);
  });

  test('a band says whether its upper end is in it', async () => {
    const chart = await draw(
      'mark: bar\nencoding: {x: {field: cases, bin: {step: 10}}, y: {aggregate: count, title: Years}}',
      years,
    );
    expect(texts(chart).slice(1)).toEqual([
      ['0 to under 10', '5'],
      ['10 to 20', '1'],
    ]);
  });

  test('a moving mean says of how many numbers it is, and is not titled as one of them', async () => {
    const spec = (title: string): string =>
      `transform: [{window: [{op: mean, field: cases, as: smooth}], frame: [-1, 1], sort: [{field: year}]}]\nmark: line\nencoding: {x: {field: year}, y: {field: smooth, type: quantitative${title}}}`;
    const chart = await draw(spec(''), years);
    expect(texts(chart)).toEqual([
      ['', 'How many numbers', 'Moving mean of cases'],
      ['2009', '2', '5.5'],
      ['2010', '3', '5.0'],
      ['2011', '3', '7.0'],
      ['2012', '3', '11.0'],
      ['2013', '3', '12.0'],
      ['2014', '2', '13.5'],
    ]);
    expect((await tryDraw(spec(', title: Cases'), years)).problems[0]).toContain(
      'The title `Cases` does not say that each number is a moving `mean`',
    );
  });

  test('the year before may be calculated with, and not drawn in place of the year', async () => {
    const spec = (field: string): string =>
      `transform: [{window: [{op: lag, field: cases, as: before}], sort: [{field: year}]}, {filter: isValid(datum.before)}, {calculate: datum.cases - datum.before, as: more}]\nmark: bar\nencoding: {x: {field: year, type: ordinal}, y: {field: ${field}, type: quantitative, title: More}}`;
    expect(texts(await draw(spec('more'), years)).map(([, text]) => text)).toEqual([
      'More',
      '5',
      '−4',
      '5',
      '11',
      '−13',
    ]);
    expect((await tryDraw(spec('before'), years)).problems[0]).toContain(
      'chart/calculated `lag` draws `bar` with the number of another row',
    );
  });

  test('a place among others is calculated by Vega', async () => {
    const chart = await draw(
      'transform: [{window: [{op: rank, as: place}], sort: [{field: cases, order: descending}]}]\nmark: point\nencoding: {x: {field: year}, y: {field: place, type: quantitative, title: Place}}',
      years,
    );
    expect(texts(chart).map(([, text]) => text)).toEqual(['Place', '6', '3', '5', '2', '1', '4']);
    expect(chart.entries.at(-1)?.quantity).toMatchObject({
      operation: 'vega',
      vega: { transform: 'window rank' },
    });
  });
});

test.each(
  firstOf(
    [
      ['dense_rank', 'descending', '2'],
      ['cume_dist', 'ascending', '0.89'],
      ['ntile, param: 3', 'descending', '1'],
    ],
    1,
  ),
)('%s, %s, is a place among all numbers', async (op, order, text) => {
  const chart = await draw(
    `transform: [{filter: "datum.region == 'north'"}, {window: [{op: ${op}, as: place}], sort: [{field: pay, order: ${order}}]}]\nmark: point\nencoding: {x: {field: town}, y: {field: place, type: quantitative, title: Place}}`,
    towns,
  );
  const made = chart.entries.filter(({ quantity }) => quantity.operation === 'vega')[7];
  expect(made?.text).toBe(text);
  expect(made?.quantity.cells).toHaveLength(9);
});

/** A chart that breaks a rule for a reason. */
async function drawAllowed(
  yaml: string,
  { rule, reason }: { readonly rule: ExceptionRule; readonly reason: string },
  dataset: PublishedDataset = towns,
): Promise<RenderedChart> {
  const charts = [{ ...chartNode(yaml), dataset: dataset.name, allowed: [{ rule, reason }] }];
  const { value, diagnostics } = await renderCharts(
    { charts, data: { [dataset.name]: dataset }, language: english },
    repositoryHost(),
  );
  const [chart] = Object.values(value);
  if (chart === undefined || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  return chart;
}

test('what has no number is left out for a reason, which is printed', async () => {
  const gap = { kind: 'missing', code: '[x]', symbol: '[x]', meaning: 'not known' } as const;
  const rows = towns.rows.map((row, index) => (index === 3 ? { ...row, measures: { pay: gap } } : row));
  const chart = await drawAllowed(
    'mark: boxplot\nencoding: {y: {field: region}, x: {field: pay}}',
    { rule: 'missing-values', reason: 'One town did not answer' },
    { ...towns, rows },
  );
  expect(texts(chart).map(([label, , n]) => [label, n])).toContainEqual(['North', '8']);
  expect(chart.remarks).toEqual(['Rows without a number are left out: One town did not answer']);
});

test.each(
  firstOf(
    [
      ['regression: rest, on: all', '`line` draws the calculation `rest`, which cannot be calculated again'],
      ['loess: rest, on: all', '`line` draws the calculation `rest`, which cannot be calculated again'],
      ['joinaggregate: [{op: stdev, field: rest, as: rest}]', 'where `part` is missing (data/persons.csv:3)'],
    ],
    1,
  ),
)('a calculation over a missing cell is in nothing that Vega makes: %s', async (made, problem) => {
  const known = sketchDataset(
    'persons',
    [
      { name: 'town', title: 'Town' },
      { name: 'all', role: 'measure', type: 'integer', title: 'All', unit: 'persons' },
      { name: 'part', role: 'measure', type: 'integer', title: 'Part', unit: 'persons' },
    ],
    [...'abcdefgh'].map((name, at) => [name, 120 + at, 60 + 2 * at]),
  );
  const secret = { kind: 'missing', code: '[c]', symbol: '[c]', meaning: 'confidential' } as const;
  const rows = known.rows.map((row, at) =>
    at === 1 ? { ...row, measures: { ...row.measures, part: secret } } : row,
  );
  const spec = `transform: [{calculate: datum.all - datum.part, as: rest}, {${made}}]\nmark: line\nencoding: {x: {field: all, type: quantitative}, y: {field: rest, type: quantitative, title: Those left}}`;
  const allowed = { rule: 'missing-values', reason: 'One town did not answer' } as const;
  expect((await draw(spec, known)).entries).not.toEqual([]);
  await expect(drawAllowed(spec, allowed, { ...known, rows })).rejects.toThrow(problem);
});

describe('what is put in where nothing was observed', () => {
  const some = sketchDataset(
    'towns',
    [
      { name: 'year', type: 'year', title: 'Year' },
      { name: 'cases', role: 'measure', type: 'integer', title: 'Cases', unit: 'cases' },
    ],
    [
      [2009, 3],
      [2010, 8],
      [2012, 6],
      [2013, 20],
    ],
  );
  const spec = (how: string): string =>
    `transform: [{impute: cases, key: year, keyvals: [2011], ${how}}]\nmark: {type: line, point: true}\nencoding: {x: {field: year}, y: {field: cases, type: quantitative}}`;

  test('is refused without a reason', async () => {
    expect((await tryDraw(spec('value: 0'), some)).problems[0]).toMatch(
      /chart\/data `line` draws 0 where nothing was observed/,
    );
  });

  test.each(
    firstOf(
      [
        ['value: 5', '5'],
        ['method: mean, frame: [-1, 1]', '7'],
        ['method: median', '7'],
        ['method: max, frame: [null, null]', '20'],
      ],
      1,
    ),
  )('stands in the table as such: %s', async (how, text) => {
    const chart = await drawAllowed(spec(how), { rule: 'imputed', reason: 'Nobody counted in 2011' }, some);
    expect(texts(chart).map(([year]) => year)).toEqual(['', '2009', '2010', '2011', '2012', '2013']);
    expect(chart.description).toMatch(/There is no figure for 2011; the chart draws [\d.]+.* there\./);
    const made = chart.entries.filter(({ quantity }) => quantity.vega?.transform === 'impute');
    // In the description and in the table.
    expect(made.map((each) => each.text.replace(/\D/gu, ''))).toEqual([text, text]);
    expect(made.every(({ quantity }) => quantity.marks?.includes('e'))).toBe(true);
    expect(chart.remarks).toContain('Filled in by the author, not observed: Nobody counted in 2011');
  });
});

test('what a chart puts in for a part without a row stands at its year in the table', async () => {
  const parts = sketchDataset(
    'parts',
    [
      { name: 'year', type: 'year', title: 'Year' },
      { name: 'part', title: 'Part', categories: { a: 'A', b: 'B' } },
      { name: 'cases', role: 'measure', type: 'integer', title: 'Cases', unit: 'cases' },
    ],
    [
      [2011, 'a', 3],
      [2011, 'b', 4],
      [2012, 'a', 5],
      [2013, 'a', 6],
      [2013, 'b', 7],
    ],
  );
  const chart = await drawAllowed(
    'mark: area\nencoding: {x: {field: year}, y: {field: cases}, color: {field: part}}',
    { rule: 'imputed', reason: 'No case is nothing' },
    parts,
  );
  expect(texts(chart)[4]).toEqual(['2012', 'B', '0']);
  expect(texts(chart)).toHaveLength(7);
  expect(chart.description).toContain('There is no figure for 2012; the chart draws 0 there.');
  expect(chart.description).not.toContain('There is no figure for 2012.');
});

describe('a running number', () => {
  const spec = (order: string, x: string): string =>
    `transform: [{window: [{op: sum, field: pay, as: all}], sort: [${order}]}]\nmark: line\nencoding: {x: {field: ${x}, type: quantitative}, y: {field: all, type: quantitative, title: Made}}`;
  const north = { ...towns, rows: towns.rows.slice(0, 9) };

  test('stands along the measure by which its rows are ordered', async () => {
    const chart = await draw(spec('{field: pay}', 'pay'), north);
    expect(texts(chart).at(-1)?.at(-1)).toBe('334');
  });

  test('is refused where a reader does not see what came before', async () => {
    const strip = spec('{field: pay}', 'pay').replace(
      'x: {field: pay, type: quantitative}',
      'x: {field: town}',
    );
    expect((await tryDraw(strip, north)).problems[0]).toContain(
      'The running `sum` of `line` is in the order of `pay`, which is not on an axis',
    );
  });

  const begun = sketchDataset(
    'towns',
    [
      { name: 'begin', type: 'date', title: 'Begin' },
      { name: 'pay', role: 'measure', type: 'integer', title: 'Pay', unit: 'euro' },
    ],
    [30, 10, 20, 5].map((cost, at) => [`2014-0${at + 1}-01`, cost]),
  );
  const byMonth = (sort: string, unit: string): string =>
    `transform: [{timeUnit: yearmonth, field: begin, as: month}, {window: [{op: sum, field: pay, as: all}], sort: [{field: ${sort}}]}]\nmark: line\nencoding: {x: {field: begin, timeUnit: ${unit}, type: temporal}, y: {field: all, type: quantitative, title: Made}}`;

  test('goes along a unit of time where its rows are ordered by that', async () => {
    const chart = await draw(byMonth('month', 'yearmonth'), begun);
    expect(texts(chart).map((row) => row.at(-1))).toEqual(['Made', '30', '40', '60', '65']);
  });

  test.each(
    firstOf(
      [
        ['a measure', 'pay', 'yearmonth'],
        ['another unit of time', 'month', 'month'],
      ],
      1,
    ),
  )('is refused along time in the order of %s', async (_, sort, unit) => {
    expect((await tryDraw(byMonth(sort, unit), begun)).problems[0]).toContain(
      `The running \`sum\` of \`line\` is in the order of \`${sort}\`, which is not on an axis`,
    );
  });
});

describe('a number multiplied by one that the chart states', () => {
  const spec = (calculate: string): string =>
    `transform: [{filter: "datum.region == 'north' && datum.town < 't4'"}, {calculate: ${calculate}, as: made}]\nmark: bar\nencoding: {y: {field: town}, x: {field: made, type: quantitative, title: Made}}`;
  const made = (calculate: string): Promise<RenderedChart> =>
    drawAllowed(spec(calculate), { rule: 'factor', reason: 'The budget is in thousands' });

  test.each(
    firstOf(
      [
        ['datum.pay / 1000', ['0.021', '0.024', '0.024', '0.027'], ''],
        ['datum.pay * 0.5', ['10.5', '12.0', '12.0', '13.5'], ''],
        ['datum.pay * 1.5', ['31.5', '36.0', '36.0', '40.5'], ''],
        ['datum.pay * 1000', ['21,000', '24,000', '24,000', '27,000'], ''],
        ['0 * datum.pay', ['0', '0', '0', '0'], ''],
        ['-datum.pay', ['−21', '−24', '−24', '−27'], 'euro'],
        ['datum.pay + datum.pay / 2', ['31.5', '36.0', '36.0', '40.5'], ''],
      ],
      1,
    ),
  )(
    'is printed with the decimals that it has, in a unit that is its own: %s',
    async (calculate, numbers, unit) => {
      const chart = await made(calculate);
      expect(
        texts(chart)
          .slice(1)
          .map((row) => row.at(-1)),
      ).toEqual(numbers);
      expect(new Set(chart.entries.map(({ quantity }) => quantity.unit))).toEqual(new Set([unit]));
      expect(await faultsOf(chart, towns)).toEqual([]);
    },
  );

  test('is not added to what is counted in another unit', async () => {
    const firms = sketchDataset(
      'firms',
      [
        { name: 'town', title: 'Town' },
        { name: 'pay', role: 'measure', type: 'integer', title: 'Pay', unit: 'euro' },
        { name: 'staff', role: 'measure', type: 'integer', title: 'Staff', unit: 'persons' },
      ],
      [
        ['a', 10, 20],
        ['b', 30, 40],
      ],
    );
    const mixed =
      'transform: [{calculate: datum.pay / 2 + datum.staff / 2, as: made}]\nmark: bar\nencoding: {y: {field: town}, x: {field: made, type: quantitative, title: Made}}';
    expect((await tryDraw(mixed, firms)).problems[0]).toContain('draws the calculation `made`');
  });
});

describe('a straight line through points', () => {
  const spec = (more = ''): string =>
    `transform: [{regression: pay, on: hours, groupby: [region]${more}}]\nmark: line\nencoding: {x: {field: hours, type: quantitative}, y: {field: pay, type: quantitative, title: Trend}, color: {field: region}}`;
  const work = sketchDataset(
    'towns',
    [
      { name: 'region', title: 'Region', categories: { north: 'North', south: 'South' } },
      { name: 'town', title: 'Town', categories: Object.fromEntries(names.map((name) => [name, name])) },
      { name: 'pay', role: 'measure', type: 'integer', title: 'Pay', unit: 'euro' },
      { name: 'hours', role: 'measure', type: 'integer', title: 'Hours', unit: 'hours' },
    ],
    ['north', 'south'].flatMap((region) =>
      names.map((name, index) => [region, name, pay[index] ?? 0, (region === 'south' ? 20 : 10) + 3 * index]),
    ),
  );

  test('has both ends in the table, calculated by Vega from the cells behind it', async () => {
    const chart = await draw(spec(), work);
    expect(texts(chart)).toEqual([
      ['', 'Region', 'How many numbers', 'Trend'],
      ['10', 'North', '9', '12.3'],
      ['20', 'South', '9', '12.3'],
      ['34', 'North', '9', '61.9'],
      ['44', 'South', '9', '61.9'],
    ]);
    const { quantity } = chart.entries.find(({ text }) => text === '12.3') ?? {};
    expect(quantity?.vega).toMatchObject({ transform: 'regression', version: '6.4.0', chart: 'fig-test' });
    expect(quantity?.cells).toHaveLength(18);
    expect(quantity?.unit).toBe('euro');
  });

  test('may be bent: it is drawn at round places between its ends, each of them in the table', async () => {
    const chart = await draw(spec(', method: quad'), work);
    const [head, ...rows] = texts(chart);
    expect(head).toEqual(['', 'Region', 'How many numbers', 'Trend']);
    expect(rows.filter(([, region]) => region === 'North').map(([place]) => place)).toEqual([
      ...['10', '12', '14', '16', '18', '20', '22', '24', '26', '28', '30', '32', '34'],
    ]);
    expect(rows[0]).toEqual(['10', 'North', '9', '26.6']);
    expect(rows).toHaveLength(26);
  });

  test('with many powers needs many points', async () => {
    const { problems } = await tryDraw(spec(', method: poly, order: 4'), work);
    expect(problems[0]).toContain(
      'guard/few-values The line is calculated from 9 numbers, and needs at least 10',
    );
  });

  test('along years is one stroke from end to end', async () => {
    const over = sketchDataset(
      'over',
      [
        { name: 'year', type: 'year', title: 'Year' },
        { name: 'cases', role: 'measure', type: 'integer', title: 'Cases', unit: 'cases' },
      ],
      [3, 8, 4, 9, 20, 7].map((value, index) => [2009 + index, value]),
    );
    const chart = await draw(
      'encoding: {x: {field: year}}\nlayer:\n  - {mark: point, encoding: {y: {field: cases}}}\n  - {mark: line, transform: [{regression: cases, on: year}], encoding: {y: {field: cases, type: quantitative}}}',
      over,
    );
    expect(chart.svg).toMatch(/d="M[\d.,]+L[\d.,]+"/);
    expect(texts(chart)[1]).toEqual(['2009', '6', '3', '4.1']);
  });

  test('that is bent along years is drawn at whole ones, those too for which there are no data', async () => {
    const values = [3, 8, 4, 9, 20, 7, 11, 30];
    const over = sketchDataset(
      'over',
      [
        { name: 'year', type: 'year', title: 'Year' },
        { name: 'cases', role: 'measure', type: 'integer', title: 'Cases', unit: 'cases' },
      ],
      values.map((value, index) => [2009 + index + (index > 3 ? 1 : 0), value]),
    );
    const chart = await draw(
      'encoding: {x: {field: year}}\nlayer:\n  - {mark: point, encoding: {y: {field: cases}}}\n  - {mark: line, transform: [{regression: cases, on: year, method: poly}], encoding: {y: {field: cases, type: quantitative}}}',
      over,
    );
    expect(texts(chart).map(([year]) => year)).toEqual([
      '',
      ...[2009, 2010, 2011, 2012, 2013, 2014, 2015, 2016, 2017].map(String),
    ]);
    expect(texts(chart)[5]).toEqual(['2013', '8', '', '9.1']);
  });

  test('through fewer than five points needs a reason', async () => {
    const { problems } = await tryDraw(spec().replace('[{', '[{filter: "datum.town < \'t3\'"}, {'), work);
    expect(problems[0]).toContain('guard/few-values The line is calculated from 3 numbers');
  });
});

describe('quantiles', () => {
  const spec = (more: string): string =>
    `transform: [{quantile: pay, groupby: [region]${more}}]\nmark: line\nencoding: {x: {field: prob, type: quantitative}, y: {field: value, type: quantitative}, color: {field: region}}`;

  test('stand in the table at the parts that are asked for', async () => {
    const chart = await draw(spec(', probs: [0.1, 0.5, 0.9]'), towns);
    expect(texts(chart)).toEqual([
      ['', 'Region', 'How many numbers', 'Quantile of pay (euro)'],
      ['0.1', 'North', '9', '23.4'],
      ['0.1', 'South', '9', '24.2'],
      ['0.5', 'North', '9', '31.0'],
      ['0.5', 'South', '9', '35.0'],
      ['0.9', 'North', '9', '53.2'],
      ['0.9', 'South', '9', '60.4'],
    ]);
    expect(chart.table?.stub).toBe('Share of the numbers');
  });

  test('of few numbers need a reason', async () => {
    const few = spec(', probs: [0.5]').replace('[{', '[{filter: "datum.town < \'t3\'"}, {');
    expect((await tryDraw(few, towns)).problems[0]).toContain(
      'guard/few-values The spread is calculated from 3 numbers',
    );
  });
});

describe('a density', () => {
  const many = sketchDataset(
    'towns',
    [
      {
        name: 'town',
        title: 'Town',
        categories: Object.fromEntries(Array.from({ length: 24 }, (_, index) => [`u${index}`, `U${index}`])),
      },
      { name: 'pay', role: 'measure', type: 'integer', title: 'Pay', unit: 'euro' },
    ],
    Array.from({ length: 24 }, (_, index) => [`u${index}`, 20 + ((index * index) % 37)]),
  );
  const spec = (more = ''): string =>
    `transform: [{density: pay${more}}]\nmark: area\nencoding: {x: {field: value, type: quantitative}, y: {field: density, type: quantitative}}`;

  test('is drawn at round places, each a line of the table', async () => {
    const chart = await draw(spec(), many);
    const [head, ...rows] = texts(chart);
    expect(head).toEqual(['', 'How many numbers', 'Density of pay per euro']);
    expect(rows.map(([place]) => Number(place))).toEqual(Array.from({ length: 37 }, (_, at) => 20 + at));
    expect(rows.slice(0, 2)).toEqual([
      ['20', '24', '0.0166'],
      ['21', '24', '0.0182'],
    ]);
  });

  test('of few numbers needs a reason', async () => {
    const { problems } = await tryDraw(spec().replace('[{', '[{filter: "datum.pay < 30"}, {'), many);
    expect(problems[0]).toMatch(
      /guard\/few-values The spread is calculated from \d+ numbers, and needs at least 20/,
    );
  });
});

describe('nothing is drawn that the table lacks', () => {
  const work = sketchDataset(
    'towns',
    [
      { name: 'region', title: 'Region', categories: { north: 'North', south: 'South' } },
      { name: 'town', title: 'Town', categories: Object.fromEntries(names.map((name) => [name, name])) },
      { name: 'pay', role: 'measure', type: 'integer', title: 'Pay', unit: 'euro' },
      { name: 'hours', role: 'measure', type: 'integer', title: 'Hours', unit: 'hours' },
    ],
    ['north', 'south'].flatMap((region) =>
      names.map((name, index) => [region, name, pay[index] ?? 0, (region === 'south' ? 20 : 10) + 3 * index]),
    ),
  );

  test('a chosen cell is the cell that was chosen', async () => {
    const chart = await draw(
      'mark: bar\nencoding: {x: {aggregate: {argmax: pay}, field: hours, title: Hours of the best paid}, y: {field: region}}',
      work,
    );
    expect(texts(chart).slice(1)).toEqual([
      ['North', '34'],
      ['South', '44'],
    ]);
    expect(
      chart.entries.map(({ quantity }) => [quantity.operation, quantity.cells[0]?.keys.town]),
    ).toContainEqual(['value', 't8']);
  });
});

describe('verify lets Vega calculate again', () => {
  const line = (transform: string, x: string, y: string): string =>
    `transform: [${transform}]\nmark: line\nencoding: {x: {field: ${x}, type: quantitative, title: X}, y: {field: ${y}, type: quantitative, title: Y}, color: {field: region}}`;
  const north = `{filter: "datum.region == 'north'"}`;

  test.each(
    firstOf(
      [
        ['a regression', line('{regression: pay, on: rank, groupby: [region]}', 'rank', 'pay')],
        ['a bent one', line('{regression: pay, on: rank, method: quad, groupby: [region]}', 'rank', 'pay')],
        ['loess', line('{loess: pay, on: rank, groupby: [region]}', 'rank', 'pay')],
        ['quantiles', line('{quantile: pay, groupby: [region], step: 0.2}', 'prob', 'value')],
        ['quartiles', 'mark: boxplot\nencoding: {y: {field: region}, x: {field: pay}}'],
        [
          'deviations',
          'mark: {type: errorbar, extent: stdev}\nencoding: {y: {field: region}, x: {field: pay}}',
        ],
        ['an aggregate', one('stderr')],
        [
          'panels',
          'transform: [{joinaggregate: [{op: q3, field: pay, as: high}], groupby: [region]}]\nfacet: {row: {field: region}}\nspec: {mark: bar, encoding: {y: {field: town}, x: {field: high, type: quantitative, title: High}}}',
        ],
        [
          'a window',
          `transform: [${north}, {window: [{op: mean, field: pay, as: smooth}], frame: [-1, 1], sort: [{field: rank}]}]\nmark: line\nencoding: {x: {field: rank, type: quantitative, title: Rank}, y: {field: smooth, type: quantitative, title: Smooth pay}}`,
        ],
        [
          'an expression',
          `transform: [${north}, {calculate: sqrt(datum.pay), as: root}]\nmark: point\nencoding: {y: {field: town}, x: {field: root, type: quantitative, title: Root}}`,
        ],
      ],
      1,
    ),
  )('%s', async (_, spec) => {
    const chart = await draw(spec, ranked);
    expect(chart.entries.some(({ quantity }) => quantity.operation === 'vega')).toBe(true);
    expect(await faultsOf(chart, ranked)).toEqual([]);
    const made = chart.entries.filter(({ quantity }) => quantity.operation === 'vega');
    expect(await faultsOf(forged(chart), ranked)).toHaveLength(made.length);
  });

  test('and says of another version that comes to other numbers that these are not repeated', async () => {
    const chart = await draw(one('stdev'), towns);
    expect(await faultsOf(chart, towns, '0.0.1')).toEqual([]);
    expect(await faultsOf(forged(chart), towns, '0.0.1')).toEqual([
      'verify/not-repeated Vega 6.4.0 calculates other values than Vega 0.0.1 for 2 numbers, first `22.2` (r.md:1:1)',
    ]);
  });

  const persons = sketchDataset(
    'persons',
    [
      { name: 'region', title: 'Region', categories: { north: 'North', south: 'South', east: 'East' } },
      { name: 'id', role: 'attribute', title: 'Number of the person' },
      { name: 'name', role: 'attribute', title: 'Name of the person' },
      { name: 'kind', role: 'attribute', title: 'Kind' },
      { name: 'pay', role: 'measure', type: 'integer', title: 'Pay', unit: 'euro' },
    ],
    [
      ['north', 'PERSON-1', 'Ada', 'full', 121],
      ['south', 'PERSON-2', 'Ben', 'full', 100],
      ['east', 'PERSON-3', 'Cem', 'part', 90],
    ],
  );
  const root = (more = ''): string =>
    `transform: [{calculate: "sqrt(datum['pay'])", as: made}${more}]\nmark: point\nencoding: {y: {field: region}, x: {field: made, type: quantitative, title: Root of it}}`;
  const rowsOf = ({ flow }: RenderedChart) => Object.values(flow?.rows ?? {}).flat();

  test('what nothing in a flow reads does not go out with it, whatever it is called', async () => {
    const chart = await draw(root(), persons);
    expect(rowsOf(chart).map(({ values }) => values)).toEqual([{ __row: 0 }, { __row: 1 }, { __row: 2 }]);
    expect(rowsOf(chart)[0]?.cells).toEqual({ pay: 'persons/pay?region=north' });
    expect(JSON.stringify(chart.flow)).not.toMatch(/PERSON|Ada/);
    expect(await faultsOf(chart, persons)).toEqual([]);
  });

  test('what a transform writes over does not go out', async () => {
    const over = root().replace('as: made', 'as: id').replace('field: made', 'field: id');
    const chart = await draw(over, persons);
    expect(JSON.stringify(chart.flow)).not.toMatch(/PERSON|Ada/);
    expect(await faultsOf(chart, persons)).toEqual([]);
  });

  test('what groups or expressions read goes out', async () => {
    const filter = `, {filter: "datum.kind != 'none'"}`;
    const chart = await draw(
      root(`${filter}, {window: [{op: rank, as: place}], groupby: [region]}`),
      persons,
    );
    expect(rowsOf(chart)[0]?.values).toEqual({ __row: 0, region: 'north', kind: 'full' });
    expect(await faultsOf(chart, persons)).toEqual([]);
  });

  test('a measure that was derived is a cell of its dataset like any other', async () => {
    const rows = persons.rows.map(({ keys, ...row }) => {
      const cells = [{ dataset: 'persons', field: 'pay', keys }];
      const pay = { operation: 'sum', operands: [], cells, value: exact(121n) };
      return { ...row, keys, derivations: { pay } };
    });
    const derived = { ...persons, rows } as unknown as PublishedDataset;
    const chart = await draw(root(), derived);
    expect(rowsOf(chart)[0]).toEqual({ cells: { pay: 'persons/pay?region=north' }, values: { __row: 0 } });
    expect(await faultsOf(chart, derived)).toEqual([]);
  });
});
