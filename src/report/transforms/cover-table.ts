import type { Nodes, Table } from 'mdast';
import { groupBy } from '../../model/group-by.js';
import { isExact, isIllustrativeNumber, type LedgerEntry } from '../../model/quantity.js';
import type { Badge } from '../../model/tree/nodes.js';
import type { ValueNode } from '../../model/tree/phrasing-nodes.js';
import type { DataBodyNode, DataHeadNode } from '../../model/tree/table-nodes.js';
import { visitParents } from '../../model/tree/visit.js';

/** A number of a table and where it stands, both counted from 0. */
interface PlacedNumber {
  readonly row: number;
  readonly column: number;
  readonly illustrative: boolean;
}

/** Where the mark of a table's illustrative numbers is read once. */
interface Cover {
  /** What is said above the table, where it has a head of its own. */
  readonly badge: Badge;
  /** The columns and rows whose heads bear the mark; none where the badge speaks for all. */
  readonly columns: ReadonlySet<number>;
  readonly rows: ReadonlySet<number>;
}

/** What is said above a table, and the numbers that its heads speak for. */
export interface Covering {
  readonly badge: Badge;
  readonly covered: readonly Nodes[];
}

/**
 * Marks the heads of a table of data whose numbers are illustrative throughout, in place, where the table as a whole is
 * not. Undefined when it holds no illustrative number.
 */
export function coverData(head: DataHeadNode, body: DataBodyNode): Covering | undefined {
  const rows = body.children.map((row) => row.children.slice(1).map(valuesIn));
  const numbers = rows.flatMap((cells, row) =>
    cells.flatMap((values, column) =>
      placed(
        values.map(({ entry }) => entry),
        row,
        column,
      ),
    ),
  );
  const cover = coverOf(numbers, true);
  if (cover === undefined) return undefined;
  const [, ...columns] = head.children;
  for (const [index, column] of columns.entries()) if (cover.columns.has(index)) column.illustrative = true;
  for (const [index, row] of body.children.entries()) if (cover.rows.has(index)) row.illustrative = true;
  const covered = rows.flatMap((cells, row) =>
    cells.filter((_, column) => cover.rows.has(row) || cover.columns.has(column)).flat(),
  );
  return { badge: cover.badge, covered };
}

/**
 * Marks the heads of a table in Markdown, in place. Returns what is said above it where it stands under a caption, and
 * the nodes of the numbers that a head covers; its rows have no heads. Undefined when it holds no illustrative number.
 */
export function coverMarkdown(table: Table, isCaptioned: boolean): Covering | undefined {
  const [head, ...body] = table.children;
  const values = body.flatMap(({ children }, row) =>
    children.flatMap((cell, column) =>
      valuesIn(cell).map((node) => ({ node, place: placed([node.entry], row, column)[0] })),
    ),
  );
  const cover = coverOf(
    values.flatMap(({ place }) => place ?? []),
    false,
    !isCaptioned,
  );
  if (cover === undefined) return undefined;
  const marked = new Set([...cover.columns].filter((column) => head?.children[column] !== undefined));
  for (const column of marked) {
    const cell = head?.children[column];
    if (cell !== undefined) cell.data = { ...cell.data, illustrative: true };
  }
  const covered = values.flatMap(({ node, place }) =>
    place?.illustrative === true && marked.has(place.column) ? [node] : [],
  );
  return { badge: cover.badge, covered };
}

/** The numbers below a node. */
export function valuesIn(node: Nodes): ValueNode[] {
  const found: ValueNode[] = [];
  visitParents(node, (each) => {
    if (each.type === 'value') found.push(each);
  });
  return found;
}

const placed = (entries: readonly LedgerEntry[], row: number, column: number): PlacedNumber[] =>
  entries
    .filter(({ quantity }) => isExact(quantity.value))
    .map((entry) => ({ row, column, illustrative: isIllustrativeNumber(entry) }));

function coverOf(
  numbers: readonly PlacedNumber[],
  rowsHaveHeads: boolean,
  isBare = false,
): Cover | undefined {
  const some = numbers.filter(({ illustrative }) => illustrative);
  if (some.length === 0) return undefined;
  const badge = some.length === numbers.length ? 'all' : 'part';
  if (badge === 'all' && !isBare) return { badge, columns: new Set(), rows: new Set() };
  const columns = wholeGroups(numbers, ({ column }) => column, 1);
  const others = numbers.filter(({ column }) => !columns.has(column));
  const rows = rowsHaveHeads ? wholeGroups(others, ({ row }) => row, 2) : new Set<number>();
  return { badge, columns, rows };
}

/** The columns or rows with at least `least` numbers, all of them illustrative. */
function wholeGroups(
  numbers: readonly PlacedNumber[],
  groupOf: (number: PlacedNumber) => number,
  least: number,
): Set<number> {
  const whole = [...groupBy(numbers, groupOf)].filter(
    ([, members]) => members.length >= least && members.every(({ illustrative }) => illustrative),
  );
  return new Set(whole.map(([group]) => group));
}
