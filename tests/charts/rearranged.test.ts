/** Rows that a chart arranges anew, or chooses among: every number is still that of its cells. */
import { describe, expect, test } from 'vitest';
import type { RenderedChart } from '../../src/model/chart/chart.js';
import { firstOf } from '../support/runs.js';
import { draw, problemsOf, tryDraw } from './draw-charts.js';
import { sketchDataset } from './fixtures.js';

const cells = ({ table }: RenderedChart): readonly (readonly string[])[] =>
  (table?.rows ?? []).map(({ label, cells: row }) =>
    [label, ...row.map((cell) => (cell.kind === 'value' ? cell.entry.text : cell.text))].map((text) =>
      text.replaceAll('\u00a0', ' '),
    ),
  );

const medals = sketchDataset(
  'medals',
  [
    { name: 'country', title: 'Country', categories: { no: 'Norway', de: 'Germany' } },
    { name: 'metal', title: 'Metal', categories: { gold: 'Gold', silver: 'Silver' } },
    { name: 'medals', role: 'measure', type: 'integer', title: 'Medals', unit: 'medals' },
    { name: 'athletes', role: 'measure', type: 'integer', title: 'Athletes', unit: 'persons' },
  ],
  [
    ['no', 'gold', 14, 40],
    ['no', 'silver', 11, 70],
    ['de', 'gold', 12, 50],
    ['de', 'silver', 10, 30],
  ],
);

describe('a pivot', () => {
  const pivot = '{pivot: metal, value: medals, groupby: [country]}';

  test('draws the cell of each name, and calculates with several', async () => {
    const one = await draw(
      `transform: [${pivot}]\nmark: bar\nencoding: {x: {field: country}, y: {field: gold, type: quantitative, title: Gold medals}}`,
      medals,
    );
    expect(cells(one)).toEqual([
      ['Norway', '14'],
      ['Germany', '12'],
    ]);
    const [entry] = one.entries;
    expect(entry?.quantity).toMatchObject({
      operation: 'value',
      cells: [{ keys: { country: 'no', metal: 'gold' } }],
    });
    const more = await draw(
      `transform: [${pivot}, {calculate: datum.gold - datum.silver, as: more}]\nmark: bar\nencoding: {x: {field: country}, y: {field: more, type: quantitative, title: More gold than silver}}`,
      medals,
    );
    expect(cells(more).map(([, text]) => text)).toEqual(['3', '2']);
  });

  test('of a dimension with a total is one of its parts', async () => {
    const withTotal = sketchDataset(
      'medals',
      [
        { name: 'country', title: 'Country', categories: { no: 'Norway', de: 'Germany' } },
        {
          ...{ name: 'metal', title: 'Metal', total: 'total' },
          categories: { gold: 'Gold', silver: 'Silver', total: 'All metals' },
        },
        { name: 'medals', role: 'measure', type: 'integer', title: 'Medals', unit: 'medals' },
      ],
      [
        ['no', 'gold', 14],
        ['no', 'silver', 11],
        ['no', 'total', 25],
        ['de', 'gold', 12],
        ['de', 'silver', 10],
        ['de', 'total', 22],
      ],
    );
    const chart = await draw(
      `transform: [${pivot}]\nmark: bar\nencoding: {x: {field: country}, y: {field: gold, type: quantitative, title: Gold medals}}`,
      withTotal,
    );
    expect(cells(chart)).toEqual([
      ['Norway', '14'],
      ['Germany', '12'],
    ]);
  });

  test('makes no column of a name that the package does not have', async () => {
    expect(
      await problemsOf(
        `transform: [${pivot}]\nmark: bar\nencoding: {x: {field: country}, y: {field: bronze, type: quantitative}}\n`,
        medals,
      ),
    ).toEqual([expect.stringContaining('chart/unknown-field There is no field `bronze` in')]);
  });
});

test('the row that an `argmax` of a transform chose shows its own cell, under a title that says which', async () => {
  const spec = (field: string): string =>
    `transform: [{aggregate: [{op: argmax, field: athletes, as: most}], groupby: [country]}]\nmark: bar\nencoding: {y: {field: country}, x: {field: "most['${field}']", type: quantitative}}\n`;
  const chart = await draw(spec('medals'), medals);
  expect(cells(chart).map(([, text]) => text)).toEqual(['11', '12']);
  expect(chart.svg).toContain('Medals where athletes is highest');
  expect((await problemsOf(spec('medal'), medals))[0]).toContain(
    'chart/unknown-field There is no field `medal`',
  );
});

describe('a condition', () => {
  const spec = (calculate: string): string =>
    `transform: [{calculate: "${calculate}", as: made}]\nmark: bar\nencoding: {x: {field: country}, y: {field: made, type: quantitative, title: Made}, color: {field: metal}}`;

  test('on a name chooses between calculations', async () => {
    const chart = await draw(
      spec("datum.metal == 'gold' ? datum.medals + datum.medals : datum.medals"),
      medals,
    );
    expect(chart.entries.map(({ text }) => text).toSorted()).toEqual(['10', '11', '24', '28']);
  });

  test.each(
    firstOf(
      [
        ['a number of its own', "datum.metal == 'gold' ? 0 : datum.medals"],
        ['what was counted', 'datum.medals > 11 ? datum.medals : datum.athletes'],
      ],
      2,
    ),
  )('is refused where it hangs on %s', async (_, calculate) => {
    expect((await tryDraw(spec(calculate), medals)).problems[0]).toContain('draws the calculation `made`');
  });
});

describe('lots', () => {
  const spec = (encoding: string): string =>
    `transform: [{calculate: random(), as: lot}]\nmark: point\nencoding: {x: {field: medals}, y: {field: country, type: nominal}, ${encoding}}\n`;

  test('may keep marks of one category apart, alike each time', async () => {
    const one = await draw(spec('yOffset: {field: lot, type: quantitative}'), medals);
    const again = await draw(spec('yOffset: {field: lot, type: quantitative}'), medals);
    expect(again.svg).toBe(one.svg);
  });

  test.each(firstOf(['m', 'random'], 2))(
    'may bear a name that is part of another, or of a function: %s',
    async (name) => {
      const named = spec(`yOffset: {field: ${name}, type: quantitative}`).replace('as: lot', `as: ${name}`);
      expect(await problemsOf(named, medals)).toEqual([]);
    },
  );

  test.each(firstOf(["datum['lot'] > 0.5", 'datum.lot > 0.5', 'datum["lot"] > 0.5'], 2))(
    'decide no filter: %s',
    async (test) => {
      const filtered = spec('yOffset: {field: lot, type: quantitative}').replace(
        'as: lot}',
        `as: lot}, {filter: ${JSON.stringify(test)}}`,
      );
      expect((await problemsOf(filtered, medals))[0]).toContain(
        'chart/expression The function `random` is not available',
      );
    },
  );

  test.each(
    firstOf(
      [
        ['a size', 'size: {field: lot, type: quantitative, title: Lot}'],
        ['an offset along numbers', 'xOffset: {field: lot, type: quantitative}'],
      ],
      2,
    ),
  )('are refused as %s', async (_, encoding) => {
    expect((await problemsOf(spec(encoding), medals))[0]).toContain(
      'chart/expression The function `random` is not available',
    );
  });
});

const days = sketchDataset(
  'days',
  [
    { name: 'day', type: 'date', title: 'Day' },
    { name: 'firm', title: 'Firm', categories: { a: 'Firm A', b: 'Firm B' } },
    { name: 'price', role: 'measure', type: 'integer', title: 'Price', unit: 'euro' },
  ],
  ['2014-01-01', '2014-02-01', '2014-03-01'].flatMap((day, at) => [
    [day, 'a', 10 + at],
    [day, 'b', 30 + 5 * at],
  ]),
);

test('rows that are put together by days stand at them', async () => {
  const chart = await draw(
    'transform: [{aggregate: [{op: sum, field: price, as: all}], groupby: [day]}]\nmark: line\nencoding: {x: {field: day, type: temporal}, y: {field: all, type: quantitative, title: Both}}',
    days,
  );
  expect(cells(chart).map(([, text]) => text)).toEqual(['40', '46', '52']);
});

test('a name stands at the last day of its line, which is a place and no number', async () => {
  const chart = await draw(
    'encoding: {color: {field: firm, legend: null}}\nlayer:\n  - {mark: line, encoding: {x: {field: day, type: temporal}, y: {field: price}}}\n  - encoding: {x: {field: day, aggregate: max, type: temporal}, y: {field: price, aggregate: {argmax: day}}}\n    layer: [{mark: circle}, {mark: {type: text, align: left, dx: 5}, encoding: {text: {field: firm}}}]',
    days,
  );
  expect(chart.svg).toContain('Firm B');
  expect(cells(chart)).toEqual([
    ['Jan 2014', 'Firm A', '10'],
    ['Jan 2014', 'Firm B', '30'],
    ['Feb 2014', 'Firm A', '11'],
    ['Feb 2014', 'Firm B', '35'],
    ['Mar 2014', 'Firm A', '12'],
    ['Mar 2014', 'Firm B', '40'],
  ]);
});

test('a halo under a line hides nothing; a white line alone does', async () => {
  const line = (more: string): string =>
    `{mark: {type: line${more}}, encoding: {x: {field: day, type: temporal}, y: {aggregate: sum, field: price, title: Both}}}`;
  const halo = ', stroke: white, strokeWidth: 5';
  expect((await tryDraw(`layer: [${line(halo)}, ${line('')}]`, days)).problems).toEqual([]);
  expect((await tryDraw(`layer: [${line(halo)}]`, days)).problems[0]).toContain('chart/empty');
});

test('a halo of other rows than those of the line over it hides them', async () => {
  const line = (firm: string, more: string): string =>
    `{transform: [{filter: "datum.firm == '${firm}'"}], mark: {type: line${more}}, encoding: {x: {field: day, type: temporal}, y: {field: price}}}`;
  const both = (hidden: string): string => `layer: [${line(hidden, ', opacity: 0')}, ${line('b', '')}]`;
  expect((await tryDraw(both('a'), days)).problems[0]).toContain('chart/empty Nothing is seen of `line`');
  expect((await tryDraw(both('b'), days)).problems).toEqual([]);
});

test('a stack around the middle has no axis', async () => {
  const stream = (axis: string): string =>
    `mark: area\nencoding: {x: {field: day, type: temporal}, y: {field: price, stack: center${axis}}, color: {field: firm}}`;
  expect((await tryDraw(stream(''), days)).problems[0]).toContain('chart/baseline `stack: center` draws');
  expect((await tryDraw(stream(', axis: null'), days)).problems).toEqual([]);
});

test('a mosaic has the number of each of its tiles in its table', async () => {
  const chart = await draw(
    [
      'transform:',
      '  - {aggregate: [{op: sum, field: medals, as: all}], groupby: [country, metal]}',
      '  - {stack: all, groupby: [], as: [left, right], offset: normalize, sort: [{field: country}]}',
      '  - {joinaggregate: [{op: min, field: left, as: from}, {op: max, field: right, as: to}], groupby: [country]}',
      '  - {stack: all, groupby: [country], as: [below, above], offset: normalize, sort: [{field: metal}]}',
      'mark: rect',
      'encoding:',
      '  x: {field: from, type: quantitative, axis: null}',
      '  x2: {field: to}',
      '  y: {field: below, type: quantitative, axis: null}',
      '  y2: {field: above}',
      '  color: {field: country}',
      '  detail: {field: metal}',
    ].join('\n'),
    medals,
  );
  expect(cells(chart)).toEqual([
    ['Norway', 'Gold', '14'],
    ['Norway', 'Silver', '11'],
    ['Germany', 'Gold', '12'],
    ['Germany', 'Silver', '10'],
  ]);
});

test('quantiles stand beside those of a standard distribution, which are no numbers of the data', async () => {
  const spec = (x: string): string =>
    `transform: [{quantile: medals, probs: [0.25, 0.5, 0.75]}, {calculate: ${x}, as: normal}]\nmark: point\nencoding: {x: {field: normal, type: quantitative}, y: {field: value, type: quantitative}}`;
  const copies = medals.rows.slice(0, 2).map((row) => ({ ...row, keys: { ...row.keys, metal: 'bronze' } }));
  const many = { ...medals, rows: [...medals.rows, ...copies] };
  const chart = await draw(spec('quantileNormal(datum.prob)'), many);
  expect(cells(chart).map(([place, , text]) => [place, text])).toEqual([
    ['−0.674', '11.0'],
    ['0', '11.5'],
    ['0.674', '13.5'],
  ]);
  expect((await tryDraw(spec('datum.prob * 2'), many)).problems[0]).toContain('chart/calculated');
});
