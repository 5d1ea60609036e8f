/** A column that is a fixed multiple of hidden counts tells them all, also where it is so in one year alone. */
import { describe, expect, test } from 'vitest';
import { chosen, locked, type ProjectFiles, published } from './protected-project.js';

const towns = ['north', 'east', 'south', 'west', 'hill'];
const persons = { 2023: [66, 4, 31, 12, 23], 2024: [40, 21, 30, 12, 8] };
const years = ['2023', '2024'] as const;

const keys = `      primaryKey: [year, town]
      fields:
        - {name: year, type: year, role: dimension}
        - {name: town, type: string, role: dimension}
`;
const table = (name: string, numbers: readonly (readonly number[])[]): string =>
  `year,town,${name}\n${years
    .flatMap((year, at) => towns.map((town, row) => `${year},${town},${numbers[at]?.[row]}`))
    .join('\n')}\n`;

/** Clients that are protected, and a table beside them that is not. */
const beside = (field: string, numbers: readonly (readonly number[])[], more = ''): ProjectFiles => ({
  'data/datapackage.yaml': `resources:
  - name: clients
    path: clients.csv
    title: Clients
    about: persons
    protect: {threshold: 5${more}}
    schema:
${keys}        - {name: persons, type: integer, role: measure, unit: persons}
  - name: costs
    path: costs.csv
    title: Costs
    schema:
${keys}        - {${field}}
`,
  'data/clients.csv': table('persons', [persons[2023], persons[2024]]),
  'data/costs.csv': table('cost', numbers),
});

const times = (factor: number, counts: readonly number[]): number[] => counts.map((each) => each * factor);
const other = [9120, 8400, 7350, 6480, 5210];
const paid = 'name: cost, type: integer, role: measure, unit: euro';

const isHidden = async (files: ProjectFiles): Promise<boolean> =>
  ((await published(files)).data.clients?.rows ?? []).every(
    ({ measures }) => measures.persons?.kind === 'suppressed',
  );

describe('500 euro for each person in one year', () => {
  test.each([
    ['a measure', paid],
    ['a number', 'name: cost, type: number, role: measure, unit: euro'],
    ['an attribute', 'name: cost, type: integer, role: attribute'],
    ['a remark', 'name: cost, type: string, role: note'],
  ])('%s: nothing is published', async (_, field) => {
    const files = beside(field, [times(500, persons[2023]), other]);
    const { problems } = await published(files);
    expect(problems.join('\n')).toContain(
      'error protect/related: `costs` tells small counts that `clients` hides: `costs.cost (year 2023) = 500 x clients.persons (year 2023)` holds',
    );
    expect((await chosen(files)).chosen?.lock).toBeUndefined();
    expect(await isHidden(files)).toBe(true);
  });

  test('another price in each year', async () => {
    const files = beside(paid, [times(500, persons[2023]), times(520, persons[2024])]);
    expect((await published(files)).problems.join('\n')).toContain('500 x clients.persons (year 2023)');
  });

  test('three towns are enough, since so many euro agree by no chance', async () => {
    const files = beside(paid, [times(500, persons[2023]), other]);
    const few = Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, text.replaceAll(/^\d+,(?:west|hill),.*\n/gmu, '')]),
    );
    expect((await published(few)).problems.join('\n')).toContain('500 x clients.persons (year 2023)');
  });

  test('75 euro for two persons', async () => {
    const files = beside(paid.replace('integer', 'number'), [
      persons[2023].map((each) => (each * 75) / 2),
      other,
    ]);
    expect((await published(files)).problems.join('\n')).toContain(
      '2 x costs.cost (year 2023) = 75 x clients.persons (year 2023)',
    );
  });

  test('a reason takes it out', async () => {
    const words = 'costs.cost (year 2023) = 500 x clients.persons (year 2023)';
    const files = await locked(
      beside(paid, [times(500, persons[2023]), other], `, unrelated: {${JSON.stringify(words)}: By chance}`),
    );
    expect((await published(files)).problems).toEqual([]);
  });
});

test('costs that have nothing to do with the persons are published', async () => {
  const files = await locked(beside(paid, [times(3, other), other]));
  expect((await published(files)).problems).toEqual([]);
});
