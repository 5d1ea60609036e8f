/** Words that claim something of what ordinary words name: titles of one word, and categories at the head of a sentence. */
import { expect, test } from 'vitest';
import type { SpokenNames } from '../../../src/content/numbers/spoken.js';
import { Subjects } from '../../../src/content/numbers/subjects.js';
import { readClaimWords } from '../../../src/extensions/claims/words/read-claim-words.js';
import { lexicon } from '../../support/english.js';

const category = (label: string) => ({ dimension: 'department', value: label, label, isYear: false });
const money: SpokenNames = {
  dataset: 'money',
  title: 'Accounts of the city',
  units: [],
  titles: [],
  measures: ['Spending', 'Budget', 'Planned', 'Places', 'Number'].map((title) => ({ name: title, title })),
  categories: ['Education', 'Health', 'Roads'].map(category),
  dimensions: [],
};
const subjects = new Subjects({ names: [money], synonyms: [] }, lexicon);
const claimed = (text: string): string[] =>
  readClaimWords({ text, printed: [], isTitle: false, isName: false }, { lexicon, subjects })
    .filter(({ claims }) => claims)
    .map((word) => word.text);

test.each([
  ['Spending rose each year.', 'rose', 'each year'],
  ['The budget rose each year.', 'rose', 'each year'],
  ['Budgets of all the small offices of the city doubled.', 'doubled'],
  ['Education rose each year.', 'rose', 'each year'],
  ['Health had the highest spending.', 'highest'],
  ['Most spending was on education.', 'Most'],
  ['Spending on roads rose.', 'rose'],
])('%s', (text, ...words) => {
  expect(claimed(text)).toEqual(words);
});

test.each([
  'The course was held with fewer places than planned.',
  'Every planned visit took place, and no budget was made.',
  'The mayor asked for better education and more light.',
  'The number of meetings rose.',
  'Spending should rise.',
])('nothing: %s', (text) => {
  expect(claimed(text)).toEqual([]);
});
