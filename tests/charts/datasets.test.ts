import { describe, expect, test } from 'vitest';
import type { ChartTable, RenderedChart } from '../../src/model/chart/chart.js';
import { housePalette } from '../../src/model/chart/palette.js';
import type { PublishedData } from '../../src/model/dataset/dataset.js';
import { defaultPrecision } from '../../src/model/project/precision.js';
import { chartKeys } from '../../src/session/drawing/drawn-charts.js';
import { districts } from '../support/districts.js';
import { english } from '../support/english.js';
import { cases, tryDrawOf } from './draw-charts.js';
import { chartNode, sketchDataset } from './fixtures.js';

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
        '  - data: {name: arrests}\n    mark: bar\n    encoding: {x: {field: year}, y: {field: arrests}, color: {datum: Arrests}}\n',
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
  });

  test('are split alike by the panels of a facet, and each view chooses its own totals', async () => {
    const { chart, problems } = await tryDrawOf(
      'data: {name: arrests}\nfacet: {field: sex}\nspec:\n  layer:\n' +
        '    - {mark: bar, encoding: {x: {field: year, type: ordinal}, y: {field: arrests}}}\n' +
        '    - data: {name: charges}\n      mark: tick\n' +
        '      encoding: {x: {field: year, type: ordinal}, y: {field: charges}, color: {datum: Charges}}\n',
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
    expect(problems).toEqual(['4:81 chart/unknown-field There is no field `cases` in `arrests`']);
  });

  test.each([
    [
      'take no field from around them that they do not have',
      'data: {name: cases}\nencoding: {x: {field: offence}}\nlayer:\n' +
        '  - {mark: bar, encoding: {y: {field: cases}}}\n' +
        '  - {data: {name: arrests}, mark: point, encoding: {y: {field: arrests}, color: {datum: Arrests}}}\n',
      '2:15 chart/unknown-field `arrests` has no field `offence`, which its view takes from a view around it',
    ],
    [
      'are named where a reader could not tell them apart',
      'data: {name: cases}\nencoding: {x: {field: year}}\nlayer:\n' +
        '  - {mark: line, encoding: {y: {field: cases}}}\n' +
        '  - {data: {name: arrests}, mark: line, encoding: {y: {field: arrests}}}\n',
      '5:5 chart/hidden Nothing names `line` of `arrests` and `line` of `cases`, so a reader cannot tell them apart',
    ],
    [
      'measure in one unit along one axis',
      'data: {name: arrests}\nencoding: {x: {field: year}}\nlayer:\n' +
        '  - {mark: bar, encoding: {y: {field: arrests}}}\n' +
        '  - {data: {name: trials}, mark: line, encoding: {y: {field: cases}, color: {datum: Trials}}}\n',
      '5:54 chart/scale `cases` (`trials`) and `arrests` (`cases`) are on one axis but have different units',
    ],
    [
      'are filtered before panels by what all of them have',
      'data: {name: arrests}\ntransform: [{filter: datum.arrests > 2}]\nfacet: {field: sex}\nspec:\n  layer:\n' +
        '    - {mark: bar, encoding: {x: {field: year, type: ordinal}, y: {field: arrests}}}\n' +
        '    - {data: {name: charges}, mark: tick, encoding: {x: {field: year, type: ordinal}, y: {field: charges}, color: {datum: Charges}}}\n',
      '2:13 chart/spec Before panels of several datasets, only a `filter` by fields that all of them have is possible',
    ],
  ])('%s', async (_, yaml, expected) => {
    const { problems } = await tryDrawOf(yaml, [cases, arrests, trials, charges]);
    expect(problems).toEqual([expected]);
  });

  test('may be one dataset at two levels, each told by its level', async () => {
    const { people } = (await districts.prepared()).value;
    if (people === undefined) throw new Error('no data');
    const views = ['region', 'district'].map(
      (level) =>
        `  - {data: {name: people, level: ${level}}, mark: bar, encoding: {y: {field: area}, x: {field: persons}}}\n`,
    );
    const { chart, problems } = await tryDrawOf(
      `data: {name: people}\nhconcat:\n${views.join('')}resolve: {scale: {x: shared}}\n`,
      [people],
    );
    expect(problems).toEqual([]);
    expect(chart?.description).toContain(
      'People: district: The number of persons was highest for Vlora (60)',
    );
    expect(chart?.table?.columns.map(({ label }) => label)).toEqual([
      'Persons (People: region)',
      'Persons (People: district)',
    ]);
  });

  test('say which of them are illustrative where not all are', async () => {
    const { chart } = await tryDrawOf(
      'data: {name: cases}\nlayer:\n' +
        '  - {mark: bar, encoding: {x: {field: year, type: ordinal}, y: {field: cases}}}\n' +
        '  - {data: {name: arrests}, mark: tick, encoding: {x: {field: year, type: ordinal}, y: {field: arrests}, color: {datum: Arrests}}}\n',
      [cases, { ...arrests, title: 'Arrests of a year', illustrative: true }],
    );
    expect(chart?.illustrative).toBe(true);
    expect(chart?.remarks).toEqual(['Illustrative, examples and not facts: Arrests of a year.']);
    const told = chart?.entries.map(({ quantity }) => [quantity.cells[0]?.dataset, quantity.illustrative]);
    expect(new Set(told?.map((each) => JSON.stringify(each)))).toEqual(
      new Set(['["cases",false]', '["arrests",true]']),
    );
  });

  test('are all that a drawing depends on', () => {
    const chart = { ...chartNode('mark: bar\nencoding: {x: {field: year}}\n'), others: ['trials'] };
    const work = { charts: [chart], language: 'en', palette: housePalette, precision: defaultPrecision };
    const keyOf = (data: PublishedData) =>
      chartKeys({ ...work, data, catalogue: english.catalogue, allFrames: false }, []).map(
        ({ hash }) => hash,
      );
    const [before, after] = [{ ...trials }, { ...trials, title: 'Others' }].map((each) =>
      keyOf({ cases, trials: each, arrests }),
    );
    expect(after).not.toEqual(before);
    expect(keyOf({ cases, trials, arrests: { ...arrests, title: 'Others' } })).toEqual(before);
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
      expect(problems[0]).toContain('chart/data `data` in a layer brings data of its own');
    }
  });
});

const regions = sketchDataset(
  'regions',
  [
    { name: 'region', categories: { n: 'North', s: 'South', all: 'All regions' }, total: 'all' },
    { name: 'victims', role: 'measure', type: 'integer', title: 'Victims', unit: 'persons' },
  ],
  [
    ['n', 120],
    ['s', 340],
    ['all', 460],
  ],
);

const people = (rows: readonly (readonly [string, string, number])[]) =>
  sketchDataset(
    'people',
    [
      { name: 'code', categories: { n: 'North', s: 'South' } },
      { name: 'sex', categories: { women: 'Women', men: 'Men', both: 'Both' }, total: 'both' },
      { name: 'people', role: 'measure', type: 'integer', title: 'Inhabitants', unit: 'thousands' },
    ],
    rows,
  );

const both: readonly (readonly [string, string, number])[] = [
  ['n', 'women', 30],
  ['n', 'men', 10],
  ['n', 'both', 40],
  ['s', 'both', 50],
];

const lookup = (from = 'data: {name: people}, key: code, fields: [people]', more = '') =>
  `data: {name: regions}\ntransform:\n  - {lookup: region, from: {${from}}${more}}\n`;

const rate =
  '  - {calculate: datum.victims / datum.people, as: rate}\nmark: bar\n' +
  'encoding: {x: {field: region}, y: {field: rate, type: quantitative, title: Victims per thousand}}\n';

describe('a lookup in another dataset', () => {
  test('takes the cell of the total over what the key leaves open, and is told as what it is', async () => {
    const { chart, problems } = await tryDrawOf(
      `${lookup()}mark: bar\nencoding: {x: {field: region}, y: {field: people}}\n`,
      [regions, people(both)],
    );
    expect(problems).toEqual([]);
    expect(tablesIn(chart)).toEqual([[' | Region | Inhabitants', 'North | 40', 'South | 50']]);
    const cells = chart?.entries.flatMap(({ quantity }) => quantity.cells) ?? [];
    expect(cells.length).toBeGreaterThan(0);
    expect(new Set(cells.map(({ dataset, field, keys }) => `${dataset} ${field} ${keys.sex}`))).toEqual(
      new Set(['people people both']),
    );
  });

  test('is calculated with, each number from its own cell', async () => {
    const { chart, problems } = await tryDrawOf(lookup() + rate, [regions, people(both)]);
    expect(problems).toEqual([]);
    expect(tablesIn(chart)).toEqual([[' | Region | Victims per thousand', 'North | 3.0', 'South | 6.8']]);
    const cells = chart?.entries.flatMap(({ quantity }) => quantity.cells) ?? [];
    expect(new Set(cells.map(({ dataset }) => dataset))).toEqual(new Set(['regions', 'people']));
  });

  const faults: readonly (readonly [string, string, ReturnType<typeof people>, string])[] = [
    [
      'finds no row',
      lookup(),
      people([['n', 'both', 4]]),
      '3:5 chart/lookup `people` has no row whose `code` is `s`',
    ],
    [
      'finds two rows',
      lookup(),
      people([...both, ['n', 'both', 9]]),
      '3:5 chart/lookup `people` has 2 rows whose `code` is `n`',
    ],
    [
      'names no field',
      lookup('data: {name: people}, key: cod, fields: [peple]'),
      people(both),
      'chart/unknown-field There is no field `cod` in `people`',
    ],
    [
      'puts a number where there is none',
      lookup(undefined, ', default: 7'),
      people(both),
      'chart/data `default` of a lookup would put a number',
    ],
    [
      'brings rows of its own',
      lookup('data: {values: [{code: n, people: 4}]}, key: code, fields: [people]'),
      people(both),
      'chart/data `data` in `from` brings data of its own',
    ],
    [
      'follows the hand of a reader',
      lookup('param: brush, key: code, fields: [people]'),
      people(both),
      'chart/data',
    ],
    [
      'has the name of another field',
      lookup(undefined, ', as: [victims]'),
      people(both),
      'chart/spec The lookup adds `victims`, a name that `regions` has already',
    ],
  ];
  test.each(faults)('is refused where it %s', async (_, transform, dataset, expected) => {
    const { problems } = await tryDrawOf(transform + rate, [regions, dataset]);
    expect(problems.join('\n')).toContain(expected);
  });
});
