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
  [[2005, 2009, 2010, 2011, 2012], 'Without: 2006–2008.'],
  [[2005, 2006], 'Only: 2005, 2006.'],
  [[2005, 2007, 2008], 'Only: 2005, 2007, 2008.'],
])('of %s: %s', (years, sentence) => {
  const shown = visits.rows.filter(({ keys }) => years.includes(Number(keys.year)));
  expect(leftOut(visits, shown, english)).toEqual([sentence]);
});
