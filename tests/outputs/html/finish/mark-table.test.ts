import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import { describe, expect, it } from 'vitest';
import { coverTable } from '../../../../src/outputs/html/finish/mark-table.js';
import { english } from '../../../support/english.js';

/** A table from text: `*7` is an illustrative number. Returns its head, its row heads, and which numbers are covered. */
function mark(...lines: string[]): { badge: string; heads: string[]; rows: string[]; covered: string[] } {
  const [head = [], ...body] = lines.map((text) => text.split('|').map((cell) => cell.trim()));
  const number = (cell: string) =>
    h('td.number', [
      h('data', cell.startsWith('*') ? { dataIllustrative: true } : {}, cell.replace('*', '')),
    ]);
  const table = h('table', [
    h('thead', [
      h(
        'tr',
        head.map((cell) => h('th', cell)),
      ),
    ]),
    h(
      'tbody',
      body.map(([first = '', ...cells]) => h('tr', [h('th', { scope: 'row' }, first), ...cells.map(number)])),
    ),
  ]);
  const label = h('p.label', [h('span.number', 'Table 1'), ' ']);
  const figure = h('figure', [h('figcaption', [label]), table]);
  const covered = coverTable(table, figure, english);
  const html = toHtml(table);
  const marked = (pattern: RegExp): string[] =>
    [...html.matchAll(pattern)].filter((match) => match[0].includes('[i]')).map((match) => match[1] ?? '');
  return {
    badge: /illustrative[^>]*>([^<]*)/.exec(toHtml(label))?.[1] ?? '',
    heads: marked(/<th>([^<]*).*?<\/th>/g),
    rows: marked(/<th scope="row">([^<]*).*?<\/th>/g),
    covered: covered.map((one) => toHtml(one).replace(/<[^>]+>/g, '')),
  };
}

describe('a table', () => {
  it('of illustrative numbers alone says so at its caption', () => {
    expect(mark('Year | Cases', '2010 | *7', '2011 | *8')).toEqual({
      badge: 'Illustrative data',
      heads: [],
      rows: [],
      covered: [],
    });
  });

  it('without such numbers says nothing', () => {
    expect(mark('Year | Cases', '2010 | 7')).toMatchObject({ badge: '', covered: [] });
  });

  it('marks the head of a column that is illustrative beside one that is not', () => {
    expect(mark('Year | Recorded | Counted', '2010 | 7 | *9', '2011 | 8 | *10')).toEqual({
      badge: 'Partly illustrative data, marked [i]',
      heads: ['Counted'],
      rows: [],
      covered: ['9', '10'],
    });
  });

  it('marks the head of a row that is illustrative above one that is not', () => {
    const marked = mark('Kind | 2010 | 2011', 'Recorded | 7 | 8', 'Counted | *9 | *10');
    expect(marked).toMatchObject({ heads: [], rows: ['Counted'], covered: ['9', '10'] });
  });

  it('leaves to their cells the numbers that no head can speak for', () => {
    expect(mark('Kind | 2010 | 2011', 'A | 7 | *8', 'B | *9 | 10')).toMatchObject({
      heads: [],
      rows: [],
      covered: [],
    });
  });
});
