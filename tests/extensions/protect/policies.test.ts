/** Policies that protect nothing, or that something beside them undoes, publish nothing. */
import { expect, test } from 'vitest';
import { lockPath } from '../../../src/extensions/protect/lock.js';
import type { PublishedDataset } from '../../../src/model/dataset/dataset.js';
import { isNumeric } from '../../../src/model/dataset/value.js';
import { chosen, here, locked, type ProjectFiles, published } from './protected-project.js';

const rows = `year,sex,persons
2013,female,40
2013,male,12
2013,total,52
2014,female,38
2014,male,3
2014,total,41
total,female,78
total,male,15
total,total,93
`;

const persons = (policy: string, more = '', type = 'type: integer'): string => `  - name: persons
    path: persons.csv
    title: Persons
    about: persons
    ${policy}
    schema:
      primaryKey: [year, sex]
      missingValues: [{value: "[n]", label: none recorded, adds: 0}]
      fields:
        - {name: year, type: year, total: total}
        - {name: sex, categories: [female, male, total], total: total}
        - {name: persons, ${type}, unit: persons}
${more}`;

const men = (
  policy: string,
  type = 'type: integer',
  link = 'equals: [{to: {resource: persons, measure: persons, where: {sex: male}}}]',
): string => `  - name: men
    path: men.csv
    title: Men
    about: persons
    ${policy}
    ${link}
    schema:
      primaryKey: [year]
      fields:
        - {name: year, type: year}
        - {name: persons, ${type}, unit: persons}
`;

const files = (description: string, data: Readonly<Record<string, string>> = {}): ProjectFiles => ({
  'data/datapackage.yaml': `resources:\n${description}`,
  'data/persons.csv': rows,
  'data/men.csv': 'year,persons\n2013,12\n2014,3\n',
  ...data,
});

/** What is printed of the persons. */
const shown = (dataset: PublishedDataset | undefined): string[] =>
  (dataset?.rows ?? []).flatMap(({ keys, measures: { persons: value } }) =>
    value === undefined || value.kind === 'suppressed'
      ? []
      : [
          `${Object.values(keys).join(' ')}: ${isNumeric(value) ? (value.kind === 'integer' ? value.value : '') : value.symbol}`,
        ],
  );

const five = 'protect: {threshold: 5}';

test('a policy of a dataset that counts nothing is an error', async () => {
  for (const type of ['type: number', 'type: integer, additive: false']) {
    const { problems } = await published(files(persons(five, '', type)));
    expect(problems.join('\n')).toContain(
      'data/datapackage.yaml:6:14 error protect/policy: `persons` has `protect`, and no measure of it is a count',
    );
  }
});

test('a link with what is no count is an error, since that would be printed', async () => {
  const description =
    persons(five) +
    men('period: 2013/2014', 'type: number').replace(
      '    title: Men\n    about: persons\n',
      '    title: Men\n',
    );
  const { problems, data } = await published(
    files(description, { 'data/men.csv': 'year,persons\n2013,12.0\n2014,3.0\n' }),
  );
  expect(problems.join('\n')).toContain(
    'error protect/policy: `persons` is linked with `persons` of `men`, and only one of the two is a count',
  );
  expect(shown(data.persons)).toEqual([]);
});

test('what is rounded is linked with no other table, and its rates are not printed', async () => {
  const linked = persons('protect: {threshold: 5, round: 5}') + men(five);
  const { problems, data } = await published(files(linked));
  expect(problems.join('\n')).toContain(
    'error protect/policy: `persons` has `round`, and `men` states the same counts',
  );
  expect(shown(data.persons)).toEqual([]);
  const rate = `        - {name: inhabitants, type: integer, unit: inhabitants, additive: false}
        - {name: rate, type: number, additive: false, rate: {numerator: persons, denominator: inhabitants, per: 1000}}
`;
  const withRates = rows
    .split('\n')
    .map((line, index) =>
      index === 0 ? `${line},inhabitants,rate` : line === '' ? '' : `${line},1000,${line.split(',')[2]}.0`,
    )
    .join('\n');
  const rounded = await published(
    files(persons('protect: {threshold: 5, round: 5}\n    counts: {unit: persons}', rate), {
      'data/persons.csv': withRates,
    }),
  );
  expect(rounded.problems).toEqual([]);
  expect(rounded.data.persons?.rows.every(({ measures }) => measures.rate?.kind === 'suppressed')).toBe(true);
});

test('"none recorded" is hidden as a zero is, and a mark beside a hidden count with it', async () => {
  const marked = persons('protect: {threshold: 5, zeros: sensitive}').replace(
    'unit: persons}',
    'unit: persons, status: mark}\n        - {name: mark, role: status}',
  );
  const data = rows
    .replace('2013,male,12', '2013,male,[n]')
    .replace('2013,total,52', '2013,total,40')
    .replace('total,male,15', 'total,male,3')
    .replace('total,total,93', 'total,total,81')
    .split('\n')
    .map((line, index) =>
      index === 0 ? `${line},mark` : line === '' ? '' : `${line},${/^2014,male/.test(line) ? 'u' : ''}`,
    )
    .join('\n');
  const own = await locked(files(marked, { 'data/persons.csv': data }));
  const result = await published(own);
  expect(result.problems).toEqual([]);
  expect(shown(result.data.persons).join()).not.toContain('[n]');
  expect(result.data.persons?.rows.filter(({ marks }) => marks !== undefined)).toEqual([]);
});

test('a dataset whose counts are hidden keeps its name and its policy', async () => {
  const own = await locked(files(persons(five)), 2014);
  const without: readonly (readonly [string, string])[] = [
    [persons('protect: {threshold: 5, round: 5}'), 'which is rounded now'],
    [
      persons(
        'accepts: [{code: protect/small, reason: The police print them., by: Office, date: 2015-01-02}]',
      ),
      'which has no `protect` any more',
    ],
    [persons(five).replace('name: persons\n', 'name: people\n'), 'which is not in the data package'],
  ];
  for (const [description, said] of without) {
    const changed = { ...own, 'data/datapackage.yaml': `resources:\n${description}` };
    const { problems } = await published(changed, here, 2015);
    expect(problems.join('\n')).toMatch(
      new RegExp(
        `protection\\.lock\\.yaml:5:3 error protect/lock: \`protection.lock.yaml\` hides counts of \`persons\`, ${said}`,
      ),
    );
    const again = await chosen(changed, 2015);
    expect(again.chosen).toBeUndefined();
  }
});

test('a count that was printed and is small now is told, and the choice for it is taken', async () => {
  const first = await locked(files(persons('protect: {threshold: 3}')), 2014);
  const raised = { ...first, 'data/datapackage.yaml': `resources:\n${persons(five)}` };
  const next = await locked(raised, 2015);
  const { problems, data } = await published(next, here, 2015);
  expect(problems).toEqual([
    expect.stringContaining(
      'warning protect/printed: An earlier edition has printed a count of `persons` that is small now',
    ),
  ]);
  expect(shown(data.persons)).toContain('2014 male: 3');
});

test('what is chosen and what is audited speak of the same rounded numbers', async () => {
  const both = files(
    persons(five) +
      men('protect: {threshold: 5, round: 9}', 'type: integer', 'sources: [{title: Office}]')
        .replace('men.csv', 'others.csv')
        .replace('name: men', 'name: others'),
    { 'data/others.csv': 'year,persons\n2013,13\n2014,4\n' },
  );
  const { problems } = await published(await locked(both));
  expect(problems).toEqual([]);
});

test('an end for want of memory is told apart from one of time', async () => {
  const own = await locked(files(persons(five)));
  const ended = async (kind: 'time' | 'memory') =>
    (await published(own, { ...here, askProtection: async () => ({ kind }) })).problems.join('\n');
  expect(await ended('time')).toContain('hint: give it more time');
  expect(await ended('memory')).toContain('ended without an answer, as it does without memory');
  expect(own[lockPath]).toContain('persons');
});

test('cells that must stay are cells of the data, and counts are of persons', async () => {
  for (const never of ['[{year: 1999, sex: total}]', '[1999]']) {
    const { problems } = await published(files(persons(`protect: {threshold: 5, never: ${never}}`)));
    expect(problems.join('\n')).toContain(
      'error protect/policy: `never` names cells that `persons` does not have: year `1999`',
    );
  }
  const kept = await locked(files(persons('protect: {threshold: 5, never: [total]}')));
  expect((await published(kept)).problems).toEqual([]);
  const huge = rows
    .replace('2013,female,40', '2013,female,90000000000')
    .replace('2013,total,52', '2013,total,90000000012')
    .replace('total,female,78', 'total,female,90000000038')
    .replace('total,total,93', 'total,total,90000000053');
  const { problems } = await published(files(persons(five), { 'data/persons.csv': huge }));
  expect(problems.join('\n')).toContain(
    'error protect/policy: `persons` has 4 counts of more than 10 thousand million persons',
  );
  expect(problems.join('\n')).not.toContain('90000000');
});

test('a policy out of all proportion is an error of the package, at its place', async () => {
  const said = async (policy: string) =>
    (await published(files(persons(`protect: ${policy}`)))).problems.join('\n');
  expect(await said('{round: 1001}')).toMatch(
    /6:\d+ error data\/package: `protect.round` cannot be `1001`\n {2}hint: write a whole number up to 1000/,
  );
  expect(await said('{weight: {sex: {male: 100000}}}')).toMatch(
    /6:\d+ error data\/package: .*\n {2}hint: write a number up to 1000/,
  );
  expect(await said('{never: [{}]}')).toMatch(
    /6:\d+ error data\/package: .*\n {2}hint: write a (?:category, or a )?mapping such as/,
  );
  expect(await said('{never: [null]}')).toMatch(
    /6:\d+ error data\/package: .*\n {2}hint: write a category, or a mapping/,
  );
});

test('a policy that keeps what it puts together contradicts itself', async () => {
  const policy =
    'protect: {threshold: 5, never: [{sex: male}], merge: {sex: {both: {label: Both, parts: [female, male]}}}}';
  const said = 'error protect/policy: `never` names cells that `persons` does not have: sex `male`';
  const { problems, data } = await published(files(persons(policy)));
  expect(problems.join('\n')).toContain(said);
  expect(shown(data.persons)).toEqual([]);
  expect((await chosen(files(persons(policy)))).problems.join('\n')).toContain(said);
});

test('a lock of other data is an error at its place, and publishes nothing', async () => {
  const own = await locked(files(persons(five)));
  const lock = own[lockPath] ?? '';
  const others = [
    lock.replace('sex: male', 'sex: other'),
    lock.replace('      persons:\n', '      people:\n'),
  ];
  for (const other of others) {
    expect(other).not.toBe(lock);
    const { problems, data } = await published({ ...own, [lockPath]: other });
    expect(problems.join('\n')).toMatch(
      /protection\.lock\.yaml:\d+:3 error protect\/lock: `protection\.lock\.yaml` hides .* that `persons` does not have: it was chosen for other data/,
    );
    expect(shown(data.persons)).toEqual([]);
  }
});

test('a package that cannot be read is the one thing that is said: nobody is told to empty the lock', async () => {
  const kept = await locked(files(persons(five)));
  const { problems } = await published({
    ...kept,
    'data/datapackage.yaml': 'resources:\n  - name: persons: x\n',
  });
  expect(problems).toEqual([expect.stringContaining('error data/yaml')]);
});

test('a fault in one resource is the one thing that is said of it, also by the rules and the lock that name it', async () => {
  const kept = await locked(files(persons(five) + men(five)));
  const { problems } = await published({
    ...kept,
    'data/datapackage.yaml': files(
      persons('protect: {threshold: 5, keep: {remarks: Known to all.}}') + men(five),
    )['data/datapackage.yaml'] as string,
  });
  expect(problems).toEqual([expect.stringContaining('There is no note or attribute `remarks`')]);
});

test('a lock that cannot be read is the one thing that is said', async () => {
  const { problems, data } = await published({ ...files(persons(five)), [lockPath]: 'protection: 1\n' });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(/^protection\.lock\.yaml:1:1 error protect\/lock/);
  expect(shown(data.persons)).toEqual([]);
});
