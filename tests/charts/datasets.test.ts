import { describe, expect, test } from 'vitest';
import type { ChartTable, RenderedChart } from '../../src/model/chart.js';
import { cases, tryDrawOf } from './draw-charts.js';
import { sketchDataset } from './fixtures.js';

const arrests = sketchDataset(
  'arrests',
  [
    { name: 'year', type: 'year', title: 'Year' },
    { name: 'sex', categories: { women: 'Women', men: 'Men', all: 'All' }, total: 'all' },
    { name: 'arrests', role: 'measure', type: 'integer', title: 'Arrests', unit: 'cases' },
  ],
  [
    [2009, 'women', 1],
    [2009, 'men', 2],
    [2009, 'all', 3],
    [2010, 'women', 3],
    [2010, 'men', 6],
    [2010, 'all', 9],
    [2011, 'women', 4],
    [2011, 'men', 4],
    [2011, 'all', 8],
  ],
);

const lines = ({ title = '', stub, columns, rows }: ChartTable): readonly string[] =>
  [
    [title, stub, ...columns.map(({ label }) => label)],
    ...rows.map(({ label, cells }) => [
      label,
      ...cells.map((cell) => (cell.kind === 'value' ? cell.entry.text : cell.text)),
    ]),
  ].map((cells) => cells.join(' | '));

const trials = sketchDataset(
  'trials',
  [
    { name: 'year', type: 'year', title: 'Year' },
    { name: 'cases', role: 'measure', type: 'integer', title: 'Trials', unit: 'trials' },
  ],
  [
    [2009, 1],
    [2010, 7],
    [2011, 9],
  ],
);

const charges = sketchDataset(
  'charges',
  [
    { name: 'year', type: 'year', title: 'Year' },
    { name: 'sex', categories: { women: 'Women', men: 'Men' } },
    { name: 'charges', role: 'measure', type: 'integer', title: 'Charges', unit: 'cases' },
  ],
  [
    [2009, 'women', 1],
    [2010, 'men', 5],
  ],
);

const tablesIn = (chart: RenderedChart | undefined): readonly (readonly string[])[] =>
  [chart?.table ?? [], chart?.furtherTables ?? []].flat().map(lines);

describe('several datasets in one chart', () => {
  test('are layers of one plot, told one after the other, and one table by year', async () => {
    const { chart, problems } = await tryDrawOf(
      'data: {name: cases}\nlayer:\n' +
        '  - {mark: line, encoding: {x: {field: year}, y: {field: cases}}}\n' +
        '  - data: {name: arrests}\n    mark: bar\n    encoding: {x: {field: year}, y: {field: arrests}}\n',
      [cases, arrests],
    );
    expect(problems).toEqual([]);
    expect(tablesIn(chart)).toEqual([
      [' | Year | Cases | Arrests', '2009 | 35 | 3', '2010 | 34 | 9', '2011 | 52 | 8'],
    ]);
    expect(chart?.description).toContain('cases: The number of cases was 35 in 2009 and 52 in 2011');
    expect(chart?.description).toContain('arrests: The number of cases was 3 in 2009 and 8 in 2011');
    const cells = chart?.entries.flatMap(({ quantity }) => quantity.cells) ?? [];
    expect(new Set(cells.map(({ dataset, field }) => `${dataset} ${field}`))).toEqual(
      new Set(['cases cases', 'arrests arrests']),
    );
    // Each mark names the row of its own dataset, as that is published.
    expect(chart?.measures.marks.map(({ dataset, rows }) => [dataset, ...rows])).toEqual([
      ['cases', 2, 5, 8],
      ['arrests', 2, 5, 8],
    ]);
  });

  test('have fields of one name that say different things, in expressions too', async () => {
    const { chart, problems } = await tryDrawOf(
      'hconcat:\n' +
        '  - {data: {name: cases}, mark: bar, encoding: {x: {field: year}, y: {field: cases}}}\n' +
        '  - data: {name: trials}\n    mark: bar\n' +
        '    transform: [{filter: "datum.cases > 2 && datum[\'cases\'] < 8"}]\n' +
        '    encoding: {x: {field: year}, y: {field: cases}}\n',
      [cases, trials],
    );
    expect(problems).toEqual([]);
    expect(tablesIn(chart)).toEqual([
      [' | Year | Cases | Trials', '2009 | 35 | not drawn', '2010 | 34 | 7', '2011 | 52 | not drawn'],
    ]);
    expect(chart?.measures.marks.map(({ channels }) => channels.map(({ measure }) => measure))).toEqual([
      ['year', 'cases'],
      ['cases'],
    ]);
  });

  test('are split alike by the panels of a facet, and each view chooses its own totals', async () => {
    const { chart, problems } = await tryDrawOf(
      'data: {name: arrests}\nfacet: {field: sex}\nspec:\n  layer:\n' +
        '    - {mark: bar, encoding: {x: {field: year, type: ordinal}, y: {field: arrests}}}\n' +
        '    - data: {name: charges}\n      mark: tick\n' +
        '      encoding: {x: {field: year, type: ordinal}, y: {field: charges}}\n',
      [arrests, charges],
    );
    expect(problems).toEqual([]);
    expect(tablesIn(chart)).toEqual([
      [
        ' | Year | Sex | Arrests | Charges',
        '2009 | Women | 1 | 1',
        '2009 | Men | 2 | no figure',
        '2010 | Women | 3 | no figure',
        '2010 | Men | 6 | 5',
        '2011 | Women | 4 | not drawn',
        '2011 | Men | 4 | not drawn',
      ],
    ]);
  });

  test('see the fields of their own dataset alone', async () => {
    const { problems } = await tryDrawOf(
      'data: {name: cases}\nlayer:\n' +
        '  - {mark: line, encoding: {x: {field: year}, y: {field: cases}}}\n' +
        '  - {data: {name: arrests}, mark: line, encoding: {x: {field: year}, y: {field: cases}}}\n',
      [cases, arrests],
    );
    expect(problems).toEqual([
      '4:81 chart/unknown-field Unexpected field `cases`, expected one of `year`, `sex`, `arrests` (dataset `arrests`)',
    ]);
  });

  test('bring no rows of their own', async () => {
    for (const data of [
      '{values: [{a: 1}]}',
      '{url: data.csv}',
      '{name: cases, url: x}',
      '{sequence: {start: 0}}',
      '[]',
    ]) {
      const { problems } = await tryDrawOf(
        `data: {name: cases}\nlayer:\n  - {data: ${data}, mark: line, encoding: {x: {field: year}, y: {field: cases}}}\n`,
        [cases],
      );
      expect(problems[0]).toContain(
        'chart/data Unexpected `data` in a layer, expected a dataset of the data package',
      );
    }
  });
});
