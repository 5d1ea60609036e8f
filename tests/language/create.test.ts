import { expect, test } from 'vitest';
import { parseCatalogue } from '../../src/language/catalogue.js';
import { createLanguage } from '../../src/language/create.js';
import { exact } from '../../src/model/exact.js';

const catalogue = parseCatalogue('a:\n  b: "{n, plural, one {# note} other {# notes}} of {x}"\n');

test('numbers are grouped, signed and marked as the language writes them', () => {
  const [en, sq, sr] = ['en', 'sq', 'sr-Latn'].map((tag) => createLanguage(tag, catalogue));
  expect(en?.number(exact(4802), { digits: 0 })).toBe('4,802');
  expect(en?.number(exact(-4802), { digits: 1, signed: true })).toBe('\u22124,802.0');
  expect(en?.number(exact(5), { digits: 0, signed: true })).toBe('+5');
  expect(en?.number(exact(2015), { digits: 0, grouping: false })).toBe('2015');
  expect(en?.percent(exact(163, 10), { digits: 1 })).toBe('16.3%');
  expect(sq?.number(exact(1234567, 10), { digits: 1 })).toBe('123\u00a0456,7');
  expect(sr?.number(exact(1234567, 10), { digits: 1 })).toBe('123.456,7');
});

test('numbers larger than any double keep every digit', () => {
  const en = createLanguage('en', catalogue);
  expect(en.number(exact(12345678901234567890n), { digits: 0 })).toBe('12,345,678,901,234,567,890');
});

test('a number that rounds to zero has no sign', () => {
  const en = createLanguage('en', catalogue);
  expect(en.number(exact(-1, 1000), { digits: 1, signed: true })).toBe('0.0');
});

test('messages take arguments and plurals, and an unknown id is a fault of the tool', () => {
  const en = createLanguage('en', catalogue);
  expect(en.message('a.b' as never, { n: 1, x: 'one' })).toBe('1 note of one');
  expect(en.message('a.b' as never, { n: 2, x: '<b>' })).toBe('2 notes of <b>');
  expect(() => en.message('a.c' as never)).toThrow(/No message/);
});

test('days are written in the order and with the months of the language, in no time zone', () => {
  const [en, sq, sr] = ['en', 'sq', 'sr-Latn'].map((tag) => createLanguage(tag, catalogue));
  expect(en?.date('2015-03-01')).toBe('1 March 2015');
  expect(en?.date('2015-12-31', 'short')).toBe('31\u00a0Dec\u00a02015');
  expect(sq?.date('2015-12-31')).toBe('31 dhjetor 2015');
  expect(sr?.date('2015-12-31')).toBe('31. decembra 2015.');
  expect(en?.date('in spring')).toBe('in spring');
});
