import { expect, test } from 'vitest';
import { leftOut } from '../../src/language/left-out.js';
import { sketchDataset } from '../charts/fixtures.js';
import { english } from '../support/english.js';

const visits = sketchDataset(
  'visits',
  [
    { name: 'year', type: 'year', title: 'Year' },
    { name: 'visits', role: 'measure', type: 'integer', title: 'Visits', unit: 'visits' },
  ],
  [2005, 2006, 2007, 2008, 2009, 2010, 2011, 2012].map((year) => [year, year]),
);

test.each([
  [[2010, 2011, 2012], 'Only: 2010–2012.'],
  [[2005, 2009, 2010, 2011, 2012], 'Not shown (Year): 2006–2008.'],
  [[2005, 2006], 'Only: 2005, 2006.'],
  [[2005, 2007, 2008], 'Only: 2005, 2007, 2008.'],
])('of %s: %s', (years, sentence) => {
  const shown = visits.rows.filter(({ keys }) => years.includes(Number(keys.year)));
  expect(leftOut(visits, shown, english)).toEqual([sentence]);
});

test.each([
  ['names the first and the last', 'Visits of 2010 to 2012', [2010, 2011, 2012], []],
  ['names others', 'Visits, 2005–2012', [2010, 2011, 2012], ['Only: 2010–2012.']],
  ['names years around one that is missing', 'Visits, 2010–2012', [2010, 2012], ['Only: 2010, 2012.']],
  ['names the one that is shown', 'Visits in 2011', [2011], []],
])('years, where the caption %s', (_, words, years, told) => {
  const shown = visits.rows.filter(({ keys }) => years.includes(Number(keys.year)));
  expect(leftOut(visits, shown, english, words)).toEqual(told);
});

const waiting = sketchDataset(
  'waiting',
  [
    {
      name: 'list',
      title: 'List',
      categories: {
        all: 'All waiting',
        long: 'More than 180 days',
        longer: 'More than a year',
        closed: 'Closed',
      },
    },
    { name: 'persons', role: 'measure', type: 'integer', title: 'Persons', unit: 'persons' },
  ],
  [
    ['all', 6414],
    ['long', 2104],
    ['longer', 320],
    ['closed', 54],
  ],
);
/** As the data package declares it under `within`: each of the next. */
const wholes: Readonly<Record<string, readonly string[]>> = { long: ['all'], longer: ['long'] };
const nested = {
  ...waiting,
  fields: waiting.fields.map((field) => ({
    ...field,
    categories: field.categories.map((each) => ({
      ...each,
      ...(wholes[each.value] && { within: wholes[each.value] ?? [] }),
    })),
  })),
};

test.each([
  [['all'], ['Only: All waiting.']],
  [['all', 'closed'], []],
  [['long', 'closed'], []],
  [['closed', 'longer'], []],
  [['long', 'longer'], ['Not shown (List): Closed.']],
])('of categories within others, %s shown: %s', (shown, told) => {
  const rows = nested.rows.filter(({ keys }) => shown.includes(keys.list ?? ''));
  expect(leftOut(nested, rows, english)).toEqual(told);
});

test('a total that is shown has in it what is not shown', () => {
  const fields = waiting.fields.map((field) => (field.name === 'list' ? { ...field, total: 'all' } : field));
  const rows = waiting.rows.filter(({ keys }) => keys.list === 'all' || keys.list === 'closed');
  const data = { fields, rows: waiting.rows };
  expect(leftOut(data, rows, english)).toEqual([
    'In the total and not shown separately: More than 180 days, More than a year.',
  ]);
  expect(leftOut(data, rows.slice(0, 1), english)).toEqual([]);
});
