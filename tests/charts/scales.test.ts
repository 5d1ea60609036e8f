import { describe, expect, test } from 'vitest';
import { firstOf } from '../support/runs.js';
import { cases, problemsOf, tryDraw, unknown } from './draw-charts.js';
import { sketchDataset } from './fixtures.js';

const problems = async (yaml: string, dataset = cases): Promise<readonly string[]> =>
  (await tryDraw(yaml, dataset)).problems;

/** Points of trafficking through the years, whose vertical axis is written like this. */
const points = (y: string, mark = 'point'): string =>
  `mark: ${mark}\ntransform: [{filter: {field: offence, equal: trafficking}}]\nencoding:\n  x: {field: year, type: ordinal}\n  y: {field: cases, ${y}}\n`;

const rates = sketchDataset(
  'rates',
  [
    { name: 'year', type: 'year' },
    { name: 'region', categories: { north: 'North', south: 'South' } },
    { name: 'rate', role: 'measure', type: 'number', unit: '%', additive: false },
    { name: 'share', role: 'measure', type: 'number', unit: '%' },
    { name: 'deaths', role: 'measure', type: 'number', unit: 'per 100,000' },
  ],
  [
    [2010, 'north', 60, 60, 7.5],
    [2010, 'south', 70, 40, 3],
    [2011, 'north', 55, 70, 7],
    [2011, 'south', 65, 60, 4],
  ],
);

describe('the labels of an axis are its numbers', () => {
  test.each(
    firstOf(
      [
        ['"x"', '`x` is not a format of numbers'],
        ['"c"', '`c` is not a format of numbers'],
        ['"b"', '`b` is not a format of numbers'],
        ['"o"', '`o` is not a format of numbers'],
        ['"99999999.2f"', '`99999999.2f` is not a format of numbers'],
        ['"+$,.2f"', '`+$,.2f` is not a format of numbers'],
        ['".0%"', '`.0%` would print 1 as 100%'],
        ['"%Y"', '`%Y` is not a format of numbers'],
        ['{a: 1}', '`{"a":1}` is not a format of numbers'],
      ],
      2,
    ),
  )('so the format %s is refused', async (format, words) => {
    const found = await problemsOf(points(`axis: {format: ${format}}`));
    expect(found[0]).toMatch(/^5:\d+ chart\/scale /);
    expect(found[0]).toContain(words);
  });

  test.each(firstOf(['",d"', '".1f"', '"~s"', '",~f"'], 2))('and %s may stand', async (format) => {
    expect(await problems(points(`axis: {format: ${format}}`))).toEqual([]);
  });

  test('a time is not printed as a number, nor a number as a time', async () => {
    const days = sketchDataset(
      'days',
      [
        { name: 'day', type: 'date' },
        { name: 'cases', role: 'measure', type: 'integer' },
      ],
      [
        ['2006-01-01', 1],
        ['2006-02-01', 2],
      ],
    );
    const yaml = (format: string): string =>
      `mark: point\nencoding: {x: {field: day, axis: {format: "${format}"}}, y: {field: cases}}\n`;
    expect(await problemsOf(yaml('d'), days)).toEqual([
      expect.stringContaining('is not a format of years, months'),
    ]);
    expect(await problems(yaml('%b %Y'), days)).toEqual([]);
    expect(await problems(yaml('%Y'), days)).toEqual([
      expect.stringContaining('chart/scale Two places on a scale have the same label, `2006`'),
    ]);
  });

  test.each(
    firstOf(
      [
        ['format: ".1s", values: [34, 36]', 'The label `30` is not its number, 34'],
        ['format: "d", values: [32.5, 35, 37.5]', 'is not its number'],
        ['labelExpr: "\'-\' + datum.label"', 'label `-'],
        ['labelExpr: "slice(datum.label, 0, 1)"', 'is not its number'],
      ],
      2,
    ),
  )('which is seen where they are drawn: %s', async (axis, words) => {
    const found = await problems(points(`axis: {${axis}}`));
    expect(found).toEqual([expect.stringContaining('chart/scale The label')]);
    expect(found[0]).toContain(words);
  });

  test.each(
    firstOf(
      [
        '"datum.label + \' million\'"',
        '"datum.label + \'k\'"',
        '"slice(datum.label, 1)"',
        '"datum.index == 0 ? \'first\' : datum.label"',
      ],
      2,
    ),
  )('and no words of the chart: %s', async (expression) => {
    expect(await problems(points(`axis: {labelExpr: ${expression}}`))).toEqual([
      expect.stringContaining('chart/relabelled `labelExpr` replaces a label'),
    ]);
  });

  test('and the labels of categories are their names', async () => {
    const yaml = (expression: string): string =>
      `mark: bar\nencoding:\n  y: {field: offence, axis: {labelExpr: "${expression}"}}\n  x: {field: cases}\ntransform: [{filter: {field: year, equal: 2009}}]\n`;
    expect(await problems(yaml("datum.label == 'Slavery' ? 'Trafficking in persons' : 'Slavery'"))).toEqual([
      expect.stringContaining('chart/relabelled `labelExpr` replaces a label'),
    ]);
    expect(await problems(yaml("slice(datum.label, 0, 4) + '\u2026'"))).toEqual([]);
  });
});

describe('a scale does not mislead', () => {
  test.each(
    firstOf(
      [
        ['scale: {clamp: true}', '`clamp`'],
        ['scale: {type: sqrt}', 'A `sqrt` scale draws equal steps of `y`'],
        ['scale: {type: pow, exponent: 2}', 'A `pow` scale draws equal steps of `y`'],
        ['scale: {type: symlog}', 'A `symlog` scale draws equal steps of `y`'],
        ['scale: {reverse: true}', '`reverse` draws the `y` axis backwards'],
        ['sort: descending', '`sort: descending` reverses the numbers on the `y` axis'],
        ['scale: {range: [0, 250]}', '`range` of `y`'],
        ['scale: {domain: [60, 0]}', '`domain: [60,0]`'],
        ['type: ordinal', '`type: ordinal` sets the numbers of `cases`'],
      ],
      2,
    ),
  )('points: %s', async (y, words) => {
    const found = await problemsOf(points(y));
    expect(found[0]).toMatch(/^5:\d+ chart\/scale /);
    expect(found[0]).toContain(words);
  });

  test.each(firstOf(['pow', 'sqrt', 'symlog', 'log'], 2))(
    'bars on a scale that bends lengths: %s',
    async (type) => {
      const found = await problemsOf(
        points(`scale: {type: ${type}${type === 'pow' ? ', exponent: 2' : ''}}`, 'bar'),
      );
      expect(found).toEqual(
        expect.arrayContaining([
          expect.stringContaining(`chart/baseline With \`type: "${type}"\`, the lengths of \`bar\``),
        ]),
      );
    },
  );

  test.each(
    firstOf(
      [
        [
          'bars from a number by hand',
          'mark: bar\nencoding: {x: {field: offence}, y: {field: cases}, y2: {datum: 25}}\n',
        ],
        [
          'bars from a pixel',
          'mark: bar\nencoding: {x: {field: offence}, y: {field: cases}, y2: {value: 25}}\n',
        ],
        [
          'bars from a pixel of the mark',
          'mark: {type: bar, y2: 25}\nencoding: {x: {field: offence}, y: {field: cases}}\n',
        ],
      ],
      2,
    ),
  )('%s', async (_, yaml) => {
    expect(await problemsOf(yaml)).toEqual([expect.stringContaining('chart/baseline')]);
  });

  test.each(
    firstOf(
      [
        ['-y', 'x'],
        ['descending', 'x'],
        ['[2011, 2009, 2010]', 'x'],
      ],
      2,
    ),
  )('years sorted by %s', async (sort) => {
    const yaml = `mark: bar\nencoding:\n  x: {field: year, sort: ${sort}}\n  y: {field: cases}\n`;
    expect(await problemsOf(yaml)).toEqual([
      expect.stringContaining('chart/scale `sort` puts time on `x` out of its order'),
    ]);
  });

  test('two axes of one plot', async () => {
    const layer = `resolve: {scale: {y: independent}}\nlayer:\n  - mark: bar\n    encoding: {x: {field: year}, y: {field: cases}}\n  - mark: line\n    encoding: {x: {field: year}, y: {field: cases}}\n`;
    expect(await problemsOf(layer)).toEqual(['1:22 chart/scale The layers have two `y` axes']);
  });
});

describe('what does not add up is not stacked', () => {
  const stacked = (measure: string, mark: string, stack = ''): string =>
    `mark: ${mark}\nencoding:\n  x: {field: year, type: ordinal}\n  y: {field: ${measure}${stack}}\n  color: {field: region}\n`;

  test.each(
    firstOf(
      [
        ['rate', 'bar', ''],
        ['rate', 'area', ''],
        ['rate', 'bar', ', stack: normalize'],
        ['rate', 'point', ', stack: zero'],
        ['deaths', 'bar', ''],
      ],
      2,
    ),
  )('%s as %s%s', async (measure, mark, stack) => {
    expect(await problemsOf(stacked(measure, mark, stack), rates)).toEqual([
      `4:14 chart/sum \`${measure}\` is stacked, but cannot be added up`,
    ]);
  });

  test('but it may stand side by side, or unstacked', async () => {
    const offset = stacked('rate', 'bar').replace('color:', 'xOffset: {field: region}\n  color:');
    expect(await problemsOf(offset, rates)).toEqual([]);
    expect(await problemsOf(stacked('rate', 'line'), rates)).toEqual([]);
  });

  test('percentages are parts of one whole', async () => {
    expect(await problems(stacked('share', 'bar'), rates)).toEqual([
      '4:14 chart/sum The stacked percentages of `share` add up to more than 100',
    ]);
    const whole = `transform: [{filter: {field: year, equal: 2010}}]\n${stacked('share', 'bar')}`;
    expect(await problems(whole, rates)).toEqual([]);
  });

  const all = (rest: string): string =>
    `transform: [{filter: {field: offence, oneOf: [trafficking, slavery, total]}}]\n${rest}`;

  test('a total is not laid on its own parts', async () => {
    const yaml = all('mark: bar\nencoding: {x: {field: year}, y: {field: cases}, color: {field: offence}}\n');
    expect(await problems(yaml)).toEqual([
      expect.stringContaining('chart/sum `bar` stacks the total of `offence` on its parts'),
    ]);
  });

  test('nor summed with them', async () => {
    const yaml = all('mark: bar\nencoding: {x: {field: year}, y: {field: cases, aggregate: sum}}\n');
    expect(await problems(yaml)).toEqual([
      expect.stringContaining('chart/sum `sum` counts the total of `offence` together with its parts'),
    ]);
    const only = `transform: [{filter: "datum.offence == 'total'"}]\nmark: bar\nencoding: {x: {field: year}, y: {field: cases, aggregate: sum}}\n`;
    expect(await problems(only)).toEqual([]);
  });

  test('a part that nobody knows makes no stack', async () => {
    const yaml = 'mark: bar\nencoding: {x: {field: cases}, color: {field: offence}}\n';
    expect(await problems(yaml, unknown)).toEqual([
      expect.stringContaining(
        'chart/missing-value A part of the stack of `cases` is missing (data/unknown.csv:3)',
      ),
    ]);
  });

  test('an area with a place without a row makes no stack', async () => {
    const rows = rates.rows.filter(({ keys }) => keys.year !== '2010' || keys.region !== 'south');
    const data = { ...rates, rows: [...rows], fields: rates.fields };
    expect((await problems(stacked('share', 'area'), data)).join()).toContain(
      'chart/missing-value `area` is stacked, but has no row at 1 of its places',
    );
  });
});

describe('what a chart calculates', () => {
  test('is no number where the data have none', async () => {
    const yaml = (expression: string): string =>
      `transform: [{calculate: "${expression}", as: shown}]\nmark: bar\nencoding: {y: {field: offence}, x: {field: shown, type: quantitative, title: Cases}}\n`;
    for (const expression of ['isValid(datum.cases) ? datum.cases : 0', 'datum.cases * 2']) {
      expect(await problems(yaml(expression), unknown)).toContain(
        '3:36 chart/missing-value The chart draws 0 where `cases` is missing (data/unknown.csv:3)',
      );
    }
    const summed = yaml('datum.cases * 2').replace('field: shown,', 'field: shown, aggregate: sum,');
    expect(await problems(summed, unknown)).toEqual([
      expect.stringContaining(
        'chart/missing-value `sum` of `shown` includes a missing value (data/unknown.csv:3)',
      ),
    ]);
  });

  test('gives no category the name of another', async () => {
    const yaml = (otherwise: string): string =>
      `transform:\n  - {filter: {field: year, equal: 2009}}\n  - {calculate: "datum.offence == 'slavery' ? '${otherwise}' : 'Other'", as: kind}\nmark: bar\nencoding: {y: {field: offence}, x: {field: cases}, color: {field: kind, type: nominal, title: Kind}}\n`;
    expect(await problems(yaml('Trafficking in persons'))).toEqual([
      expect.stringContaining(
        'chart/relabelled The chart makes the name `Other`, which the data package does not have',
      ),
    ]);
    expect(await problems(yaml('Slavery').replace("'Other'", 'datum.offence'))).toEqual([]);
  });
});
