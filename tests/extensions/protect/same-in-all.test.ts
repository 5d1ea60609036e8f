/** Printed zeros tell of all persons of a group what they have in common, however many they are. */
import { expect, test } from 'vitest';
import { locked, type ProjectFiles, published } from './protected-project.js';

const files = (policy: string, east = '12,0,12'): ProjectFiles => {
  const [women, men, all] = east.split(',').map(Number) as [number, number, number];
  return {
    'data/datapackage.yaml': `resources:
  - name: clients
    path: clients.csv
    title: Clients
    sources: [{title: Shelter}]
    about: persons
    protect: {threshold: 5${policy}}
    schema:
      primaryKey: [town, sex]
      fields:
        - {name: town, categories: [north, east, total], total: total}
        - {name: sex, categories: [women, men, total], total: total}
        - {name: persons, type: integer, unit: persons}
`,
    'data/clients.csv': `town,sex,persons
north,women,20
north,men,30
north,total,50
east,women,${women}
east,men,${men}
east,total,${all}
total,women,${20 + women}
total,men,${30 + men}
total,total,${50 + all}
`,
  };
};

const told = async (own: ProjectFiles) => (await published(await locked(own))).problems;

test('that all of a group are of one category is told, with the place', async () => {
  const [problem, ...more] = await told(files(''));
  // That all men are of one town is another group.
  expect(more).toEqual([expect.stringContaining('are of one `town`')]);
  expect(problem).toContain(
    'warning protect/group: Zeros of `clients` tell of a group that all persons in it are of one `sex`',
  );
  expect(problem).toContain('see: data/clients.csv:5');
});

test('it is told of a hidden count too, in the same words whatever it is', async () => {
  const [one, other] = await Promise.all([told(files('', '2,0,2')), told(files('', '3,0,3'))]);
  expect(one.join()).toContain('tell of a group');
  expect(one).toEqual(other);
});

test.each([
  [
    'where everybody may know it',
    files(', groups: {sex: It takes women alone, town: It is the only house for men}'),
  ],
  ['where zeros are hidden', files(', zeros: sensitive')],
  ['where nobody is alone', files('', '12,7,19')],
])('it is not told %s', async (_, own) => {
  expect(await told(own)).toEqual([]);
});

test('such a reason names a dimension', async () => {
  const { problems } = await published(files(', groups: {age: All are of age}'));
  expect(problems.join()).toContain('error data/package: There is no dimension `age`');
});
