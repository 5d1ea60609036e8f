import { expect, test } from 'vitest';
import { lockPath } from '../../../src/extensions/protect/lock.js';
import type { PublishedDataset } from '../../../src/model/dataset/dataset.js';
import { chosen, locked, type ProjectFiles, published } from './protected-project.js';

/** Clients by year and origin, with totals. */
const rows = `year,origin,clients
2013,local,20
2013,near,3
2013,far,2
2013,total,25
2014,local,30
2014,near,[n]
2014,far,4
2014,total,34
`;

const resource = (policy: string, more: Resource = {}): string => `  - name: ${more.name ?? 'clients'}
    path: ${more.name ?? 'clients'}.csv
    title: Clients
    about: persons
    counts: {unit: persons}
    protect: {threshold: 5${policy}}
${more.keys ?? ''}    schema:
      missingValues: [{value: "[n]", label: none recorded, adds: 0}]
      primaryKey: [year, ${more.dimension ?? 'origin'}]
      fields:
        - {name: year, type: year}
        - ${more.field ?? '{name: origin, categories: [local, near, far, total], total: total}'}
        - {name: clients, type: integer, unit: persons}
${more.fields ?? ''}`;

interface Resource {
  readonly name?: string;
  readonly keys?: string;
  readonly dimension?: string;
  readonly field?: string;
  readonly fields?: string;
}

const files = (policy: string, more: Resource = {}, text = rows): ProjectFiles => ({
  'data/datapackage.yaml': `resources:\n${resource(policy, more)}`,
  'data/clients.csv': text,
});

const cells = (dataset: PublishedDataset | undefined): string[] =>
  (dataset?.rows ?? []).map(({ keys, measures }) => {
    const value = measures.clients;
    return `${Object.values(keys).join(' ')}: ${value?.kind === 'integer' ? value.value : value !== undefined && 'symbol' in value ? value.symbol : ''}`;
  });

test('categories that are put together are counted as one, which knows its rows, and nothing need be hidden', async () => {
  const own = await locked(
    files(
      ', merge: {origin: {elsewhere: {label: From elsewhere, parts: [near, far]}}}',
      {},
      rows.replace('2014,far,4', '2014,far,5').replace('2014,total,34', '2014,total,35'),
    ),
  );
  const { data, problems } = await published(own);
  expect(problems).toEqual([]);
  expect(cells(data.clients)).toEqual([
    '2013 local: 20',
    '2013 elsewhere: 5',
    '2013 total: 25',
    '2014 local: 30',
    '2014 elsewhere: 5',
    '2014 total: 35',
  ]);
  const origin = data.clients?.fields.find(({ name }) => name === 'origin');
  expect(origin?.categories.map(({ value, label }) => `${value}: ${label}`)).toEqual([
    'local: local',
    'elsewhere: From elsewhere',
    'total: total',
  ]);
  expect(data.clients?.rows[1]?.sources?.map(({ line }) => line)).toEqual([3, 4]);
  expect(own[lockPath]).toContain('elsewhere:\n          - far\n          - near\n');
});

test('categories can be put together in one that exists, which stays where it is', async () => {
  const own = await locked(files(', merge: {origin: {near: [far]}}'));
  const { data, problems } = await published(own);
  expect(problems).toEqual([]);
  // Four clients of 2014 are still few: they are hidden like every small count, and what would tell them.
  expect(cells(data.clients)).toEqual([
    '2013 local: 20',
    '2013 near: 5',
    '2013 total: 25',
    '2014 local: [c]',
    '2014 near: [c]',
    '2014 total: 34',
  ]);
});

test('what is put together is known to the lock: a build with another is refused, and no count passes', async () => {
  const own = await locked(files(''));
  const { data, problems } = await published({
    ...own,
    'data/datapackage.yaml': files(', merge: {origin: {near: [far]}}')['data/datapackage.yaml'] ?? '',
  });
  expect(problems).toEqual([
    'data/datapackage.yaml:7:14 error protect/lock: `merge` or `leave-out` of `clients` has changed since `protection.lock.yaml` was written\n  hint: run `tallybook protect`, look at what it would hide, and commit `protection.lock.yaml`',
  ]);
  expect(cells(data.clients).every((cell) => cell.endsWith('[c]'))).toBe(true);
});

test.each<[string, string, string]>([
  [', merge: {origin: {near: [fra]}}', '`origin` has no category `fra`', 'far'],
  [
    ', merge: {origin: {near: [total]}}',
    '`merge` has `total`, which is the total of `origin`',
    'parts already',
  ],
  [', merge: {origin: {near: [near]}}', '`merge` has one category alone: `near`', 'another category'],
  [
    ', merge: {year: {2013: [2014]}}',
    '`year` is a dimension of time, numbers or statuses, which cannot be merged',
    '`leave-out`',
  ],
  [
    ', leave-out: {origin: town}',
    '`origin` has no level `town`, only `all`',
    '`all` leaves the totals alone',
  ],
  [
    ', leave-out: {year: all}',
    'Leaving out `all` of `year` would lose `2013`, which has no total in the data',
    'put the total into the data',
  ],
])('what cannot be done is refused where it is asked for: %s', async (policy, message, hint) => {
  const { data, problems } = await published(files(policy));
  expect(problems[0]).toContain(`data/datapackage.yaml:7:`);
  expect(problems[0]).toContain(`error protect/redesign: ${message}`);
  expect(problems[0]).toContain(hint);
  expect(problems.join('\n')).not.toMatch(/\b(?:20|25|30|34)\b/);
  expect(cells(data.clients).every((cell) => /\[[cn]\]$/.test(cell))).toBe(true);
  expect((await chosen(files(policy))).problems).toEqual(problems);
});

test('a dimension that does not exist is refused by the data package', async () => {
  const { problems } = await published(files(', merge: {orign: {near: [far]}}, leave-out: {yaer: all}'));
  expect(problems.join('\n')).toMatch(/There is no dimension `orign`/);
  expect(problems.join('\n')).toMatch(/There is no dimension `yaer`/);
});

test('measures that do not add up are not put together', async () => {
  const text = rows
    .split('\n')
    .map((line, index) => (line === '' ? line : `${line},${index === 0 ? 'age' : '30'}`))
    .join('\n');
  const more = { fields: '        - {name: age, type: integer, unit: years, additive: false}\n' };
  const { problems } = await published(files(', merge: {origin: {near: [far]}}', more, text));
  expect(problems[0]).toContain(
    'error protect/redesign: `clients` cannot be merged, since its `age` does not add up',
  );
});

test('bands are not put together: they are declared wider in the data', async () => {
  const field =
    '{name: origin, categories: [{value: local, label: Local}, {value: near, label: Near, bounds: [0, 10]}, {value: far, label: Far, bounds: [10, 20]}, {value: total, label: Total}], total: total}';
  const { problems } = await published(files(', merge: {origin: {near: [far]}}', { field }));
  expect(problems.join('\n')).toContain(
    'The categories of `origin` are bands with bounds, which cannot be merged',
  );
});

test('a category without a row may be none or not known: without a total that tells, it is not added', async () => {
  const field = '{name: origin, categories: [local, near, far]}';
  const text = 'year,origin,clients\n2013,local,20\n2013,near,7\n2013,far,9\n2014,local,30\n2014,far,8\n';
  const { problems } = await published(files(', merge: {origin: {near: [far]}}', { field }, text));
  expect(problems.join('\n')).toContain(
    'Not all categories that make `near` have a row, year `2014`, and no total adds up',
  );
  const whole = await locked(
    files(', merge: {origin: {near: [far]}}', {}, rows.replace('2014,near,[n]\n', '')),
  );
  expect((await published(whole)).problems).toEqual([]);
});

/** A hierarchy of two regions with two towns each. */
const places = {
  field:
    '{name: place, levels: [region, town], total: total, categories: [{value: north, label: North}, {value: n1, label: N1, parent: north}, {value: n2, label: N2, parent: north}, {value: south, label: South}, {value: s1, label: S1, parent: south}, {value: s2, label: S2, parent: south}, {value: total, label: Total}]}',
  dimension: 'place',
};
const placeRows = `year,place,clients
2013,north,10
2013,n1,8
2013,n2,2
2013,south,9
2013,s1,6
2013,s2,3
2013,total,19
`;

test('a level of a hierarchy can be left out, and what stands above it is what it was', async () => {
  const { data, problems } = await published(
    await locked(files(', leave-out: {place: town}', places, placeRows)),
  );
  expect(problems).toEqual([]);
  expect(cells(data.clients)).toEqual(['2013 north: 10', '2013 south: 9', '2013 total: 19']);
  expect(data.clients?.fields.find(({ name }) => name === 'place')?.levels).toBeUndefined();
});

test('all but the totals of a dimension can be left out', async () => {
  const { data, problems } = await published(
    await locked(files(', leave-out: {place: all}', places, placeRows)),
  );
  expect(problems).toEqual([]);
  expect(cells(data.clients)).toEqual(['2013 total: 19']);
});

test('only what stands side by side in a hierarchy is put together', async () => {
  const beside = await published(await locked(files(', merge: {place: {n1: [n2]}}', places, placeRows)));
  expect(beside.problems).toEqual([]);
  expect(cells(beside.data.clients)).toContain('2013 n1: 10');
  for (const parts of ['{n1: [s1]}', '{north: [n1]}', '{north: [south]}']) {
    const { problems } = await published(files(`, merge: {place: ${parts}}`, places, placeRows));
    expect(problems.join('\n')).toContain(
      'belong to different categories above them, or have parts of their own',
    );
  }
});

test('another table that states the same counts one by one is changed alike, or the change is refused', async () => {
  const both = (policy: string, other: string): ProjectFiles => ({
    'data/datapackage.yaml': `resources:\n${resource(policy)}${resource(other, {
      name: 'again',
      keys: '    equals: [{to: {resource: clients}}]\n',
    })}`,
    'data/clients.csv': rows,
    'data/again.csv': rows,
  });
  const merge = ', merge: {origin: {near: [far]}}';
  for (const [one, two] of [
    [merge, ''],
    ['', merge],
    [', leave-out: {origin: all}', ''],
  ] as const) {
    const { problems } = await published(both(one, two));
    expect(problems.join('\n')).toMatch(
      /protect\/redesign: `origin` is changed here, but not in `(?:again|clients)`, which states the same counts/,
    );
  }
  expect((await published(await locked(both(merge, merge)))).problems).toEqual([]);
});

test('an edition puts together what the one before has put together, and shows no detail that it has left out', async () => {
  const merge = ', merge: {origin: {near: [far]}}';
  const first = await locked(files(''), 2014);
  const later = { ...first, 'data/datapackage.yaml': files(merge)['data/datapackage.yaml'] ?? '' };
  expect((await chosen(later, 2015)).problems.join('\n')).toContain(
    'protect/redesign: `merge` of `clients` is not that of edition 2014',
  );
  const short = await locked(files(', leave-out: {place: town}', places, placeRows), 2014);
  const back = (policy: string) => ({
    ...short,
    'data/datapackage.yaml': files(policy, places, placeRows)['data/datapackage.yaml'] ?? '',
  });
  expect((await chosen(back(''), 2015)).problems.join('\n')).toContain(
    'protect/redesign: `place` of `clients` has more detail than in edition 2014, which had `leave-out: {place: town}`',
  );
  for (const level of ['town', 'region', 'all'])
    expect((await chosen(back(`, leave-out: {place: ${level}}`), 2015)).problems).toEqual([]);
  // In the same edition nothing was published yet.
  expect((await chosen(back(''), 2014)).problems).toEqual([]);
  const detailed = await locked(files(''), 2014);
  const more = (policy: string) =>
    files(policy, {}, rows.replace('2014,total,34', '2014,east,3\n2014,total,37'));
  const widened = (policy: string) => ({
    ...detailed,
    ...more(policy),
    'data/datapackage.yaml':
      more(policy)['data/datapackage.yaml']?.replace('far, total', 'far, east, total') ?? '',
  });
  expect((await chosen(widened(', leave-out: {origin: all}'), 2015)).problems.join('\n')).toContain(
    'protect/redesign: `leave-out` takes categories of `origin` out of `clients` that are new since edition 2014',
  );
});
