import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Printer } from '../../../src/host/host.js';
import { type PrintedPdf, printPdf } from '../../../src/outputs/pdf/print.js';
import { readToUnicode } from '../../../src/outputs/pdf/unicode-maps.js';
import { inspectPdf } from './inspect.js';
import { openTestPrinter, richReport } from './test-printer.js';

describe('the digits that a finished PDF paints', () => {
  let printer: Printer;
  let printed: PrintedPdf;
  beforeAll(async () => {
    printer = await openTestPrinter();
    const meta = { title: 'T', author: 'A', language: 'en', epochSeconds: 1_451_520_000, producer: 'P' };
    printed = (await printPdf({ html: richReport(), meta }, printer)).value;
  }, 60_000);
  afterAll(() => printer.close());

  test('are those that another reader finds in the file, page by page', async () => {
    const { text } = await inspectPdf(printed.pdf);
    const others = text.map((page) => (page.match(/\p{Nd}/gu) ?? []).join(''));
    const ours = text.map((_, index) =>
      printed.digits
        .filter(({ page }) => page === index + 1)
        .map((run) => run.text)
        .join(''),
    );
    expect(others.join('').length).toBeGreaterThan(20);
    expect(ours).toEqual(others);
  });

  test('are told apart from running heads and page numbers', () => {
    const artifacts = printed.digits.filter(({ isArtifact }) => isArtifact).map(({ text }) => text);
    expect(artifacts).toContain(`${printed.pageCount}`);
    expect(printed.digits.some(({ isArtifact }) => !isArtifact)).toBe(true);
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
