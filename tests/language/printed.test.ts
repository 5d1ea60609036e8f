/**
 * What every language prints, letter by letter: the rules are those of ICU, which comes with Node, so that another Node
 * could change a report unseen. Continuous integration runs this on every Node that is supported.
 */
import { describe, expect, test } from 'vitest';
import { vegaLocale } from '../../src/charts/drawing/locale.js';
import { loadCatalogue } from '../../src/language/catalogue.js';
import { createLanguage } from '../../src/language/create.js';
import type { NumberStyle } from '../../src/language/numbers.js';
import { printQuantity } from '../../src/language/print.js';
import { type Exact, exact } from '../../src/model/exact.js';
import type { Quantity } from '../../src/model/quantity.js';
import { memoryHost } from '../memory-host.js';
import { english } from '../support/english.js';

const tags = ['en', 'sq', 'sr-Latn', 'sr-Cyrl', 'de', 'ro'] as const;
type Row<Input extends readonly unknown[]> = readonly [
  ...Input,
  ...(readonly [string, string, string, string, string, string]),
];

const large = exact(1234567890123456789012n, 100n);
const whole: NumberStyle = { digits: 0 };

const numbers: readonly Row<[Exact, NumberStyle]>[] = [
  [exact(0), whole, '0', '0', '0', '0', '0', '0'],
  [exact(4802), whole, '4,802', '4802', '4.802', '4.802', '4.802', '4.802'],
  [exact(48_021), whole, '48,021', '48 021', '48.021', '48.021', '48.021', '48.021'],
  [exact(4802), { digits: 0, grouping: false }, '4802', '4802', '4802', '4802', '4802', '4802'],
  [exact(48_021), { digits: 0, grouping: false }, '48021', '48021', '48021', '48021', '48021', '48021'],
  [
    exact(-12_345_675, 10),
    { digits: 1 },
    '−1,234,567.5',
    '−1 234 567,5',
    '−1.234.567,5',
    '−1.234.567,5',
    '−1.234.567,5',
    '−1.234.567,5',
  ],
  [exact(5), { digits: 0, signed: true }, '+5', '+5', '+5', '+5', '+5', '+5'],
  [exact(0), { digits: 1, signed: true }, '0.0', '0,0', '0,0', '0,0', '0,0', '0,0'],
  [exact(-1, 1000), { digits: 1, signed: true }, '0.0', '0,0', '0,0', '0,0', '0,0', '0,0'],
  // Rounded half away from zero, before Intl sees it.
  [exact(1, 8), { digits: 2 }, '0.13', '0,13', '0,13', '0,13', '0,13', '0,13'],
  [exact(-5, 2), whole, '−3', '−3', '−3', '−3', '−3', '−3'],
  // Beyond what a double holds.
  [
    large,
    { digits: 2 },
    '12,345,678,901,234,567,890.12',
    '12 345 678 901 234 567 890,12',
    '12.345.678.901.234.567.890,12',
    '12.345.678.901.234.567.890,12',
    '12.345.678.901.234.567.890,12',
    '12.345.678.901.234.567.890,12',
  ],
];

const percentages: readonly Row<[Exact, NumberStyle]>[] = [
  [exact(163, 10), { digits: 1 }, '16.3%', '16,3%', '16,3%', '16,3%', '16,3 %', '16,3 %'],
  [exact(-163, 10), { digits: 1 }, '−16.3%', '−16,3%', '−16,3%', '−16,3%', '−16,3 %', '−16,3 %'],
  [exact(3), { digits: 0, signed: true }, '+3%', '+3%', '+3%', '+3%', '+3 %', '+3 %'],
  [exact(4802), whole, '4,802%', '4802%', '4.802%', '4.802%', '4.802 %', '4.802 %'],
  [
    large,
    { digits: 2 },
    '12,345,678,901,234,567,890.12%',
    '12 345 678 901 234 567 890,12%',
    '12.345.678.901.234.567.890,12%',
    '12.345.678.901.234.567.890,12%',
    '12.345.678.901.234.567.890,12 %',
    '12.345.678.901.234.567.890,12 %',
  ],
];

const lists: readonly Row<[readonly string[]]>[] = [
  [['2009'], '2009', '2009', '2009', '2009', '2009', '2009'],
  [
    ['2009', '2011'],
    '2009 and 2011',
    '2009 dhe 2011',
    '2009 i 2011',
    '2009 и 2011',
    '2009 und 2011',
    '2009 și 2011',
  ],
  [
    ['2009', '2011', '2014'],
    '2009, 2011 and 2014',
    '2009, 2011 dhe 2014',
    '2009, 2011 i 2014',
    '2009, 2011 и 2014',
    '2009, 2011 und 2014',
    '2009, 2011 și 2014',
  ],
];

const days: readonly Row<[string, 'long' | 'short']>[] = [
  [
    '2015-03-01',
    'long',
    '1 March 2015',
    '1 mars 2015',
    '1. marta 2015.',
    '1. марта 2015.',
    '1. März 2015',
    '1 martie 2015',
  ],
  [
    '2015-12-31',
    'short',
    '31 Dec 2015',
    '31.12.2015',
    '31. 12. 2015.',
    '31. 12. 2015.',
    '31. Dez. 2015',
    '31 dec. 2015',
  ],
  ['2015-05', 'long', 'May 2015', 'maj 2015', 'maj 2015.', 'мај 2015.', 'Mai 2015', 'mai 2015'],
];

describe.each(tags.map((tag, index) => [tag, index] as const))('%s prints', (tag, index) => {
  const language = createLanguage(tag, { 'document.between-labels': ', ' });
  /** The expected text of this language; no-break spaces are written as spaces in the tables. */
  const expected = (row: readonly unknown[]): unknown => row.at(index - tags.length);
  const plain = (text: string): string => text.replaceAll('\u00A0', ' ');

  test.each(numbers)('the number %o %o', (...row) => {
    expect(plain(language.number(row[0], row[1]))).toBe(expected(row));
  });
  test.each(percentages)('the percentage %o %o', (...row) => {
    expect(plain(language.percent(row[0], row[1]))).toBe(expected(row));
  });
  test.each(lists)('the list %o', (...row) => {
    expect(language.list(row[0])).toBe(expected(row));
  });
  test.each(days)('the day %s %s', (...row) => {
    expect(plain(language.date(row[0], row[1]))).toBe(expected(row));
  });
});

test('no line breaks inside a number, nor inside a short day', () => {
  const [sq, de] = ['sq', 'de'].map((tag) => createLanguage(tag, {}));
  expect(sq?.number(exact(48_021), whole)).toBe('48\u00A0021');
  expect(de?.percent(exact(163, 10), { digits: 1 })).toBe('16,3\u00A0%');
  expect(de?.date('2015-12-31', 'short')).toBe('31.\u00A0Dez.\u00A02015');
});

test('more decimals than Intl prints are printed all the same', () => {
  const en = createLanguage('en', {});
  const decimals = `${'0'.repeat(119)}7`;
  expect(en.number(exact(7n, 10n ** 120n), { digits: 120 })).toBe(`0.${decimals}`);
  expect(en.percent(exact(7n, 10n ** 120n), { digits: 120 })).toBe(`0.${decimals}%`);
});

test('what somebody else wrote gets the sign of per cent where the language sets it', () => {
  const written = (tag: string): string => createLanguage(tag, {}).withPercentSign('12–14');
  expect(['en', 'de', 'tr'].map(written)).toEqual(['12–14%', '12–14\u00A0%', '%12–14']);
});

test('an axis writes four digits as prose does', () => {
  const finished = (tag: string, text: string): string => vegaLocale(createLanguage(tag, {})).finish(text);
  expect(finished('en', '4,802')).toBe('4,802');
  expect(finished('sq', '4\u00A0802')).toBe('4802');
  expect(finished('sq', '\u22124\u00A0802,5')).toBe('\u22124802,5');
  expect(finished('sq', '48\u00A0021')).toBe('48\u00A0021');
  expect(finished('sq', '1\u00A0234\u00A0567')).toBe('1\u00A0234\u00A0567');
});

test('Serbian counts percentage points, and a dot of a day ends its sentence too', async () => {
  const catalogue = await loadCatalogue('sr-Cyrl', memoryHost({}).tool);
  const sr = createLanguage('sr-Cyrl', catalogue);
  const points = (value: Exact, digits: number): string =>
    printQuantity(
      {
        kind: 'quantity',
        value,
        unit: 'percentage points',
        digits,
        operation: 'difference',
      } as unknown as Quantity,
      'text',
      sr,
    ).text;
  expect([1, 3, 5, 21].map((value) => points(exact(value), 0))).toEqual([
    '1 процентни поен',
    '3 процентна поена',
    '5 процентних поена',
    '21 процентни поен',
  ]);
  expect(
    sr.message('chart.timeline.span', { first: sr.date('2014-03-01'), last: sr.date('2015-12-31') }),
  ).toBe('Прво почиње 1. марта 2014; последње се завршава 31. децембра 2015.');
});

test.each([
  ['a share that rounds to 0', exact(1, 25), '%', 1, '0.04%'],
  ['a share short of all', exact(25_400, 255), '%', 0, '99.6%'],
  ['a fall short of all', exact(-9996, 100), '%', 1, '\u221299.96%'],
  ['more than all', exact(10_004, 100), '%', 1, '100.04%'],
  ['a ratio', exact(49, 10_000), 'patients per persons', 1, '0.005'],
  ['a ratio below all that is shown', exact(-1, 250_000), 'times', 1, '\u22120.000004'],
  ['a count of 100', exact(9996, 100), 'victims', 1, '100.0'],
  ['none', exact(0), 'victims', 1, '0.0'],
  ['none of all', exact(0), '%', 1, '0%'],
  ['all', exact(100), '%', 1, '100%'],
  ['what floating point leaves of 0', exact(1n, 10n ** 17n), 'times', 1, '0.0'],
])('%s is printed as what it is', (_, value, unit, digits, text) => {
  const quantity = { kind: 'quantity', value, unit, digits, operation: 'ratio' } as unknown as Quantity;
  const entry = printQuantity(quantity, 'text', english);
  expect(entry.text).toBe(text);
  expect(printQuantity(entry.quantity, 'text', english)).toEqual(entry);
});

test('a policy of whole percentages yields where nothing would be left, at both ends of a range', () => {
  const policy = { kind: 'quantity', unit: '%', digits: 1, mostDigits: 0, operation: 'share' };
  const print = (more: object): string =>
    printQuantity({ ...policy, ...more } as unknown as Quantity, 'text', english).text;
  expect(print({ value: exact(2, 10) })).toBe('0.2%');
  expect(print({ value: exact(123, 10) })).toBe('12%');
  expect(print({ value: exact(2, 10), high: exact(123, 10) })).toBe('0.2 to 12.3%');
});
