import type { Table } from 'mdast';
import type { Language } from '../../language/language.js';
import { greatest } from '../../model/chart/extremes.js';
import { listAt } from '../../model/group-by.js';
import type { DataTableNode } from '../../model/tree/nodes.js';
import { type DataColumnNode, groupsOf } from '../../model/tree/table-nodes.js';
import { visitParents } from '../../model/tree/visit.js';
import { printedText, type TransformState } from '../tree.js';

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
      if (node.type === 'table' && node.data?.widths === undefined)
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

/** The room for a table on the narrower of the sheets, upright and on its side, in millimetres. */
const room = { upright: 166, landscape: 235 };

/** Columns from which the theme sets a table small; below it letters and gaps are larger. */
const manyColumns = 8;
const small = { letter: 1.6, gap: 2.4 };
const large = { letter: 1.75, gap: 4 };
/** The first column, where its words break. */
const leastStub = 20;

/**
 * Parts a table that is too wide for its sheet into several of fewer columns, each with the heads of the rows: else the
 * paper would lose what stands beyond its edge. Columns under one head stay together where they fit. The parts are the
 * same on a screen, so that page and paper say the same in one order.
 */
export function splitWideTables({ root, language }: TransformState): void {
  visitParents(root, (node, ancestors) => {
    if (node.type !== 'dataTable' || node.layout !== undefined || node.widths !== undefined) return;
    const isWide = ancestors.some((each) => each.type === 'container' && each.name === 'landscape');
    const parts = partsOf(node, isWide ? room.landscape : room.upright, language);
    if (parts.length > 1) node.parts = parts;
  });
}

/** How many columns each part has. */
function partsOf(table: DataTableNode, width: number, language: Language): readonly number[] {
  const [, , head, body] = table.children;
  const [stub, ...columns] = head.children;
  const { letter, gap } = columns.length >= manyColumns ? small : large;
  const words = [stub.value, ...body.children.map(({ children: [label] }) => printedText(label, language))];
  const first = Math.max(leastStub, greatest(words.map(longestWord)) * letter);
  const widths = columns.map((column, index) => {
    const cells = body.children.map(({ children }) => {
      const cell = children[index + 1];
      return cell === undefined ? 0 : printedText(cell, language).length;
    });
    const heads = column.children.flatMap(({ as, value }) => (as === 'group' ? [] : [longestWord(value)]));
    return greatest([...cells, ...heads]) * letter + gap;
  });
  const total = widths.reduce((sum, each) => sum + each, 0);
  if (first + total <= width) return [columns.length];
  // Parts of about the same width, rather than a last one of a single column.
  const count = Math.ceil(total / (width - first));
  return filled(columns, widths, { aim: total / count, most: width - first });
}

/** Numbers of columns, group by group: a part is full when it has about its share, and never wider than the room. */
function filled(
  columns: readonly DataColumnNode[],
  widths: readonly number[],
  { aim, most }: { readonly aim: number; readonly most: number },
): readonly number[] {
  const parts: number[] = [];
  let open = { columns: 0, width: 0 };
  const close = (): void => {
    if (open.columns > 0) parts.push(open.columns);
    open = { columns: 0, width: 0 };
  };
  for (const group of grouped(columns, widths)) {
    const width = group.reduce((sum, each) => sum + each, 0);
    if (open.width + width > most || open.width + width / 2 > aim) close();
    for (const each of group) {
      if (open.width + each > most) close();
      open = { columns: open.columns + 1, width: open.width + each };
    }
  }
  close();
  return parts;
}

/** The widths of columns that stand under one outermost head. */
function grouped(columns: readonly DataColumnNode[], widths: readonly number[]): readonly number[][] {
  const groups: number[][] = [];
  let before: string | undefined;
  for (const [index, column] of columns.entries()) {
    const [outermost] = groupsOf(column);
    const width = widths[index] ?? 0;
    if (outermost !== undefined && outermost === before) groups.at(-1)?.push(width);
    else groups.push([width]);
    before = outermost;
  }
  return groups;
}

const longestWord = (text: string): number => greatest([0, ...text.split(/\s+/).map((word) => word.length)]);
