import { expect, test } from 'vitest';
import { movedPlace, rangeAt } from '../../../src/extensions/lsp/places.js';

const at = (line: number, column = 1) => ({ file: 'a.md', line, column });

test.each([
  ['a call', 'Of {{value "visits"}} visits', 4, [3, 21]],
  ['a named argument', '{{value "visits" reader="child"}}', 18, [17, 31]],
  ['a text in quotation marks', '{{value "visits"}}', 9, [8, 16]],
  ['a number', 'There were 5,220 visits', 12, [11, 16]],
  ['a letter of its own', '(a)', 1, [0, 1]],
  ['the end of a line', 'a', 2, [1, 2]],
] as const)('the range of %s ends with it', (_, text, column, [start, end]) => {
  const { start: from, end: to } = rangeAt(at(1, column), text);
  expect([from.character, to.character]).toEqual([start, end]);
});

test('a place moves with its line, and is gone when that was changed', () => {
  const moved = (line: number) => movedPlace(at(line), 'a\nb\nc\nd', 'a\nnew\nnew\nc\nd')?.line;
  expect([1, 2, 3, 4].map(moved)).toEqual([1, undefined, 4, 5]);
  expect(movedPlace(at(2), 'a\nb', 'a\nb')).toEqual(at(2));
});
