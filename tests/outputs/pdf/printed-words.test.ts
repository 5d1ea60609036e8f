import { beforeAll, describe, expect, test } from 'vitest';
import type { Printer } from '../../../src/host/host.js';
import { readToUnicode } from '../../../src/outputs/pdf/content/fonts.js';
import type { PrintedWords } from '../../../src/outputs/pdf/content/printed-words.js';
import { inspectPdf } from './inspect.js';
import { type PrintedPdf, printPdf } from './print-pdf.js';
import { richReport, testPrinter } from './test-printer.js';

const letters = (text: string): string => text.normalize('NFKC').replace(/\s/g, '');
const joined = (pieces: readonly { text: string }[]): string =>
  letters(pieces.map(({ text }) => text).join(''));

describe('the words of a finished PDF', () => {
  let printer: Printer;
  let printed: PrintedPdf;
  let words: PrintedWords;
  beforeAll(async () => {
    printer = await testPrinter();
    const meta = { title: 'T', author: 'A', language: 'en', epochSeconds: 1_451_520_000, producer: 'P' };
    printed = (await printPdf({ html: richReport(), meta }, printer)).value;
    if (printed.words === undefined) throw new Error('the report does not conform');
    words = printed.words;
  }, 60_000);

  test('are letter by letter as many as another reader finds on each page', async () => {
    const { text } = await inspectPdf(printed.pdf);
    const all = [...words.reading, ...words.pictures.flat(), ...words.aside, ...words.repeated];
    const sorted = (page: string): string => [...page].sort().join('');
    const ours = text.map((_, index) => sorted(joined(all.filter(({ page }) => page === index + 1))));
    expect(joined(all).length).toBeGreaterThan(500);
    expect(ours).toEqual(text.map((page) => sorted(letters(page))));
  });

  test('stand in the order in which they are read, running heads and page numbers aside', () => {
    expect(words.aside.map(({ text }) => text)).toContain(`${printed.pageCount}`);
    expect(joined(words.reading)).toMatch(/\d+to\d+/);
  });

  test('do not repeat the heads of a table that goes on over a page', () => {
    expect(words.repeated.length).toBeGreaterThan(0);
    for (const { text } of words.repeated) expect(joined(words.reading)).toContain(letters(text));
  });
});

describe('a map from glyphs to characters', () => {
  test('single characters, and ligatures', () => {
    const map = readToUnicode('2 beginbfchar\n<0015> <0032>\n<00EE> <00660069>\nendbfchar');
    expect([...map]).toEqual([
      ['0015', '2'],
      ['00EE', 'fi'],
    ]);
  });

  test('ranges that count on, and ranges that list', () => {
    const map = readToUnicode(
      '2 beginbfrange\n<0013> <0015> <0030>\n<001A> <001B> [<0037> <0038>]\nendbfrange',
    );
    expect([...map.values()].join('')).toBe('01278');
    expect(map.get('001B')).toBe('8');
  });
});
