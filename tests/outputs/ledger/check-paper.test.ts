import { describe, expect, test } from 'vitest';
import { unclassifiedDigits } from '../../../src/outputs/ledger/check-paper.js';

const template = { file: 'templates/a.md', line: 1, column: 1 };
const body = '<p>In 2014 there were <data class="value" value="1234">1,234</data>.</p>';
const digits = (text: string, page = 1, isArtifact = false) => ({ text, page, isArtifact });

function strange(
  runs: readonly ReturnType<typeof digits>[],
  html = body,
  more: { heads?: string; pages?: Record<string, number> } = {},
): string[] {
  const source = { html, pages: {}, pageCount: 9, heads: '', ...more };
  return unclassifiedDigits(runs, source, template).map(({ code, message }) => `${code} ${message}`);
}

describe('digits of a PDF', () => {
  test('those of the text are expected, as often as they stand there', () => {
    expect(strange([digits('2014'), digits('1'), digits('234')])).toEqual([]);
    expect(strange([digits('2014'), digits('2014', 3), digits('1'), digits('234')])).toEqual([
      "number/unclassified Unexpected digits `2014` on page 3 of the PDF, expected only those of the report's own text",
    ]);
  });

  test('a changed digit is noticed', () => {
    expect(strange([digits('2014'), digits('1'), digits('235')])).toHaveLength(1);
  });

  test('a numeral that a line end cuts is put together', () => {
    expect(strange([digits('20'), digits('14'), digits('1'), digits('234')])).toEqual([]);
    expect(strange([digits('20'), digits('15')])).toHaveLength(2);
  });

  test('beside the text, only the number of the page, that of the last, and running heads', () => {
    const heads = '@page c0{@top-left{content:"2 Cases of 2013"}}';
    const runs = ['4', '9', '2', '2013'].map((text) => digits(text, 4, true));
    expect(strange(runs, body, { heads })).toEqual([]);
    expect(strange([digits('5', 4, true)], body, { heads })).toHaveLength(1);
  });

  test('page numbers of the contents, markers of lists and codes of tiles are made by the browser', () => {
    const html =
      '<ol class="listing"><li><span data-page-of="sec-a"></span></li></ol><ol start="3"><li>a</li><li>b</li></ol><span data-code="1.2"></span>';
    const runs = ['17', '3', '4', '1', '2'].map((text) => digits(text));
    expect(strange(runs, html, { pages: { 'sec-a': 17 } })).toEqual([]);
    expect(strange([digits('5')], html)).toHaveLength(1);
  });

  test('the head of a table may repeat on the pages that it goes on to', () => {
    const html = '<table><thead><tr><th>2014</th></tr></thead></table>';
    expect(strange([digits('2014', 1), digits('2014', 2)], html)).toEqual([]);
  });
});
