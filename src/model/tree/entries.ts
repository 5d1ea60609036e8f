/** The numbers that a report prints: its `value` nodes, and those in words that hold no node. The ledger is a fold over them. */
import type { Nodes } from 'mdast';
import { type FinishedEntry, finished, type LedgerEntry } from '../quantity.js';
import type { ClassedPart } from './classed-text.js';

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

/** Replaces every entry that a tree prints, in place, in reading order. What a list repeats is no entry of its own. */
export function replaceEntries(root: Nodes, replace: ReplaceEntry): void {
  const visit = (node: Nodes, around: string | undefined): void => {
    // What a list repeats stands elsewhere.
    if (node.type === 'listing') return;
    const section = node.type === 'section' ? node.id : around;
    const entry: ReplaceOne = (each) => replace(each, section);
    // What stands under a type takes the nodes of that type, which the compiler cannot follow through the look-up.
    const beside = inMarkdown[node.type] as ReplaceInside | undefined;
    beside?.(node, entry);
    if (node.type === 'value') node.entry = entry(node.entry);
    if ('children' in node) for (const each of node.children) visit(each, section);
  };
  visit(root, undefined);
}

/** Every number that a tree prints, in reading order, symbols of missing values among them. */
export function entriesOf(root: Nodes): readonly LedgerEntry[] {
  const found: LedgerEntry[] = [];
  replaceEntries(root, (entry) => {
    found.push(entry);
    return entry;
  });
  return found;
}

/** The ledger: every number that a finished report or a part of it prints, in reading order. */
export const ledgerOf = (finishedPart: Nodes): readonly FinishedEntry[] =>
  entriesOf(finishedPart).map(finished);

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
