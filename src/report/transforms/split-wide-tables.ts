import type { Language } from '../../language/language.js';
import { greatest } from '../../model/chart/extremes.js';
import type { DataTableNode } from '../../model/tree/nodes.js';
import { type DataColumnNode, groupsOf } from '../../model/tree/table-nodes.js';
import { visitParents } from '../../model/tree/visit.js';
import { printedText } from '../printed-text.js';
import type { TransformState } from '../transform-state.js';

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
    if (node.type !== 'dataTable' || node.layout !== undefined) return;
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
