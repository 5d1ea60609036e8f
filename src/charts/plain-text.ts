import type { PhrasingContent } from 'mdast';
import type { LedgerEntry } from '../model/quantity.js';
import type { ClassedPart } from '../model/tree/classed-text.js';
import type { ChartNode } from '../model/tree/nodes.js';

/** Phrasing content as plain text, with the ledger entries of the numbers in it. */
export interface PlainText {
  readonly text: string;
  readonly entries: readonly LedgerEntry[];
  /** The same words, their numerals with their classes. */
  readonly parts: readonly ClassedPart[];
}

/** Flattens the author's words for an attribute or an SVG, where there is no markup; its numbers keep answering. */
export function plainText(nodes: readonly PhrasingContent[]): PlainText {
  const parts = nodes.map((node): PlainText => {
    if (node.type === 'value') {
      const entry: LedgerEntry = { ...node.entry, place: 'alternative' };
      return { text: entry.text, entries: [entry], parts: [{ text: entry.text, class: 'ledger', entry }] };
    }
    if (node.type === 'numeral')
      return { text: node.value, entries: [], parts: [{ text: node.value, class: node.class }] };
    if (node.type === 'text' || node.type === 'inlineCode')
      return { text: node.value, entries: [], parts: [{ text: node.value }] };
    return 'children' in node ? plainText(node.children) : { text: '', entries: [], parts: [] };
  });
  return {
    text: parts.map(({ text }) => text).join(''),
    entries: parts.flatMap(({ entries }) => entries),
    parts: parts.flatMap((part) => part.parts),
  };
}

/** The title and the subtitle of a chart in one line. */
export const headOf = ({ children: [title, subtitle] }: Pick<ChartNode, 'children'>): string =>
  `${plainText(title.children).text} ${plainText(subtitle.children).text}`;

/** True when a number in the words is illustrative, whatever dataset the chart itself draws. */
export function isIllustrative(nodes: readonly PhrasingContent[]): boolean {
  return plainText(nodes).entries.some(({ quantity }) => quantity.illustrative);
}
