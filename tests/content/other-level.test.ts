import { expect, test } from 'vitest';
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
      'templates/levels.md:3:9 error content/other-level: Unexpected filter that no row of `visits` passes, expected the level at which it has rows: `region="all"`',
      '  hint: write `region="all"`: the rows of a total are taken only where the filter names it',
    ].join('\n'),
  ]);
  expect(await problems('{{#each (rows "visits")}}{{visits}}{{/each}}')).toEqual([
    expect.stringContaining('expected the level at which it has rows: `sex="both"`'),
  ]);
  expect(await problems('{{#each (rows "visits" region="north" sex="female")}}{{visits}}{{/each}}')).toEqual([
    expect.stringContaining('expected the level at which it has rows: `sex="both"`'),
  ]);
});

test('what the hint says to write has rows', async () => {
  const { problems: none, texts } = await project.compose(
    '{{#each (rows "visits" sex="female" region="all")}}{{visits}}{{/each}}{{#each (rows "visits" sex="both")}}{{visits}}{{/each}}',
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
      'templates/levels.md:3:1 error content/other-level: Unexpected table of `parts` without rows by `age`, expected the level at which it has them: `sex` `female`, `male`',
      '  hint: write `sex="female"`, or show `sex` too; without either it stands at its total',
    ].join('\n'),
  ]);
  expect(await problems('{{table "parts" rows="age" sex="male"}}')).toEqual([]);
  expect(await problems('{{table "visits" rows="region" year=2014}}')).toEqual([]);
  expect(await problems('{{table "visits" rows="region" year=2014 sex="female"}}')).toEqual([]);
});
