import { expect, test } from 'vitest';
import { isSaidIn } from '../../src/language/message-form.js';

test.each([
  ['Table {number}', 'See Table 4.'],
  ['{count, plural, one {# case} other {# cases}}', 'There were 12 cases.'],
  ['{source}: {count, plural, one {one year} other {# years}} of {title}', 'Police: 3 years of Victims'],
  ['Published\nby {name}.', 'It is Published by the Office.'],
  ['{name} (per cent)', 'Share (per cent)'],
])('%s is said', (message, text) => {
  expect(isSaidIn(text, message)).toBe(true);
});

test.each([
  ['what lacks a word of it', 'Table {number} of {total}', 'See Table 4.'],
  ['none of its choices', '{count, plural, one {# case} other {# cases}}', 'There were 12 persons.'],
  ['its words in another order', 'from {from} until {until}', 'until 2014, from 2009'],
  ['its words far from each other', 'from {from} until {until}', `from ${'2009 '.repeat(100)}until 2014`],
  ['a longer word', 'Table', 'Tables'],
  ['the end of a word', 'able', 'Table'],
  ['anything, where it has no words of its own', '{from}–{until}', '2009–2014'],
])('%s does not say it', (_, message, text) => {
  expect(isSaidIn(text, message)).toBe(false);
});
