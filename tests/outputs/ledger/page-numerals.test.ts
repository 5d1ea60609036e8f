import { describe, expect, test } from 'vitest';
import { numberClasses } from '../../../src/outputs/ledger/numeral.js';
import { readPageList } from '../../../src/outputs/ledger/page-numerals.js';
import { unclassifiedNumerals } from '../../../src/outputs/ledger/unclassified-numerals.js';
import { readMarkup } from '../../../src/outputs/snapshot/read-markup.js';

const page = (body: string): string =>
  `<!doctype html><html lang="en"><head><title>T</title></head><body>${body}</body></html>`;
const classesIn = (body: string): (string | undefined)[] =>
  readPageList(readMarkup(page(body)), true).numerals.map((numeral) => numeral.class);

describe('the class of a numeral in a finished page', () => {
  test.each(Object.keys(numberClasses))('%s is known', (name) => {
    expect(classesIn(`<p data-n="${name}">12</p>`)).toEqual([name]);
  });

  test('the nearest class wins, and a printed quantity needs none', () => {
    const body =
      '<table data-n="label"><tr><th>Age 18</th><td><data class="value" value="5">5</data></td></tr></table>';
    expect(classesIn(body)).toEqual(['label', 'ledger']);
  });

  test('a list names the class of each numeral, and counts', () => {
    expect(classesIn('<p data-n="date ledger">In 2014 there were 54.</p>')).toEqual(['date', 'ledger']);
    expect(classesIn('<p data-n="date ledger">In 2014, 54 and 3.</p>')).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(classesIn('<p data-n="date -">In 2014 there were 54.</p>')).toEqual(['date', undefined]);
  });

  test('a class that is not in the list is none', () => {
    expect(classesIn('<p data-n="decoration">12</p>')).toEqual([undefined]);
  });

  test('what some readers hear in place of text counts, by its own class', () => {
    expect(classesIn('<img alt="Chart of 12 cases" data-n="date" data-n-alt="label">')).toEqual(['label']);
    expect(classesIn('<a aria-label="Note 3" data-n="enumerator" data-n-alt="enumerator">3</a>')).toEqual([
      'enumerator',
      'enumerator',
    ]);
    expect(classesIn('<span title="Action 1.2.3"></span>')).toEqual([undefined]);
  });

  test('texts of a drawing count, style and script do not', () => {
    expect(classesIn('<svg><text data-n="tick" x="10">20</text></svg><style>p{top:1px}</style>')).toEqual([
      'tick',
    ]);
  });
});

describe('a numeral without a class', () => {
  const at = { file: 'templates/a.md', line: 9, column: 4 };
  const template = { file: 'templates/a.md', line: 1, column: 1 };

  test('is an error with its words and the nearest id', () => {
    const body = '<h2 id="sec-a">Cases</h2><p>There were 12 cases.</p>';
    const found = unclassifiedNumerals(readMarkup(page(body)), {
      numerals: [],
      positionOf: () => at,
      template,
    });
    expect(found).toEqual([
      {
        severity: 'error',
        code: 'number/unclassified',
        message: 'The numeral `12` near `#sec-a` in “There were 12 cases.” does not say where it comes from',
        position: template,
        hint: 'if a template has it, print it there by a helper; if none has it, the fault is in Tallybook, so send this line to whoever gave it to you',
      },
    ]);
  });

  test('stands where its words stand in the template, when that is known', () => {
    const numeral = {
      text: '12',
      class: undefined,
      place: 'text',
      anchor: undefined,
      section: undefined,
      offset: 5,
    } as const;
    const [found] = unclassifiedNumerals(readMarkup(page('<p>12</p>')), {
      numerals: [numeral],
      positionOf: () => at,
      template,
    });
    expect(found).toMatchObject({ position: at, hint: 'print it by a helper' });
  });

  test('nothing is said of a page where all have one', () => {
    const body = '<p data-n="label">Form 12</p>';
    expect(
      unclassifiedNumerals(readMarkup(page(body)), { numerals: [], positionOf: () => at, template }),
    ).toEqual([]);
  });
});
