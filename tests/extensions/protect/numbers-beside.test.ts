/**
 * A protected count gets out through a column that is no count: each of these projects published it, and no fault was found. What is
 * published here is all that sentences, charts, tables and downloads are made of.
 */
import { describe, expect, test } from 'vitest';
import { locked, type ProjectFiles, published } from './protected-project.js';

const towns = ['north', 'east', 'south', 'west', 'hill'];
const persons = [66, 4, 31, 12, 23];
const visits = [9, 4, 7, 3, 5];

const sheet = `town,visits,persons\n${towns
  .map((town, index) => `${town},${visits[index]},${persons[index]}`)
  .join('\n')}\n`;

interface Resource {
  readonly name: string;
  readonly file?: string;
  readonly fields: readonly string[];
  readonly more?: string;
}

const resource = ({ name, file = 'sheet.csv', fields, more = '' }: Resource): string => `  - name: ${name}
    path: ${file}
    title: ${name}
${more}    schema:
      primaryKey: [town]
      fields:
        - {name: town, type: string, role: dimension}
${fields.map((field) => `        - {${field}}\n`).join('')}`;

const policy = (more = ''): string => `    about: persons\n    protect: {threshold: 5${more}}\n`;

const guarded = (more = '', fields = ['name: visits, type: integer, role: attribute']): string =>
  resource({
    name: 'interviews',
    more: policy(more),
    fields: [...fields, 'name: persons, type: integer, role: measure, unit: persons'],
  });

const measured = 'name: visits, type: integer, role: measure, unit: visits';

const open = (column: string, more = ''): string =>
  resource({ name: 'visits', more, fields: [measured, column] });

const project = (resources: readonly string[], files: ProjectFiles = {}): ProjectFiles => ({
  'data/datapackage.yaml': `name: monitoring\nresources:\n${resources.join('')}`,
  'data/sheet.csv': sheet,
  ...files,
});

const saidOf = async (files: ProjectFiles): Promise<string> => (await published(files)).problems.join('\n');

const column = (field: string): RegExp =>
  new RegExp(
    `datapackage\\.yaml:\\d+:\\d+ error protect/policy: \`${field}\` of \`visits\` reads the column of \`persons\`, whose counts \`interviews\` protects`,
    'u',
  );

describe('two datasets of one sheet, of which one hides what the other reads', () => {
  test.each([
    ['attribute', 'name: persons, type: integer, role: attribute'],
    ['attribute of words', 'name: persons, type: string, role: attribute'],
    ['remark', 'name: persons, type: string, role: note'],
    ['measure of something else', 'name: persons, type: integer, role: measure, unit: talks'],
    ['measure that does not add up', 'name: persons, type: number, role: measure, additive: false'],
    ['dimension', 'name: persons, type: integer, role: dimension'],
  ])('%s: refused, and not even a draft has it', async (_, field) => {
    for (const resources of [
      [open(field), guarded()],
      [guarded(), open(field)],
    ]) {
      const { data, problems } = await published(
        project(field.endsWith('dimension') ? resources.map((each) => each.replace(...keyed)) : resources),
      );
      expect(problems.join('\n')).toMatch(column('persons'));
      expect(data.visits?.fields.map(({ name }) => name)).not.toContain('persons');
      expect(JSON.stringify(data.visits?.rows, json)).not.toContain('66');
    }
  });

  test('a column under another name, told by its place', async () => {
    const renamed = open('name: talks, type: string, role: attribute', '    columns: {talks: persons}\n');
    expect(await saidOf(project([renamed, guarded()]))).toMatch(column('talks'));
    expect(
      await saidOf(
        project([
          renamed,
          resource({
            name: 'interviews',
            more: `${policy()}    columns: {persons: persons}\n`,
            fields: [
              'name: visits, type: integer, role: attribute',
              'name: persons, type: integer, role: measure, unit: persons',
            ],
          }),
        ]),
      ),
    ).toMatch(column('talks'));
  });

  test('what a policy of its own keeps for a reason is refused all the same', async () => {
    const own = open(
      'name: persons, type: integer, role: attribute',
      policy(', keep: {persons: Everybody knows it}'),
    );
    expect(await saidOf(project([own, guarded()]))).toMatch(column('persons'));
  });

  test('another column of the sheet is published', async () => {
    const other = resource({ name: 'visits', file: 'visits.csv', fields: [measured] });
    const files = await locked(
      project([other, guarded()], { 'data/visits.csv': sheet.replaceAll(/,\w+$/gmu, '') }),
    );
    const { data, problems } = await published(files);
    expect(problems).toEqual([]);
    expect(data.visits?.rows).toHaveLength(5);
  });
});

/** A second dimension is a second key. */
const keyed = [
  'primaryKey: [town]\n      fields:\n        - {name: town, type: string, role: dimension}\n        - {name: visits, type: integer, role: measure',
  'primaryKey: [town, persons]\n      fields:\n        - {name: town, type: string, role: dimension}\n        - {name: visits, type: integer, role: measure',
] as const;

const json = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

describe('a copy of the counts in another file', () => {
  const copy = (words: (count: number) => string): string =>
    `town,visits,talks\n${towns.map((town, index) => `${town},${visits[index]},${words(persons[index] ?? 0)}`).join('\n')}\n`;
  const beside = (field: string): string =>
    resource({ name: 'visits', file: 'visits.csv', fields: [measured, field] });

  test.each([
    ['attribute', 'name: talks, type: integer, role: attribute', String],
    [
      'attribute of words',
      'name: talks, type: string, role: attribute',
      (count: number) => `${count} persons`,
    ],
    ['remark', 'name: talks, type: string, role: note', (count: number) => `with ${count}`],
    ['rate', 'name: talks, type: number, role: measure, additive: false', (count: number) => `${count}.0`],
  ])('%s: found by its numbers', async (_, field, words) => {
    const said = await saidOf(project([beside(field), guarded()], { 'data/visits.csv': copy(words) }));
    expect(said).toContain('error protect/related: `visits` prints small counts that `interviews` hides');
    expect(said).toContain('`interviews.persons = visits.talks` holds');
  });

  test('numbers that are others are published', async () => {
    const own = await locked(
      project([beside('name: talks, type: integer, role: attribute'), guarded()], {
        'data/visits.csv': copy((count) => String(100 - count)),
      }),
    );
    expect((await published(own)).problems).toEqual([]);
  });
});

describe('an attribute of numbers in a protected dataset', () => {
  const attribute = (type: string) => [`name: visits, type: ${type}, role: attribute`];

  test('is not published, in no row and under no name', async () => {
    for (const type of ['integer', 'string']) {
      const { data, problems } = await published(await locked(project([guarded('', attribute(type))])));
      expect(problems).toEqual([]);
      expect(data.interviews?.fields.map(({ name }) => name)).toEqual(['town', 'persons']);
      expect(data.interviews?.rows.every(({ attributes }) => Object.keys(attributes).length === 0)).toBe(
        true,
      );
    }
  });

  test('stays for a reason', async () => {
    const keep = ', keep: {visits: A visit is no person}';
    const { data } = await published(await locked(project([guarded(keep)])));
    expect(data.interviews?.rows.map(({ attributes }) => attributes.visits)).toEqual(visits.map(String));
  });
});
