import type { Table } from 'mdast';
import type { Language } from '../../language/language.js';
import { greatest } from '../../model/extremes.js';
import { visitParents } from '../../model/visit.js';
import { printedText } from '../printed-text.js';
import type { TransformState } from '../transform-state.js';

/** Characters up to which the longest cell of a column is kept on one line, and beyond which a cell counts no more. */
const shortCell = 20;
const longCell = 60;
/** Characters that the room around the words of a column is as wide as. */
const gap = 8;

/**
 * Gives the plain tables of a chapter that have the same head the same widths of columns, so that tables of one kind
 * that follow each other read as one. A table alone keeps the widths that its output finds.
 */
export function sameColumns({ root, language }: TransformState): void {
  for (const chapter of root.children) {
    const byHead = new Map<string, Table[]>();
    visitParents(chapter, (node) => {
      if (node.type !== 'table') return;
      const head = JSON.stringify(rowText(node.children[0], language));
      byHead.set(head, [...(byHead.get(head) ?? []), node]);
    });
    for (const tables of byHead.values()) if (tables.length > 1) setWidths(tables, language);
  }
}

const rowText = (row: Table['children'][number] | undefined, language: Language): string[] =>
  (row?.children ?? []).map((cell) => printedText(cell, language));

function setWidths(tables: readonly Table[], language: Language): void {
  const rows = tables.flatMap(({ children }) => children).map((row) => rowText(row, language));
  const sizes = (rows[0] ?? []).map((_, column) =>
    widthOf(rows.map((cells) => (cells[column] ?? '').length)),
  );
  const sum = sizes.reduce((total, size) => total + size, 0);
  const widths = sizes.map((size) => (100 * size) / sum);
  for (const table of tables) table.data = { ...table.data, widths };
}

/** As wide as its longest cell if all are short, else between that and its cells on average. */
function widthOf(lengths: readonly number[]): number {
  const longest = greatest(lengths);
  const average = lengths.reduce((total, length) => total + Math.min(longCell, length), 0) / lengths.length;
  return (longest <= shortCell ? longest : (average + Math.min(longCell, longest)) / 2) + gap;
}
