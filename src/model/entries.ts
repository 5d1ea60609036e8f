/** Where the nodes of a report keep the numbers that they print. The ledger is a fold over them, in reading order. */
import type { Nodes, Root } from 'mdast';
import type { ChartTable, RenderedChart } from './chart.js';
import type { ClassedPart } from './classed-text.js';
import type { ChartNode, DataTableNode, QuotedClaimNode } from './nodes.js';
import type { LedgerEntry } from './quantity.js';
import type { TableCell, TableRow, TallyEntry } from './table-parts.js';

/** What stands in place of an entry from now on. `section`: the id of the section around it; undefined before the first. */
export type ReplaceEntry = (entry: LedgerEntry, section: string | undefined) => LedgerEntry;

/** How a visitor goes on: into other nodes, or to a number. */
interface Inside {
  readonly nodes: (list: readonly Nodes[]) => void;
  readonly entry: (entry: LedgerEntry) => LedgerEntry;
}

type Visitors = {
  readonly [T in Nodes['type']]?: (node: Extract<Nodes, { type: T }>, inside: Inside) => void;
};

/** Of nodes that are not named here the children are read, where there are any. */
const visitors: Visitors = {
  value: (node, { entry }) => {
    node.entry = entry(node.entry);
  },
  inlineCode: replacePrinted,
  code: replacePrinted,
  image: ({ data }, { entry }) => {
    if (data?.spoken === undefined) return;
    const { alt, title } = data.spoken;
    data.spoken = { alt: replaceParts(alt, entry), title: replaceParts(title, entry) };
  },
  link: (node, inside) => {
    replaceTitle(node.data, inside);
    inside.nodes(node.children);
  },
  linkReference: (node, inside) => {
    replaceTitle(node.data, inside);
    inside.nodes(node.children);
  },
  dataTable: visitTable,
  captionedTable: ({ caption, children }, { nodes }) => nodes([...caption, ...children]),
  chart: visitChart,
  quotedClaim: visitClaim,
  endnotes: ({ notes }, { nodes }) => {
    for (const { children } of notes) nodes(children);
  },
};

/** Replaces every entry that a tree prints, in place, in reading order. What a list repeats is no entry of its own. */
export function replaceEntries(root: Root, replace: ReplaceEntry): void {
  const visit = (node: Nodes, around: string | undefined): void => {
    const section = node.type === 'section' ? node.id : around;
    const nodes = (list: readonly Nodes[]): void => {
      for (const each of list) visit(each, section);
    };
    // The visitor under a type takes the nodes of that type, which the compiler cannot follow through the look-up.
    const visitor = visitors[node.type] as ((node: Nodes, inside: Inside) => void) | undefined;
    if (visitor !== undefined) visitor(node, { nodes, entry: (entry) => replace(entry, section) });
    else if ('children' in node) nodes(node.children);
  };
  visit(root, undefined);
}

/** Every number that a tree prints, in reading order, symbols of missing values among them. */
export function entriesOf(root: Root): readonly LedgerEntry[] {
  const found: LedgerEntry[] = [];
  replaceEntries(root, (entry) => {
    found.push(entry);
    return entry;
  });
  return found;
}

type ReplaceOne = Inside['entry'];

function replaceParts(parts: readonly ClassedPart[], entry: ReplaceOne): ClassedPart[] {
  return parts.map((part) => (part.entry === undefined ? part : { ...part, entry: entry(part.entry) }));
}

function replacePrinted({ data }: Extract<Nodes, { type: 'inlineCode' | 'code' }>, { entry }: Inside): void {
  if (data?.printed !== undefined) data.printed = replaceParts(data.printed, entry);
}

function replaceTitle(data: { spokenTitle?: readonly ClassedPart[] } | undefined, { entry }: Inside): void {
  if (data?.spokenTitle !== undefined) data.spokenTitle = replaceParts(data.spokenTitle, entry);
}

function visitTable(node: DataTableNode, { nodes, entry }: Inside): void {
  nodes(node.caption);
  node.rows = replaceRows(node.rows, entry);
  if (node.tally !== undefined) node.tally = replaceTally(node.tally, entry);
}

function replaceRows(rows: readonly TableRow[], entry: ReplaceOne): TableRow[] {
  return rows.map((row) => ({ ...row, cells: row.cells.map((cell) => replaceCell(cell, entry)) }));
}

function replaceCell(cell: TableCell, entry: ReplaceOne): TableCell {
  switch (cell.kind) {
    case 'value':
      return { ...cell, entry: entry(cell.entry) };
    case 'tiles':
      return { ...cell, tally: replaceTally(cell.tally, entry) };
    case 'text':
      return cell;
  }
}

const replaceTally = (tally: readonly TallyEntry[], entry: ReplaceOne): TallyEntry[] =>
  tally.map((each) => ({ ...each, entry: entry(each.entry) }));

/** What a drawing says of itself has the words of the author in it, until it is drawn they stand alone. */
function visitChart(node: ChartNode, { nodes, entry }: Inside): void {
  nodes([...node.title, ...node.subtitle]);
  if (node.drawn === undefined) nodes(node.description);
  else node.drawn = replaceDrawn(node.drawn, entry);
}

/** Labels first, then what is told, then the table: as they stand on a page. A key is the place of an entry, and stays. */
function replaceDrawn(drawn: RenderedChart, entry: ReplaceOne): RenderedChart {
  const replaced = new Map<LedgerEntry, LedgerEntry>();
  const once: ReplaceOne = (each) => {
    const known = replaced.get(each) ?? entry(each);
    replaced.set(each, known);
    return known;
  };
  for (const each of drawn.entries) if (each.place === 'chart') once(each);
  const told = drawn.told.map((line) => replaceParts(line, once));
  const table: Partial<Record<'table', ChartTable>> =
    drawn.table === undefined ? {} : { table: { ...drawn.table, rows: replaceRows(drawn.table.rows, once) } };
  const entries = drawn.entries.map((each) => replaced.get(each) ?? each);
  return { ...drawn, told, ...table, entries };
}

function visitClaim(node: QuotedClaimNode, { nodes, entry }: Inside): void {
  nodes([...node.children, ...node.by, ...node.source]);
  node.figures = node.figures.map((figure) =>
    figure.entry === undefined ? figure : { ...figure, entry: entry(figure.entry) },
  );
}
