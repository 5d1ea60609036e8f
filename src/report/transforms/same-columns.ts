import type { Table } from 'mdast';
import type { Language } from '../../language/language.js';
import { greatest } from '../../model/chart/extremes.js';
import { listAt } from '../../model/group-by.js';
import { visitParents } from '../../model/tree/visit.js';
import { printedText } from '../printed-text.js';
import type { TransformState } from '../transform-state.js';

/** Characters up to which the longest cell of a column is kept on one line, and beyond which a cell counts no more. */
const shortCell = 20;
const longCell = 90;
/** Characters from which a cell is a sentence. */
const sentence = 60;
/** What a short column is wider than its longest cell has characters, so that one of wide letters is not broken. */
const slack = 1.35;
/** Characters that the room around the words of a column is as wide as. */
const gap = 8;

/**
 * Gives the plain tables of a chapter that have the same head the same widths of columns, so that tables of one kind
 * that follow each other read as one. A table alone keeps the widths that its output finds, unless two of its columns
 * or more hold words and one a sentence. There the longest cell would leave the others one word on each line.
 */
export function sameColumns({ root, language }: TransformState): void {
  for (const chapter of root.children) {
    const byHead = new Map<string, Table[]>();
    visitParents(chapter, (node) => {
      if (node.type === 'table')
        listAt(byHead, JSON.stringify(rowText(node.children[0], language))).push(node);
    });
    for (const tables of byHead.values()) setWidths(tables, language);
  }
}

const rowText = (row: Table['children'][number] | undefined, language: Language): string[] =>
  (row?.children ?? []).map((cell) => printedText(cell, language));

function setWidths(tables: readonly Table[], language: Language): void {
  const rows = tables.flatMap(({ children }) => children).map((row) => rowText(row, language));
  const lengths = (rows[0] ?? []).map((_, column) => rows.map((cells) => (cells[column] ?? '').length));
  const longest = lengths.map(greatest);
  const isOfWords = longest.filter((each) => each > shortCell).length > 1 && greatest(longest) > sentence;
  if (tables.length === 1 && !isOfWords) return;
  const sizes = lengths.map(widthOf);
  const sum = sizes.reduce((total, size) => total + size, 0);
  const widths = sizes.map((size) => (100 * size) / sum);
  for (const table of tables) table.data = { ...table.data, widths };
}

/** As wide as its longest cell if all are short, else between that and its cells on average. */
function widthOf(lengths: readonly number[]): number {
  const longest = greatest(lengths);
  const average = lengths.reduce((total, length) => total + Math.min(longCell, length), 0) / lengths.length;
  return (longest <= shortCell ? longest * slack : (average + Math.min(longCell, longest)) / 2) + gap;
}
