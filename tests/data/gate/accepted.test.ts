import { expect, test } from 'vitest';
import { prepared, problemsOfPackage, victimsPackage, victimsRows } from '../problems.js';

const accepts = `    accepts:
      - {code: data/total, where: {year: 2013, sex: total}, measure: victims, reason: "One has no sex. ", by: Office, date: 2014-12-31}
`;
const withAccepts = victimsPackage.replace('    schema:\n', `${accepts}    schema:\n`);
const wrong = victimsRows
  .replace('2013,female,40', '2013,female,39')
  .replace('total,female,78', 'total,female,77');

test('what was accepted is kept with the dataset, with its reason and who answers for it', async () => {
  const { value, diagnostics } = await prepared({
    'data/datapackage.yaml': withAccepts.replace(
      '    schema:\n',
      '      - {code: data/total, where: {year: total, sex: total}, reason: As above., by: Office, date: 2014-12-31}\n    schema:\n',
    ),
    'data/victims.csv': wrong,
  });
  expect(diagnostics).toEqual([]);
  expect(value.victims?.accepted).toEqual([
    {
      code: 'data/total',
      where: { year: '2013', sex: 'total' },
      measure: 'victims',
      reason: 'One has no sex.',
      by: 'Office',
      date: '2014-12-31',
    },
    {
      code: 'data/total',
      where: { year: 'total', sex: 'total' },
      reason: 'As above.',
      by: 'Office',
      date: '2014-12-31',
    },
  ]);
});

test('an acceptance of what is no longer there is an error at its place', async () => {
  expect(await problemsOfPackage(withAccepts)).toEqual([
    'data/datapackage.yaml:5:9 error gate/accepts-unused: `data/total` of `victims` (year `2013`, sex `total`) is accepted here, but nothing in the data needs it\n  hint: remove the entry',
  ]);
});

test('nothing is said of acceptances where the table could not be read whole', async () => {
  const { diagnostics } = await prepared({
    'data/datapackage.yaml': withAccepts,
    'data/victims.csv': victimsRows.replace('2014,male,4', '2014,mal,4'),
  });
  expect(diagnostics.map(({ code }) => code)).toEqual(['data/category']);
});

test('a dataset without acceptances says nothing of them', async () => {
  const { value } = await prepared({ 'data/victims.csv': victimsRows });
  expect(value.victims).not.toHaveProperty('accepted');
});
