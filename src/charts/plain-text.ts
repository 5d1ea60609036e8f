import type { PhrasingContent } from 'mdast';
import type { LedgerEntry } from '../values/quantity.js';

/** Phrasing content as plain text, with the ledger entries of the numbers in it. */
export interface PlainText {
  readonly text: string;
  readonly entries: readonly LedgerEntry[];
}

/** Flattens the author's words for an attribute or an SVG, where there is no markup; its numbers keep answering. */
export function plainText(nodes: readonly PhrasingContent[]): PlainText {
  const parts = nodes.map((node): PlainText => {
    if (node.type === 'value') {
      return { text: node.entry.text, entries: [{ ...node.entry, place: 'alternative' }] };
    }
    if (node.type === 'text' || node.type === 'inlineCode') return { text: node.value, entries: [] };
    return 'children' in node ? plainText(node.children) : { text: '', entries: [] };
  });
  return { text: parts.map(({ text }) => text).join(''), entries: parts.flatMap(({ entries }) => entries) };
}
