import { expect, test } from 'vitest';
import { countProblems } from '../../../src/diagnostics.js';
import { prepared, problems, victimsPackage, victimsRows } from '../problems.js';

const bySex = victimsPackage.replace('path: victims.csv', 'path: victims.csv\n    title: Victims by sex');

/** Victims of the same years in another table, each year once. */
const byRegion = (title: string, more = '') => `  - name: regions
    path: regions.csv
    title: ${title}
${more}    schema:
      primaryKey: [year, region]
      fields:
        - {name: year, type: year}
        - {name: region, title: Region, categories: [north, total], total: total}
        - {name: victims, title: victims, type: integer, unit: victims}
`;

const regions = (of2014: number): string =>
  `year,region,victims\n2013,north,52\n2013,total,52\n2014,north,${of2014}\n2014,total,${of2014}\n`;

const said = (more: string, files: Readonly<Record<string, string>>): Promise<string[]> =>
  problems({
    'data/victims.csv': victimsRows,
    'data/datapackage.yaml': bySex + more,
    ...files,
  });

test('a quantity in two tables that agree is told once, with the line to add', async () => {
  expect(await said(byRegion('Victims by region'), { 'data/regions.csv': regions(42) })).toEqual([
    'data/regions.csv:3:12 warning gate/stated-twice: 52 in `victims` (year `2013`, region `total`) is also given by `victims` of `victims` (year `2013`, sex `total`), and no `equals` compares the two\n' +
      '  hint: add `equals: [{measure: victims, where: {region: total}, to: {resource: victims, measure: victims, where: {sex: total}}}]` to `regions`; if they are two different figures, make their titles or labels different, or accept this with a reason\n' +
      '  see: data/victims.csv:4:12, the other figure',
  ]);
});

test('the line that the hint writes holds them together', async () => {
  const equals =
    '    equals: [{measure: victims, where: {region: total}, to: {resource: victims, measure: victims, where: {sex: total}}}]\n';
  const package_ = byRegion('Victims by region', equals);
  expect(await said(package_, { 'data/regions.csv': regions(42) })).toEqual([]);
  expect(await said(package_, { 'data/regions.csv': regions(41) })).toEqual([
    expect.stringContaining('data/regions.csv:5:12 error gate/equals'),
  ]);
});

test('a quantity in two tables that differ is an error, which a reason accepts', async () => {
  const found = await said(byRegion('Victims by region'), { 'data/regions.csv': regions(41) });
  expect(found).toEqual([
    expect.stringContaining(
      'data/regions.csv:5:12 error gate/stated-twice: The figure is 41 in `victims` (year `2014`, region `total`), but 42 in `victims` of `victims` (year `2014`, sex `total`), which by its name is the same',
    ),
  ]);
  const accepts =
    '    accepts: [{code: gate/stated-twice, where: {year: 2014, region: total}, reason: The regions were counted in March., by: Data office, date: 2015-02-01}]\n';
  expect(await said(byRegion('Victims by region', accepts), { 'data/regions.csv': regions(41) })).toEqual([]);
});

test.each([
  ['another name', byRegion('Foreign victims by region'), regions(41)],
  ['another unit', byRegion('Victims by region').replace('unit: victims', 'unit: persons'), regions(41)],
  [
    'a name that says more, and figures as small as chance',
    byRegion('Foreign victims by region'),
    'year,region,victims\n2013,north,4\n2013,total,4\n',
  ],
  [
    'no total',
    byRegion('Victims by region').replace('[north, total], total: total', '[north]'),
    'year,region,victims\n2013,north,52\n',
  ],
  ['numbers that are invented', byRegion('Victims by region', '    illustrative: true\n'), regions(41)],
])('two tables with %s state two things', async (_, package_, rows) => {
  expect(await said(package_, { 'data/regions.csv': rows })).toEqual([]);
});

test.each([
  ['under 14', 'under 18'],
  ['of plan I', 'of plan II'],
  ['in group A', 'in group B'],
])('victims %s are not victims %s', async (one, other) => {
  const package_ =
    bySex.replace('Victims by sex', `Victims ${one} by sex`) + byRegion(`Victims ${other} by region`);
  const files = { 'data/victims.csv': victimsRows, 'data/regions.csv': regions(41) };
  expect(await problems({ ...files, 'data/datapackage.yaml': package_ })).toEqual([]);
});

test('what two resources say of how they count tells them apart', async () => {
  const police = bySex.replace('    schema:', '    counts: {unit: persons, status: identified}\n    schema:');
  const others = byRegion('Victims by region', '    counts: {unit: persons, status: presumed}\n');
  const files = { 'data/victims.csv': victimsRows, 'data/regions.csv': regions(41) };
  expect(await problems({ ...files, 'data/datapackage.yaml': police + others })).toEqual([]);
});

const facts = `  - name: facts
    path: facts.csv
    schema:
      primaryKey: [key]
      fields:
        - {name: key, type: string, role: dimension}
        - {name: label, type: string, role: attribute}
        - {name: low, title: Figure, type: integer, role: measure}
        - {name: qualifier, type: string, role: attribute}
        - {name: unit, type: string, role: attribute}
        - {name: year, type: year, role: attribute}
`;

const fact = (label: string, figure: number, rest: string): string =>
  `key,label,low,qualifier,unit,year\na,${label},${figure},${rest}\n`;

const supported = victimsPackage.replace(
  'path: victims.csv',
  'path: victims.csv\n    title: Victims supported by the Government',
);

test.each([
  [
    'an error where it differs',
    'Victims to whom the Government gave support',
    34,
    'exact,victims,2013',
    ['error'],
  ],
  [
    'a warning where it is the same',
    'Victims to whom the Government gave support',
    52,
    'exact,victims,2013',
    ['warning'],
  ],
  [
    'nothing where it is about so many',
    'Victims to whom the Government gave support',
    50,
    'about,victims,2013',
    [],
  ],
  ['nothing of another year', 'Victims to whom the Government gave support', 34, 'exact,victims,2012', []],
  ['nothing of another unit', 'Victims to whom the Government gave support', 34, 'exact,euro,2013', []],
  [
    'the cell of a category that it names',
    'Female victims to whom the Government gave support',
    34,
    'exact,victims,2013',
    ['error'],
  ],
  [
    'nothing where the category is another one of them',
    'Female victims to whom the Government gave support',
    40,
    'about,victims,2013',
    [],
  ],
])('a fact that a table states too is %s', async (_, label, figure, rest, severities) => {
  const { length } = severities;
  const found = await problems({
    'data/victims.csv': victimsRows,
    'data/datapackage.yaml': supported + facts,
    'data/facts.csv': fact(label, figure, rest),
  });
  expect(found).toHaveLength(length);
  for (const severity of severities) {
    expect(found[0]).toContain(
      `data/facts.csv:2:${figure > 0 ? label.length + 4 : 0} ${severity} gate/stated-twice`,
    );
  }
});

test('of many tables that contradict one another every finding is counted, and a thousand are kept', async () => {
  const numbers = Array.from({ length: 30 }, (_, index) => index);
  const years = [2011, 2012, 2013, 2014, 2015];
  const { diagnostics } = await prepared({
    'data/datapackage.yaml': `resources:\n${numbers
      .map((number) => byRegion('Visits').replaceAll('regions', `regions-${number}`))
      .join('')}`,
    ...Object.fromEntries(
      numbers.map((number) => [
        `data/regions-${number}.csv`,
        `year,region,victims\n${years
          .flatMap((year) => ['north', 'total'].map((region) => `${year},${region},${year + number}\n`))
          .join('')}`,
      ]),
    ),
  });
  const found = diagnostics.filter(({ code }) => code === 'gate/stated-twice');
  const pairs = (numbers.length * (numbers.length - 1)) / 2;
  expect(countProblems(found, 'error')).toBe(pairs * years.length * 2);
  // Of each table that comes after the thousandth, one more.
  expect(found.length).toBeGreaterThan(1_000);
  expect(found.length).toBeLessThan(1_000 + numbers.length);
});

test.each([
  ['in 2013', 'in 2014', 0],
  ['in 2014', 'in 2014', 1],
  ['in 2014', '', 1],
])(
  'tables without a column of years, titled with %s and %s, state one quantity: %i',
  async (one, other, count) => {
    const table = (name: string, title: string) => `  - name: ${name}
    path: ${name}.csv
    title: Victims ${title}
    schema:
      primaryKey: [region]
      fields:
        - {name: region, categories: [north, south]}
        - {name: victims, type: integer, unit: victims}
`;
    const found = await problems({
      'data/datapackage.yaml': `resources:\n${table('one', one)}${table('other', other)}`,
      'data/one.csv': 'region,victims\nnorth,13\nsouth,20\n',
      'data/other.csv': 'region,victims\nnorth,14\nsouth,20\n',
    });
    expect(found).toHaveLength(count);
  },
);
