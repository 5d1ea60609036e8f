import { expect, test } from 'vitest';
import { exact } from '../../../src/model/exact.js';
import {
  classed,
  classedEntry,
  classedParts,
  classList,
  linesOf,
  plainOf,
} from '../../../src/model/tree/classed-text.js';
import { entryOf } from '../../outputs/ledger/entries.js';

test('words keep their class wherever a message puts them', () => {
  const entry = entryOf('54', exact(54));
  const message = `Of ${classed('Age 18', 'label')} there were ${classedEntry('54', 0)} in ${classed('2014', 'date')}.`;
  const parts = classedParts(message, [entry]);
  expect(plainOf(message)).toBe('Of Age 18 there were 54 in 2014.');
  expect(parts.filter((part) => part.class !== undefined)).toEqual([
    { text: 'Age 18', class: 'label' },
    { text: '54', class: 'ledger', entry },
    { text: '2014', class: 'date' },
  ]);
  expect(classList(parts)).toBe('label ledger date');
});

test('words without a numeral stay as they are, and marked ones keep their marks', () => {
  expect(classed('Kosovar', 'label')).toBe('Kosovar');
  const list = classed(`${classed('2013', 'date')} and form 7`, 'label');
  expect(classedParts(list).map((part) => part.class)).toEqual(['date', 'label']);
});

test('a numeral of which nothing is said is a gap in the list', () => {
  expect(classList([{ text: 'In 7 of ' }, { text: '2014', class: 'date' }])).toBe('- date');
  expect(classList([{ text: 'none' }])).toBeUndefined();
});

test('line ends cut the words, not their classes', () => {
  expect(linesOf([{ text: 'a\n' }, { text: '2013\n2014', class: 'date' }])).toEqual([
    [{ text: 'a' }],
    [{ text: '2013', class: 'date' }],
    [{ text: '2014', class: 'date' }],
  ]);
});
