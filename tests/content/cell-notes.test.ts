import { expect, test } from 'vitest';
import { cellNotes, type NotedLine } from '../../src/content/helpers/table/surroundings.js';

const notesOf = (...lines: readonly (readonly string[])[]): ReturnType<typeof cellNotes> =>
  cellNotes(
    lines.map(
      (line): NotedLine =>
        line.map((cell) => (cell === '-' ? undefined : cell === '' ? [] : cell.split(' '))),
    ),
  );

test('a note on every cell is said of the table, without a letter', () => {
  expect(notesOf(['all', 'all'], ['-', 'all'])).toMatchObject({ general: ['all'], lettered: [] });
});

test('a note on a column or a row stands at its head, columns first, others at their cells', () => {
  const notes = notesOf(['column row', 'row', 'row'], ['column', '', 'cell'], ['column', '-', '']);
  expect(notes.lettered).toEqual([
    { letter: 'a', words: 'column' },
    { letter: 'b', words: 'row' },
    { letter: 'c', words: 'cell' },
  ]);
  expect(notes.columns).toEqual([['a'], [], []]);
  expect(notes.rows).toEqual([['b'], [], []]);
  expect(notes.cells[1]).toEqual([[], [], ['c']]);
});

test('the one number of a row has its note at the head of the row, and letters go on after z', () => {
  expect(notesOf(['only'], [''])).toMatchObject({ rows: [['a'], []], cells: [[[]], [[]]] });
  const many = notesOf(...Array.from({ length: 30 }, (_, index) => [`n${index}`]));
  expect(many.lettered.slice(25, 28).map(({ letter }) => letter)).toEqual(['z', 'aa', 'ab']);
});
