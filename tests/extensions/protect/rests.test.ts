/** What a printed whole leaves beside a printed part counts persons too, though no table has it: 3 men of 30 persons and 27 women. */
import { describe, expect, test } from 'vitest';
import { chosen, clients, locked, type ProjectFiles, published } from './protected-project.js';

const part = '    within: [{measure: women, of: {measure: persons}}]\n';

/** Persons and women of a shelter by year. @param package What its package says beside the policy. */
const persons = (rows: string, { policy = '', said = part } = {}): ProjectFiles => ({
  'data/datapackage.yaml': `resources:
  - name: clients
    path: clients.csv
    title: Clients
    sources: [{title: Shelter}]
    about: persons
    protect: {threshold: 5${policy}}
${said}    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year}
        - {name: persons, title: Persons, type: integer, unit: persons}
        - {name: women, title: Women, type: integer, unit: persons}
`,
  'data/clients.csv': `year,persons,women\n${rows}`,
});

const threeMen = '2022,30,27\n2023,40,20\n2024,33,33\n';

/** What is hidden, as `year measure`. */
async function hiddenIn(files: ProjectFiles): Promise<string[]> {
  const { chosen: found } = await chosen(files);
  const cells = found?.choice.kind === 'chosen' ? found.choice.cells : [];
  return cells.map(({ row, measure }) => `${Object.values(row.keys).join(' ')} ${measure.name}`);
}

describe('a part that the package declares', () => {
  test('is not printed beside its whole where few are left over', async () => {
    const files = persons(threeMen);
    expect(await hiddenIn(files)).toEqual(['2022 persons']);
    expect((await published(await locked(files))).problems).toEqual([]);
  });

  test('makes a choice an error that took no account of it, and no count passes', async () => {
    const { 'protection.lock.yaml': lock = '' } = await locked(persons(threeMen, { said: '' }));
    const { problems } = await published({ ...persons(threeMen), 'protection.lock.yaml': lock });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('protect/disclosed: Readers can work out a hidden count of `clients`');
    expect(problems[0]).toContain('what is left over at `women`, year `2022`');
  });

  test('is printed where nobody is left over, or enough', async () => {
    expect(await hiddenIn(persons('2022,30,25\n2023,40,20\n2024,33,33\n'))).toEqual([]);
  });

  test('that is printed with its whole by the edition before tells no more than it told', async () => {
    const { 'protection.lock.yaml': lock = '' } = await locked(persons(threeMen, { said: '' }));
    const files = { ...persons(threeMen), 'protection.lock.yaml': lock };
    expect((await published(files, undefined, 2016)).problems).toEqual([]);
  });

  test('is printed under a policy that rounds, which hides nothing', async () => {
    const other = persons(threeMen, { policy: ', round: 5' });
    expect((await published(other)).problems).toEqual([]);
  });
});

test.each([
  [
    'totals include more than their categories',
    'remainder: sex not known, ',
    '2022,women,27\n2022,total,30\n',
  ],
  ['the number of a category is not known', '', '2022,women,27\n2022,men,[x]\n2022,total,30\n'],
])('few are left over where %s', async (_, remainder, rows) => {
  const files = clients(
    `year,sex,persons\n${rows}2023,women,20\n2023,men,20\n2023,total,40\n`,
    'threshold: 5',
    'year, sex',
    [
      'name: year, type: year',
      `name: sex, title: Sex, ${remainder}categories: [{value: women, label: Women}, {value: men, label: Men}, total], total: total`,
    ],
  );
  const described = files['data/datapackage.yaml'].replace(
    '      fields:',
    '      missingValues: ["[x]"]\n      fields:',
  );
  expect(await hiddenIn({ ...files, 'data/datapackage.yaml': described })).toHaveLength(1);
});

describe('columns of persons of which nothing says that one is a part of the other', () => {
  const asked = '`women` of `clients` is never more than `persons`';

  test('are asked about where few would be left over', async () => {
    const { problems } = await published(await locked(persons(threeMen, { said: '' })));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('warning protect/related:');
    expect(problems[0]).toContain(asked);
    expect(problems[0]).toContain('`within: [{measure: women, of: {measure: persons}}]`');
  });

  test.each([
    ['few are not', '2022,30,25\n2023,40,20\n2024,33,33\n', ''],
    ['one of them is more', '2022,30,27\n2023,40,41\n2024,33,33\n', ''],
    [
      'a reason says that they are not',
      threeMen,
      ', unrelated: {"clients: women within persons": Women are counted elsewhere.}',
    ],
  ])('are not where %s', async (_, rows, policy) => {
    expect((await published(await locked(persons(rows, { policy, said: '' })))).problems).toEqual([]);
  });
});
