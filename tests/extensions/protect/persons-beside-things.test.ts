/** A dataset of persons and of things that are none: the things are printed, and tell nothing of the persons. */
import { expect, test } from 'vitest';
import { chosen, locked, type ProjectFiles, published } from './protected-project.js';

const towns = ['north', 'east', 'south', 'west', 'hill', 'total'];
const persons = [66, 4, 31, 12, 23, 136];
const visits = [9, 4, 7, 3, 5, 28];

const about = 'about: persons';

const files = (
  measures: readonly string[],
  columns: readonly (readonly number[])[],
  protect = 'protect: {threshold: 5}',
): ProjectFiles => ({
  'data/datapackage.yaml': `resources:
  - name: monitoring
    path: sheet.csv
    title: Monitoring
    ${protect}
    schema:
      primaryKey: [town]
      fields:
        - {name: town, type: string, role: dimension, total: total}
${measures.map((measure) => `        - {${measure}}\n`).join('')}`,
  'data/sheet.csv': `town,${measures.map((each) => /name: (\w+)/u.exec(each)?.[1]).join(',')}\n${towns
    .map((town, row) => [town, ...columns.map((column) => column[row])].join(','))
    .join('\n')}\n`,
});

const visited = 'name: visits, type: integer, role: measure, unit: visits';
const talked = `name: persons, type: integer, role: measure, unit: persons, ${about}`;

const shown = async (own: ProjectFiles, measure: string): Promise<string[]> =>
  ((await published(own)).data.monitoring?.rows ?? []).map(({ measures }) => {
    const value = measures[measure];
    return value?.kind === 'integer' ? String(value.value) : (value?.kind ?? '');
  });

test('a measure that counts no persons is printed, its small counts too, and those of persons are hidden', async () => {
  const own = await locked(files([visited, talked], [visits, persons]));
  expect((await published(own)).problems).toEqual([]);
  expect(await shown(own, 'visits')).toEqual(visits.map(String));
  const left = await shown(own, 'persons');
  expect(left[1]).toBe('suppressed');
  expect(left.filter((each) => each === 'suppressed').length).toBeGreaterThan(1);
});

test('without a policy only the small counts of persons are told of', async () => {
  const { problems } = await published(files([visited, talked], [visits, persons], ''));
  expect(problems).toHaveLength(1);
  expect(problems.join()).toContain('protect/small');
  expect(problems.join()).toContain('a count');
});

test.each([
  [1, '`visits` prints small counts that `monitoring` hides: `monitoring.persons = monitoring.visits` holds'],
  [
    3,
    '`visits` tells small counts that `monitoring` hides: `monitoring.visits = 3 x monitoring.persons` holds',
  ],
])(
  'things that are %d for each person would tell them: nothing is chosen, and nothing published',
  async (times, words) => {
    const things = persons.map((count) => count * times);
    const own = files([visited, talked], [things, persons]);
    const { chosen: found, problems } = await chosen(own);
    expect(found?.lock).toBeUndefined();
    expect(problems.join()).toContain(words);
    expect(await shown(own, 'persons')).toEqual(persons.map(() => 'suppressed'));
    expect(await shown(own, 'visits')).toEqual(persons.map(() => 'suppressed'));
  },
);

test('things that are as many as the persons in most rows are a relation, by which the small count could be worked out', async () => {
  // Of three towns in two years: in one year each person was visited once.
  const years = ['2021', '2022'].flatMap((year) =>
    ['north', 'east', 'south', 'west'].map((town) => ({ year, town })),
  );
  const [counted, things] = [
    [66, 4, 31, 12, 40, 20, 30, 50],
    [66, 4, 31, 12, 8, 6, 7, 9],
  ];
  const own: ProjectFiles = {
    'data/datapackage.yaml': `resources:
  - name: monitoring
    path: sheet.csv
    title: Monitoring
    protect: {threshold: 5}
    schema:
      primaryKey: [year, town]
      fields:
        - {name: year, type: year, role: dimension}
        - {name: town, type: string, role: dimension}
        - {${visited}}
        - {${talked}}
`,
    'data/sheet.csv': `year,town,visits,persons\n${years
      .map(({ year, town }, row) => `${year},${town},${things[row]},${counted[row]}`)
      .join('\n')}\n`,
  };
  const { chosen: found, problems } = await chosen(own);
  expect(found?.lock).toBeUndefined();
  expect(problems.join()).toContain('`visits` prints small counts that `monitoring` hides');
  expect((await shown(own, 'persons'))[1]).toBe('suppressed');
});

test('things that are the sum of persons hide nothing of them, and more is hidden', async () => {
  const women = [60, 2, 30, 11, 20, 123];
  const men = [66, 40, 31, 12, 23, 172];
  const both = women.map((each, row) => each + (men[row] ?? 0));
  const woman = `name: women, type: integer, role: measure, unit: persons, ${about}`;
  const man = `name: men, type: integer, role: measure, unit: persons, ${about}`;
  const own = await locked(files([visited, woman, man], [both, women, men]));
  expect((await published(own)).problems).toEqual([]);
  expect((await shown(own, 'women'))[1]).toBe('suppressed');
  expect((await shown(own, 'men'))[1]).toBe('suppressed');
});

test('what counts persons is a measure', async () => {
  const word = `name: visits, type: integer, role: attribute, ${about}`;
  const { problems } = await published(files([word, talked], [visits, persons]));
  expect(problems.join()).toContain('data/package');
});

test('a rounded dataset rounds its things with the persons', async () => {
  const { data } = await published(
    files([visited, talked], [visits, persons], 'protect: {threshold: 5, round: 10}'),
  );
  for (const { measures } of data.monitoring?.rows ?? [])
    expect(measures.visits?.kind === 'integer' ? measures.visits.value % 10n : 0n).toBe(0n);
});
