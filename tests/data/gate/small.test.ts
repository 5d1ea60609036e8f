/** Small counts of persons in columns that are not declared to count: each of these was printed, and no fault was found. */
import { expect, test } from 'vitest';
import { prepared } from '../problems.js';

const said = async (
  beside: string,
  cells: readonly [string, string],
  { counted = '', more = '' } = {},
): Promise<string> => {
  const { diagnostics } = await prepared({
    'data/datapackage.yaml': `resources:
  - name: clients
    path: clients.csv
    about: persons
    counts: {unit: persons}
${more}    schema:
      primaryKey: [town]
      fields:
        - {name: town}
        - {name: persons, type: integer, unit: persons${counted}}
        - {name: beside${beside}}
`,
    'data/clients.csv': `town,persons,beside\nnorth,31,${cells[0]}\nsouth,14,${cells[1]}\n`,
  });
  return diagnostics.map(({ code, position, message }) => `${code} ${position.line} ${message}`).join('\n');
};

const women = ['2', '11'] as const;

test.each([
  ['an attribute of numbers', ', type: integer, role: attribute', women],
  ['a column whose type was left out', '', women],
  ['one that says whom it counts, or that it is not known', '', ['2 women', 'n/a']],
  ['a measure that is no integer', ', type: number', ['2.0', '11']],
] as const)('%s may count persons', async (_, beside, cells) => {
  const problems = await said(beside, cells);
  expect(problems).toMatch(/^protect\/small 2 .*`beside`/u);
  expect(problems.split('\n')).toHaveLength(1);
});

test.each([
  ['a code, declared as text', ', type: string', ['2', '3']],
  ['a category', ', categories: [{value: "2", label: Second}, {value: "3", label: Third}]', ['2', '3']],
  ['a name with a number', '', ['Region 2', 'Region 3']],
  ['a coordinate', ', type: number, role: attribute', ['2.0', '42.66']],
  ['a change', ', type: integer, role: attribute', ['2', '-3']],
  ['a year', ', type: year, role: attribute', ['2014', '2015']],
  ['an answer', ', type: boolean', ['1', '0']],
  ['an average', ', type: number', ['2.0', '3.4']],
  ['a rate', ', type: number, additive: false', ['2', '3']],
] as const)('%s counts nobody', async (_, beside, cells) => {
  expect(await said(beside, cells)).toBe('');
});

test('a measure that says that it alone counts persons, and a decision, are ways out', async () => {
  const beside = ', type: integer, role: attribute';
  expect(await said(beside, women, { counted: ', about: persons' })).toBe('');
  const reason = 'accepts: [{code: protect/small, reason: Everybody knows, by: Office, date: 2014-12-31}]';
  expect(await said(beside, women, { more: `    ${reason}\n` })).toBe('');
});
