/** Where the nodes of a report keep the numbers that they print. The ledger is a fold over them, in reading order. */
import type { Nodes, Root } from 'mdast';
import type { ChartTable, RenderedChart } from './chart.js';
import type { ClassedPart } from './classed-text.js';
import type { BlockNodes, PhrasingNodes } from './nodes.js';
import type { LedgerEntry } from './quantity.js';
import type { TableCell, TableRow, TallyEntry } from './table-parts.js';

/** What stands in place of an entry from now on. `section`: the id of the section around it; undefined before the first. */
export type ReplaceEntry = (entry: LedgerEntry, section: string | undefined) => LedgerEntry;

type ReplaceOne = (entry: LedgerEntry) => LedgerEntry;

/** The numbers that Markdown's own nodes hold beside their children, ahead of them. */
const inMarkdown: {
  readonly [T in Nodes['type']]?: (node: Extract<Nodes, { type: T }>, entry: ReplaceOne) => void;
} = {
  inlineCode: replacePrinted,
  code: replacePrinted,
  image: ({ data }, entry) => {
    if (data?.spoken === undefined) return;
    const { alt, title } = data.spoken;
    data.spoken = { alt: replaceParts(alt, entry), title: replaceParts(title, entry) };
  },
  link: ({ data }, entry) => replaceTitle(data, entry),
  linkReference: ({ data }, entry) => replaceTitle(data, entry),
};

const none = (): void => {};

type StandingNodes = PhrasingNodes & BlockNodes;

/** The numbers that each of our nodes prints itself, after its children. One that is missing does not compile. */
const inOwn: { readonly [T in keyof StandingNodes]: (node: StandingNodes[T], entry: ReplaceOne) => void } = {
  value: (node, entry) => {
    node.entry = entry(node.entry);
  },
  dataTable: (node, entry) => {
    node.rows = replaceRows(node.rows, entry);
    if (node.tally !== undefined) node.tally = replaceTally(node.tally, entry);
  },
  chart: (node, entry) => {
    if (node.drawn !== undefined) node.drawn = replaceDrawn(node.drawn, entry);
  },
  quotedClaim: (node, entry) => {
    node.figures = node.figures.map((figure) =>
      figure.entry === undefined ? figure : { ...figure, entry: entry(figure.entry) },
    );
  },
  // What a list or a word repeats stands elsewhere.
  numeral: none,
  listing: none,
  captionedTable: none,
  container: none,
  endnotes: none,
  illustrativeNote: none,
  legend: none,
  noteMark: none,
  reference: none,
  section: none,
};

/** Replaces every entry that a tree prints, in place, in reading order. What a list repeats is no entry of its own. */
export function replaceEntries(root: Root, replace: ReplaceEntry): void {
  const visit = (node: Nodes, around: string | undefined): void => {
    // What a list repeats stands elsewhere.
    if (node.type === 'listing') return;
    const section = node.type === 'section' ? node.id : around;
    const entry: ReplaceOne = (each) => replace(each, section);
    // What stands under a type takes the nodes of that type, which the compiler cannot follow through the look-up.
    const markdown = inMarkdown[node.type] as ReplaceInside | undefined;
    const own = (inOwn as Readonly<Record<string, ReplaceInside | undefined>>)[node.type];
    markdown?.(node, entry);
    if ('children' in node) for (const each of node.children) visit(each, section);
    own?.(node, entry);
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

type ReplaceInside = (node: Nodes, entry: ReplaceOne) => void;

function replaceParts(parts: readonly ClassedPart[], entry: ReplaceOne): ClassedPart[] {
  return parts.map((part) => (part.entry === undefined ? part : { ...part, entry: entry(part.entry) }));
}

function replacePrinted({ data }: Extract<Nodes, { type: 'inlineCode' | 'code' }>, entry: ReplaceOne): void {
  if (data?.printed !== undefined) data.printed = replaceParts(data.printed, entry);
}

function replaceTitle(data: { spokenTitle?: readonly ClassedPart[] } | undefined, entry: ReplaceOne): void {
  if (data?.spokenTitle !== undefined) data.spokenTitle = replaceParts(data.spokenTitle, entry);
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
