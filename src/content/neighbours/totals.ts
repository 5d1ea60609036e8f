import type { Nodes, Root, Table, TableCell } from 'mdast';
import type { Diagnostic } from '../../diagnostics.js';
import type { Lexicon } from '../../language/lexicon/lexicon.js';
import { addendOf } from '../../model/dataset/missing.js';
import { add, compare, type Exact, toPlainText, zero } from '../../model/exact.js';
import { isExact, type LedgerEntry, type Quantity } from '../../model/quantity.js';
import { visit } from '../../model/tree/visit.js';
import { problem } from '../../problems/problem.js';

/** Units of numbers that do not add up. */
const notAdditive: ReadonlySet<string> = new Set(['%', 'percentage points', 'times']);

/** A row or a column: what its head calls it, and its cells in their order. */
interface Line {
  readonly head: string;
  readonly cells: readonly TableCell[];
}

/** Holds the rows and columns of hand-made tables that are called totals against the numbers before them, which must add up to them. */
export function checkTotals(body: Root, { neighbours: { totals } }: Lexicon): Diagnostic[] {
  const problems: Diagnostic[] = [];
  visit(body, 'table', (table: Table) => {
    for (const lines of [rowsOf(table), columnsOf(table)]) {
      const at = lines.findIndex(({ head }) => totals.test(head));
      const total = lines[at];
      if (total === undefined || at < 2) continue;
      total.cells.forEach((cell, index) => {
        const parts = lines.slice(0, at).map(({ cells }) => numberOf(cells[index]));
        const problem = problemOf(numberOf(cell), parts);
        if (problem !== undefined) problems.push(problem);
      });
    }
  });
  return problems;
}

const rowsOf = ({ children: [, ...rows] }: Table): Line[] =>
  rows.map(({ children: [first, ...cells] }) => ({ head: plainWords(first), cells }));

function columnsOf({ children: [head, ...rows] }: Table): Line[] {
  return (head?.children ?? []).slice(1).map((cell, index) => ({
    head: plainWords(cell),
    cells: rows.flatMap(({ children }) => children[index + 1] ?? []),
  }));
}

/** The number of a cell that prints one and no other. */
function numberOf(cell: TableCell | undefined): LedgerEntry | undefined {
  const found: LedgerEntry[] = [];
  if (cell !== undefined) visit(cell, 'value', ({ entry }) => void found.push(entry));
  return found.length === 1 ? found[0] : undefined;
}

function problemOf(
  total: LedgerEntry | undefined,
  parts: readonly (LedgerEntry | undefined)[],
): Diagnostic | undefined {
  if (total === undefined || !isExact(total.quantity.value)) return undefined;
  const known = parts.flatMap((part) => (part === undefined ? [] : [part.quantity]));
  const sum = known.length < parts.length ? undefined : sumOf(total.quantity, known);
  if (sum === undefined || compare(sum, total.quantity.value) === 0) return undefined;
  return problem('number/total', total.quantity.at, { text: total.text, sum: toPlainText(sum) });
}

/** What parts add up to; undefined where one is not known, is a range, or counts something else. */
function sumOf({ unit }: Quantity, parts: readonly Quantity[]): Exact | undefined {
  let sum = zero;
  for (const part of parts) {
    const addend = addendOf(part.value);
    const isPart = part.unit === unit && part.high === undefined && (part.qualifier ?? 'exact') === 'exact';
    if (addend === undefined || !isPart || notAdditive.has(unit)) return undefined;
    sum = add(sum, addend);
  }
  return sum;
}

/** The words of a node without its numbers, as the head of a row or column has them. */
export function plainWords(node: Nodes | undefined): string {
  if (node === undefined) return '';
  if (node.type === 'text') return node.value.trim();
  return 'children' in node ? (node.children as Nodes[]).map(plainWords).join(' ').trim() : '';
}
