import { expect, test } from 'vitest';
import { quotations, quotedIn } from '../../../src/content/numbers/quotation.js';

const quoted = (text: string): string[] => quotations(text).map(([from, to]) => text.slice(from, to));

test.each([
  ["'I was 14', she said.", "'I was 14'"],
  ["She said: 'I was 14, and didn't know.' Then she left.", "'I was 14, and didn't know.'"],
  ["'The ministries' list has 14', she said.", "'The ministries' list has 14'"],
  ['"I was 14", she said.', '"I was 14"'],
  ['\u201CI was 14,\u201D she said.', '\u201CI was 14,\u201D'],
  ['\u2018I was 14\u2019, she said.', '\u2018I was 14\u2019'],
  ['\u201EIsha 14 vje\u00E7\u201C, tha ajo.', '\u201EIsha 14 vje\u00E7\u201C'],
  ['\u201EIsha 14 vje\u00E7\u201D, tha ajo.', '\u201EIsha 14 vje\u00E7\u201D'],
  ['\u00ABIsha 14 vje\u00E7\u00BB, tha ajo.', '\u00ABIsha 14 vje\u00E7\u00BB'],
  ['\u00BBImala sam 14\u00AB, rekla je.', '\u00BBImala sam 14\u00AB'],
  ['\u201AImala sam 14\u2018, rekla je.', '\u201AImala sam 14\u2018'],
  ['\u2019Imala sam 14\u2019, rekla je.', '\u2019Imala sam 14\u2019'],
  ['\u203AIch war 14\u2039, sagte sie.', '\u203AIch war 14\u2039'],
  [
    '\u201CHe said \u2018I was 14\u2019 to us,\u201D she said.',
    '\u201CHe said \u2018I was 14\u2019 to us,\u201D',
  ],
  ['\u201EPrvi\u201C put je \u201E14\u201C.', '\u201EPrvi\u201C', '\u201E14\u201C'],
])('%s', (text, ...expected) => {
  expect(quoted(text)).toEqual(expected);
});

test.each([
  "They don't know; the ministry's list has 14, the courts' list 15, and the judges' too.",
  'They don\u2019t know; the ministry\u2019s list has 14, the courts\u2019 list 15.',
  "In the '90s there were 14 of the judges'.",
  'A board of 14" and one of 15".',
])('%s has no quotation', (text) => {
  expect(quoted(text)).toEqual([]);
});

test('a quotation that its block opens and does not close goes to its end', () => {
  const text = 'She said so. \u201CI was 14. Then I left.';
  expect([2, text.indexOf('14')].map((offset) => quotedIn(text).has(offset))).toEqual([false, true]);
});
