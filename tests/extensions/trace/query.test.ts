import { describe, expect, test } from 'vitest';
import { findNumbers, readQuery } from '../../../src/extensions/trace/query.js';
import type { TracedNumber } from '../../../src/extensions/trace/traced.js';
import { exact } from '../../../src/model/exact.js';
import { entryOf } from '../../outputs/ledger/entries.js';

describe('what was typed', () => {
  test.each([
    ['54', { kind: 'text', text: '54' }],
    ['1,234.5', { kind: 'text', text: '1,234.5' }],
    ['page 12', { kind: 'page', page: 12 }],
    ['p12', { kind: 'page', page: 12 }],
    ['p. 12', { kind: 'page', page: 12 }],
    ['templates/a.md:41', { kind: 'position', file: 'templates/a.md', line: 41 }],
    ['./templates/a.md:41:12', { kind: 'position', file: 'templates/a.md', line: 41, column: 12 }],
  ])('%s', (typed, query) => {
    expect(readQuery(typed)).toEqual(query);
  });
});

const number = (text: string, line: number, pages?: readonly [number, number]): TracedNumber => {
  const at = { file: 'a.md', line, column: 3 };
  return {
    text,
    class: 'ledger',
    place: 'text',
    anchor: undefined,
    section: undefined,
    entry: entryOf(text, exact(54), { at }),
    at,
    ...(pages === undefined ? {} : { pages }),
  };
};

describe('what is found', () => {
  const all = [number('54%', 1, [3, 5]), number('54', 2, [5, 5]), number('1\u202F234', 2)];
  const texts = (typed: string): string[] => findNumbers(readQuery(typed), all).map(({ text }) => text);

  test('a number exactly as printed before one that only holds it', () => {
    expect(texts('54')).toEqual(['54']);
    expect(findNumbers(readQuery('54'), [number('54%', 1)])).toHaveLength(1);
    expect(texts('1234')).toEqual(['1\u202F234']);
    expect(texts('5')).toEqual([]);
  });

  test('the number that bears an id, and no other', () => {
    const first = number('54', 2);
    const entry = first.entry && { ...first.entry, id: 'sec-a:abcdefgh' };
    const named = { ...first, ...(entry && { entry }) };
    expect(findNumbers(readQuery('sec-a:abcdefgh'), [named, first])).toEqual([named]);
    expect(findNumbers(readQuery('sec-a:abcdefgh:2'), [named, first])).toEqual([]);
  });

  test('a page, within what is known of pages', () => {
    expect(texts('page 4')).toEqual(['54%']);
    expect(texts('page 5')).toEqual(['54%', '54']);
    expect(texts('page 9')).toEqual([]);
  });

  test('a line of a template, or of a data file', () => {
    expect(texts('a.md:2')).toEqual(['54', '1\u202F234']);
    expect(texts('a.md:1:3')).toEqual(['54%']);
    expect(texts('data/cases.csv:2')).toHaveLength(3);
    expect(texts('data/cases.csv:3')).toEqual([]);
  });
});
