import { describe, expect, test } from 'vitest';
import { MemoryProject } from '../support/memory-project.js';

/** Years by sex for the whole country, and regions for both sexes: no row has a region and a sex. */
const project = new MemoryProject({
  id: 'levels',
  files: {
    'data/datapackage.yaml': `
name: levels
resources:
  - name: visits
    path: visits.csv
    title: Visits
    schema:
      primaryKey: [year, region, sex]
      fields:
        - {name: year, type: year, role: dimension}
        - name: region
          type: string
          role: dimension
          categories: [north, south, all]
          total: all
        - name: sex
          type: string
          role: dimension
          categories: [female, male, both]
          total: both
        - {name: visits, type: integer, role: measure, unit: visits}
        - {name: kind, type: string, role: attribute}
  - name: parts
    path: parts.csv
    title: Parts
    schema:
      primaryKey: [sex, age]
      fields:
        - {name: sex, type: string, role: dimension, categories: [female, male, both], total: both}
        - {name: age, type: string, role: dimension, categories: [young, old, all], total: all}
        - {name: persons, type: integer, role: measure, unit: persons}
`,
    'data/visits.csv': `year,region,sex,visits,kind
2014,north,both,3,open
2014,south,both,4,open
2014,all,female,5,open
2014,all,male,2,open
2014,all,both,7,open
2015,all,both,9,closed
`,
    'data/parts.csv': `sex,age,persons
female,young,1
female,old,2
male,young,3
male,old,4
both,all,10
`,
  },
});

const problems = async (template: string): Promise<string[]> =>
  (await project.compose(`# A\n\n${template}`)).problems;

test('rows that exist at the total of another dimension only are an error with the filter to write', async () => {
  expect(await problems('{{#each (rows "visits" sex="female")}}{{visits}}{{/each}}')).toEqual([
    [
      'templates/levels.md:3:9 error content/other-level: No row of `visits` passes this filter, though it has rows at another level',
      '  hint: write `region="all"`: the rows of a total are taken only where the filter names it',
    ].join('\n'),
  ]);
  expect(await problems('{{#each (rows "visits")}}{{visits}}{{/each}}')).toEqual([
    expect.stringContaining('hint: write `sex="both"`'),
  ]);
  expect(await problems('{{#each (rows "visits" region="north" sex="female")}}{{visits}}{{/each}}')).toEqual([
    expect.stringContaining('hint: write `sex="both"`'),
  ]);
});

test('what the hint says to write has rows', async () => {
  const { problems: none, texts } = await project.compose(
    '{{#each (rows "visits" sex="female" region="all")}}{{visits}} {{/each}}{{#each (rows "visits" sex="both")}}{{visits}} {{/each}}',
  );
  expect(none).toEqual([]);
  expect(texts).toEqual(['5', '3', '4']);
});

test('a filter by an attribute that fits no row is an empty list, and so is one that fits none at any level', async () => {
  expect(
    await problems(
      '{{#each (rows "visits" sex="both" year=2015 region="north")}}{{visits}}{{else}}None.{{/each}}',
    ),
  ).toEqual([expect.stringContaining('content/other-level')]);
  expect(
    await problems(
      '{{#each (rows "visits" sex="both" kind="closed" year=2014)}}{{visits}}{{else}}None.{{/each}}',
    ),
  ).toEqual([]);
});

test('a table that would show only a total, or nothing, names the level that has its rows', async () => {
  expect(await problems('{{table "parts" rows="age"}}')).toEqual([
    [
      'templates/levels.md:3:1 error content/other-level: `parts` has no rows by `age` at the total of `sex`',
      '  hint: write `sex="female"`, or show `sex` too, of which it has `female`, `male`',
    ].join('\n'),
  ]);
  expect(await problems('{{table "parts" rows="age" sex="male"}}')).toEqual([]);
  expect(await problems('{{table "visits" rows="region" year=2014}}')).toEqual([]);
  // A total alone is what there is, where no level has more.
  expect(await problems('{{table "visits" rows="region" year=2015}}')).toEqual([]);
  expect(await problems('{{table "visits" rows="region" year=2015 sex="both"}}')).toEqual([]);
});

describe('rows that exist at another level only are named', () => {
  const level = (written: string): readonly string[] => [
    expect.stringMatching(
      new RegExp(
        `content/other-level: [^\\n]*though it has rows at another level\\n[^\\n]*write \`${written}\``,
      ),
    ),
  ];

  test.each([
    ['a table with a filter', '{{table "visits" rows="year" region="north" sex="female"}}', 'sex="both"'],
    [
      'a table that has its total alone',
      '{{table "visits" rows="region" year=2014 sex="female"}}',
      'sex="both"',
    ],
    [
      'a table of chosen rows',
      '{{table "visits" rows="region" region="north|south" sex="female" year=2014}}',
      'sex="both"',
    ],
    [
      'a table of chosen columns',
      '{{table "visits" rows="year" columns="region" region="north|south" sex="female"}}',
      'sex="both"',
    ],
    ['bars', '{{bars "visits" by="region" sex="female" year=2014}}', 'sex="both"'],
    [
      'bars of chosen categories',
      '{{bars "visits" by="region" region="north|south" sex="male" year=2014}}',
      'sex="both"',
    ],
    ['bars of parts', '{{bars "parts" by="age"}}', 'sex="female"'],
    ['a heat map', '{{heat-map "visits" rows="sex" columns="year" region="north"}}', 'region="all"'],
    ['stacked bars', '{{stacked "visits" by="year" split="sex" region="north"}}', 'region="all"'],
    ['a line', '{{line "visits" split="sex" region="south"}}', 'region="all"'],
    ['a value', 'A {{value "visits" year=2014 region="north" sex="female"}}', 'sex="both"'],
    ['a sum', 'A {{sum "visits" year=2014 region="north|south" sex="female"}}', 'sex="both"'],
  ])('%s', async (_, template, written) => {
    expect(await problems(template)).toEqual(level(written));
  });

  test('but a hole in a level that has rows is a hole', async () => {
    expect(await problems('A {{value "visits" year=2015 region="north" sex="both"}}')).toEqual([
      expect.stringContaining('content/unknown-cell: `visits` has no row for year'),
    ]);
  });
});

describe('a category that is asked for and has no row is named', () => {
  const rowless = (column: number): readonly string[] => [
    expect.stringContaining(
      `templates/levels.md:3:${column} error content/unknown-cell: \`visits\` has no row for \`north\` of \`region\` under this filter`,
    ),
  ];

  test.each([
    ['rows', '{{#each (rows "visits" region="north|all" year=2015 sex="both")}}{{visits}}{{/each}}', 24],
    ['bars', '{{bars "visits" by="region" region="north|all" year=2015}}', 29],
    ['a heat map', '{{heat-map "visits" rows="region" columns="year" region="north|all" year=2015}}', 50],
  ])('%s', async (_, template, column) => {
    expect(await problems(template)).toEqual(rowless(column));
  });

  test('but years of a span may lack rows', async () => {
    expect(
      await problems(
        '{{#each (rows "visits" region="north" from=2014 to=2015 sex="both")}}{{visits}}{{/each}}',
      ),
    ).toEqual([]);
  });
});
