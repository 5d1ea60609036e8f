import { expect, test } from 'vitest';
import { prepared, problemsOfPackage, victimsPackage, victimsRows } from './problems.js';

const withCounts = (counts: string): string =>
  victimsPackage.replace('    path: victims.csv\n', `    path: victims.csv\n    counts: ${counts}\n`);

test('how a resource counts is carried with its data', async () => {
  const files = (counts: string) => ({
    'data/datapackage.yaml': withCounts(counts),
    'data/victims.csv': victimsRows,
  });
  const plain = await prepared(
    files('{unit: persons, status: identified, definition: Persons recorded., dated: identification}'),
  );
  expect(plain.value.victims?.counts).toEqual({
    unit: 'persons',
    status: 'identified',
    definition: 'Persons recorded.',
    dated: 'identification',
  });
  expect((await prepared(files('{unit: cases}'))).value.victims?.counts).toEqual({ unit: 'cases' });
  expect((await prepared({ 'data/victims.csv': victimsRows })).value.victims).not.toHaveProperty('counts');
});

test('statuses by a dimension bring a definition and a date each', async () => {
  const text = withCounts(
    '{unit: persons, status: {field: sex}, definition: {presumed: Two signs.}, dated: {}}',
  ).replace('categories: [female, male, total]', 'categories: [presumed, assisted, total]');
  const rows = victimsRows.replaceAll('female', 'presumed').replaceAll('male', 'assisted');
  const { value, diagnostics } = await prepared({ 'data/datapackage.yaml': text, 'data/victims.csv': rows });
  expect(diagnostics).toEqual([]);
  expect(value.victims?.counts).toEqual({
    unit: 'persons',
    statusField: 'sex',
    definition: { presumed: 'Two signs.' },
    dated: {},
  });
});

test.each([
  ['{status: identified}', '4:5', '`counts` has no `unit`'],
  ['{unit: persons, status: suspected}', '4:37', '`counts.status` cannot be `suspected`'],
  ['{unit: persons, statsu: presumed}', '4:29', '`statsu` is not a key of `counts`'],
  ['{unit: persons, status: {field: seks}}', '4:45', 'There is no dimension `seks`; there are `year`, `sex`'],
  [
    '{unit: persons, status: {field: sex}}',
    '4:45',
    '`sex` has the category `female`; a status is one of `presumed`, `identified`, `assisted`',
  ],
  [
    '{unit: persons, status: {field: year}}',
    '4:45',
    '`year` has no declared categories; it needs some of `presumed`, `identified`, `assisted`',
  ],
])('%s is reported', async (counts, place, message) => {
  const found = await problemsOfPackage(withCounts(counts));
  expect(found[0]).toContain(`data/datapackage.yaml:${place} error `);
  expect(found[0]).toContain(message);
  expect(found).toHaveLength(1);
});
