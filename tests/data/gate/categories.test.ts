import { expect, test } from 'vitest';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { preparedWhole, victimsPackage, victimsRows } from '../problems.js';

const said = async (files: Readonly<Record<string, string>>): Promise<string[]> =>
  (await preparedWhole({ 'data/victims.csv': victimsRows, ...files })).diagnostics.map(formatDiagnostic);

const withUnknown = victimsPackage.replace('[female, male, total]', '[female, male, unknown, total]');

test('a category that no row has is an error at its field, which a reason accepts', async () => {
  expect(await said({ 'data/datapackage.yaml': withUnknown })).toEqual([
    'data/datapackage.yaml:9:11 error gate/category: No row has the category `unknown` of `sex`\n' +
      '  hint: add its rows, with a missing value where there is no number; or remove the category, or accept this with a reason',
  ]);
  const accepts =
    '    accepts: [{code: gate/category, where: {sex: unknown}, reason: Nobody was asked., by: Data office, date: 2015-02-01}]\n';
  const accepted = withUnknown.replace('    schema:', `${accepts}    schema:`);
  expect(await said({ 'data/datapackage.yaml': accepted })).toEqual([]);
  expect(
    await said({ 'data/datapackage.yaml': victimsPackage.replace('    schema:', `${accepts}    schema:`) }),
  ).toEqual([expect.stringContaining('`sex` has no category `unknown`; it has `female`, `male`, `total`')]);
});

test('a row with a missing value is a row, and a total need not have one', async () => {
  const rows = 'year,sex,victims\n2013,female,40\n2013,male,[x]\n';
  expect(await said({ 'data/victims.csv': rows })).toEqual([]);
});
