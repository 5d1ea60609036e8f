import { describe, expect, test } from 'vitest';
import { districtFiles } from '../support/districts.js';
import { prepared, problems } from './problems.js';

const people = districtFiles['data/people.csv'];
const withRows = (change: (rows: string) => string) =>
  problems({ ...districtFiles, 'data/people.csv': change(people) });
const withAreas = (areas: string) => problems({ ...districtFiles, 'data/areas.csv': areas });
const withField = (field: string) =>
  problems({
    'data/datapackage.yaml': `resources:
  - name: people
    path: people.csv
    schema:
      primaryKey: [area]
      fields:
        - {name: area, ${field}}
        - {name: persons, type: integer, unit: persons}
`,
    'data/people.csv': 'area,persons\nN,3\nNa,1\nNb,2\n',
  });

test('categories of a file have their labels and what they are part of', async () => {
  const { value, diagnostics } = await prepared(districtFiles);
  expect(diagnostics).toEqual([]);
  const area = value.people?.fields.find(({ name }) => name === 'area');
  expect(area?.levels).toEqual(['region', 'district']);
  expect(area?.categories.slice(0, 2)).toEqual([
    expect.objectContaining({ value: 'N', label: 'North' }),
    expect.objectContaining({ value: 'Na', label: 'Alba', parent: 'N' }),
  ]);
});

describe('every level is added up', () => {
  test('a subtotal that its parts do not reach is an error at its cell, whichever dimension it is also a total of', async () => {
    const found = await withRows((rows) => rows.replace('2023,N,women,15', '2023,N,women,16'));
    expect(found).toEqual([
      expect.stringContaining(
        'data/people.csv:8:14 error data/total: The total 16 over `area` below `N` of `persons` (year `2023`, sex `women`) is wrong: its parts add up to 15',
      ),
      expect.stringContaining('data/people.csv:10:13 error data/total: The total 40 over `sex`'),
    ]);
    expect(found[0]).toContain('see: data/people.csv:2:15, `Na` is 10');
  });

  test('a total is made up of the highest rows that there are, each thing once', async () => {
    // Of the North its own row, of the South its districts.
    const found = await withRows((rows) => rows.replace('all,both,107', 'all,both,108'));
    expect(found).toEqual([
      expect.stringContaining(
        'The total 108 over `area` of `persons` (year `2023`, sex `both`) is wrong: its parts add up to 107',
      ),
    ]);
    expect(found[0]).toContain('`N` is 40');
    expect(found[0]).not.toContain('`Na` is');
  });

  test('where a subtotal is left out in one year, its parts stand for it', async () => {
    const later = people
      .split('\n')
      .filter((line) => /^2023,(?!N,)/.test(line))
      .join('\n')
      .replaceAll('2023', '2024');
    expect(await withRows((rows) => `${rows}${later}\n`)).toEqual([]);
  });
});

describe('what is no tree is refused', () => {
  test('a parent that there is not, at its row', async () => {
    const areas = districtFiles['data/areas.csv'].replace('Na,Alba,N\n', 'Na,Alba,M\n');
    expect(await withAreas(areas)).toEqual([
      expect.stringContaining(
        'data/areas.csv:3:1 error data/hierarchy: `M`, the parent of `Na`, is not a category of `area`',
      ),
    ]);
  });

  test.each([
    [
      '{value: N, parent: Na}, {value: Na, parent: N}, Nb], levels: [region, district]',
      [
        '`Na` cannot be the parent of `N`: `N`, `Na` are parts of one another',
        '`N` cannot be the parent of `Na`: `Na`, `N` are parts of one another',
      ],
    ],
    ['{value: N, parent: N}, Na, Nb], levels: [a, b]', ['`N` is its own parent']],
    [
      'N, {value: Na, parent: N}, {value: Nb, parent: N}]',
      ['`area` has categories with a `parent`, but no names for its 2 levels'],
    ],
    [
      'N, {value: Na, parent: N}, {value: Nb, parent: N}], levels: [a, b, c]',
      ['`area` names 3 levels, but its categories have 2'],
    ],
    ['N, {value: Na, parent: N}, {value: Nb, parent: N}], levels: [a, a]', ['The level `a` is named twice']],
    [
      'N, {value: Na, parent: N}, {value: Nb, parent: N}], levels: [a, "b c"]',
      ['The name of the level `b c` has a space or one of `"`, `|`, `=`'],
    ],
    ['N, Na, Nb], levels: [a, b]', ['`levels` needs categories with a `parent`']],
    [
      'N, {value: Na, parent: N}, {value: Nb, parent: N}], levels: [a, b], role: attribute',
      ['Only a dimension has levels; `area` has the role `attribute`'],
    ],
  ])('%s', async (field, expected) => {
    const found = (await withField(`categories: [${field}`)).filter((each) =>
      each.includes('data/hierarchy'),
    );
    expect(found).toEqual(expected.map((each) => expect.stringContaining(each)));
  });

  test('the name of a level is that of one column', async () => {
    const text = districtFiles['data/datapackage.yaml'].replace(
      '{name: sex, categories: [women, men, both]',
      '{name: sex, levels: [region, sex], categories: [{value: women, parent: both2}, {value: men, parent: both2}, both2, both]',
    );
    expect(await problems({ ...districtFiles, 'data/datapackage.yaml': text })).toEqual([
      expect.stringContaining('`sex` and `area` both have a level `region`'),
    ]);
  });

  test.each([
    [
      'code,label\nN,North\n',
      'data/areas.csv:1:1 error data/codes: The header has `code`, `label`; it needs the column `value`',
    ],
    ['value,label\nN\n', 'data/areas.csv:2:2 error data/codes: The row has 1 cell, the header has 2'],
  ])('a file of another form: %j', async (areas, expected) => {
    expect(await withAreas(areas)).toEqual([expect.stringContaining(expected)]);
  });
});
