import { expect, test } from 'vitest';
import { derivedNames } from '../../src/extensions/plan/data/model.js';
import type { Value } from '../../src/model/dataset/value.js';
import { flagship } from '../support/flagship-data.js';

const { prepared } = await flagship();

const figure = (value: Value | undefined): number | string | undefined => {
  if (value?.kind === 'integer') return Number(value.value);
  return value?.kind === 'missing' ? value.code : undefined;
};

/** The dataset as the source prints it: one line a category of `rows`, one figure a category of `columns`. */
function wide(dataset: string, rows: string, columns: string | undefined, measure: string) {
  const data = prepared.value[dataset];
  const lines: Record<string, (number | string | undefined)[]> = {};
  for (const category of data?.fields.find(({ name }) => name === rows)?.categories ?? []) {
    const ofRow = data?.rows.filter(({ keys }) => keys[rows] === category.value) ?? [];
    const across = data?.fields.find(({ name }) => name === columns)?.categories ?? [undefined];
    lines[category.value] = across.map((column) => {
      const row = ofRow.find(({ keys }) => columns === undefined || keys[columns] === column?.value);
      return figure(row?.measures[measure]);
    });
  }
  return lines;
}

// Typed from the printed tables a second time, in their layout, so that a slip in either copy shows.
const blank = '[blank]';

test('the flagship data load without an error, and warn of gaps of the plan alone', () => {
  const codes = prepared.diagnostics.map(({ severity, code }) => `${severity} ${code}`);
  const gaps = prepared.value['plan-verdicts']?.rows.find(
    ({ keys }) => keys.objective === 'total' && keys.verdict === 'gap',
  );
  const count = Number(figure(gaps?.measures.indicators));
  expect(codes).toEqual(Array.from({ length: count }, () => 'warning plan/gap'));
  const names = Object.keys(prepared.value);
  expect(names.slice(0, 8)).toEqual([
    'victims-by-age-2009',
    'cases-by-offence',
    'arrests-by-offence',
    'victims-by-nationality',
    'victims-by-education',
    'victims-by-recruitment',
    'victims-by-exploitation',
    'facts',
  ]);
  // Its plan was never amended.
  const derived = derivedNames.filter((name) => !name.startsWith('plan-change'));
  expect(names.slice(-derived.length)).toEqual(derived);
});

test('cases by offence agree with table 2, which has no totals over the years', () => {
  expect(wide('cases-by-offence', 'offence', 'year', 'cases')).toEqual({
    trafficking: [32, 31, 28, 32, 38, 28],
    'provision-of-prostitution': [4, 8, 11, 26, 18, 24],
    prostitution: [11, 14, 17, 30, 15, 21],
    other: [22, 4, 10, 4, 17, 16],
    total: [69, 57, 66, 92, 88, 89],
  });
});

test('arrests by offence agree with table 3, its one printed zero kept apart from its blanks', () => {
  expect(wide('arrests-by-offence', 'offence', 'year', 'arrests')).toEqual({
    trafficking: [34, 76, 91, 121, 91, 66, 479],
    'provision-of-prostitution': [3, 13, 39, 39, 35, 35, 164],
    prostitution: [9, 27, 50, 61, 26, 49, 222],
    slavery: [blank, blank, 1, blank, 0, blank, 1],
    other: [6, 5, 2, 7, 30, 11, 61],
    total: [52, 121, 183, 228, 182, 161, 927],
  });
});

test('victims by nationality agree with table 4', () => {
  expect(wide('victims-by-nationality', 'year', 'nationality', 'victims')).toEqual({
    '2009': [16, 8, 3, blank, 1, 1, blank, blank, 29],
    '2010': [28, 1, 7, blank, blank, 2, 1, blank, 39],
    '2011': [35, blank, 1, blank, blank, 3, blank, blank, 39],
    '2012': [29, 23, 1, blank, blank, blank, blank, 1, 54],
    '2013': [44, blank, 7, blank, blank, 1, blank, blank, 52],
    '2014': [36, blank, 4, 1, blank, 1, blank, blank, 42],
    total: [188, 32, 23, 1, 1, 8, 1, 1, 255],
  });
});

test('the tables of one column agree with tables 1, 5, 6 and 7', () => {
  const column = (dataset: string, rows: string) =>
    Object.values(wide(dataset, rows, undefined, 'victims')).flat();
  expect(column('victims-by-age-2009', 'age')).toEqual([7, 7, 6, 2, 3, 3, 1, 29]);
  expect(column('victims-by-education', 'education')).toEqual([23, 158, 70, 4, 255]);
  expect(column('victims-by-recruitment', 'recruitment')).toEqual([141, 75, '[stroke]', 39, 255]);
  expect(column('victims-by-exploitation', 'exploitation')).toEqual([190, 31, 16, 18, '[stroke]', 255]);
});

test('cells whose column the print leaves in doubt carry a note', () => {
  const noted = (dataset: string) =>
    prepared.value[dataset]?.rows
      .filter(({ notes }) => notes.length > 0)
      .map(({ keys }) => Object.values(keys));
  expect(noted('arrests-by-offence')).toEqual([
    ['2011', 'slavery'],
    ['2013', 'slavery'],
  ]);
  expect(noted('victims-by-nationality')).toEqual([
    ['2009', 'bulgarian'],
    ['2009', 'serbian'],
    ['2010', 'polish'],
    ['2012', 'other'],
    ['2013', 'serbian'],
    ['2014', 'romanian'],
    ['2014', 'serbian'],
  ]);
});

test('facts keep the reservations of the source', () => {
  const facts = prepared.value.facts?.rows.map(({ keys, measures, attributes }) => [
    keys.key,
    attributes.qualifier,
    figure(measures.low),
    figure(measures.high),
    attributes.unit,
  ]);
  expect(facts).toContainEqual(['trafficked-worldwide', 'about', 2, 4, 'million people']);
  expect(facts).toContainEqual(['penalty-death', 'at least', 10, '[none]', 'years']);
  expect(facts).toContainEqual(['penalty-group', 'exact', 7, 20, 'years']);
  expect(facts).toContainEqual(['fine-group', 'up to', 500000, '[none]', 'euro']);
  expect(facts).toContainEqual(['homes-destroyed', 'over', 120000, '[none]', 'homes']);
  expect(facts).toContainEqual(['drowned-tisa', 'exact', 17, '[none]', 'people']);
});
