import type { Nodes, PhrasingContent } from 'mdast';
import type { OwnType, ReportNodes } from './nodes.js';

/** Nodes that a node keeps: words that make a line of their own, such as a caption, or what stands below it. */
export type Part =
  | { readonly kind: 'words'; readonly nodes: PhrasingContent[] }
  | { readonly kind: 'below'; readonly nodes: Nodes[] };

type Parts = { readonly [T in OwnType]: (node: ReportNodes[T]) => readonly Part[] };

const words = (nodes: PhrasingContent[]): Part => ({ kind: 'words', nodes });
const below = (nodes: Nodes[]): Part => ({ kind: 'below', nodes });
const none = (): readonly Part[] => [];
const children = ({ children: nodes }: { readonly children: Nodes[] }): readonly Part[] => [below(nodes)];

/** Where each of our nodes keeps nodes, in reading order. One that is missing here does not compile. */
const parts: Parts = {
  value: none,
  numeral: none,
  noteMark: none,
  reference: children,
  section: children,
  container: children,
  dataTable: ({ caption }) => [words(caption)],
  captionedTable: ({ caption, children: table }) => [words(caption), below(table)],
  // The author's own description is part of what the drawing says of itself; until it is drawn it stands alone.
  chart: ({ title, subtitle, description, drawn }) => [
    words(title),
    words(subtitle),
    ...(drawn === undefined ? [words(description)] : []),
  ],
  quotedClaim: ({ children: said, by, source }) => [below(said), words(by), words(source)],
  // What a list repeats stands elsewhere.
  listing: none,
  endnotes: ({ notes }) => notes.map((note) => below(note.children)),
  legend: none,
  illustrativeNote: none,
};

/** The nodes that a node keeps, in reading order: its children, and for our own nodes captions, titles and their like. */
export function partsOf(node: Nodes): readonly Part[] {
  if (isOwn(node)) {
    // The entry under a type takes the nodes of that type, which the compiler cannot follow through the look-up.
    return (parts[node.type] as (own: typeof node) => readonly Part[])(node);
  }
  return 'children' in node ? [below(node.children)] : [];
}

const isOwn = (node: Nodes): node is ReportNodes[OwnType] => Object.hasOwn(parts, node.type);
