import type { PhrasingContent } from 'mdast';
import type { PublishedDataset } from '../model/dataset/dataset.js';
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

/** What the author of a chart adds to its description. */
export function authorWords({
  children: [, , written],
}: Pick<ChartNode, 'children'>): readonly PhrasingContent[] {
  return written?.type === 'description' ? written.children : [];
}

/** True when a number in a chart, or in the words around it, is illustrative, whatever dataset it draws. */
export function isIllustrative(chart: ChartNode, dataset: Pick<PublishedDataset, 'illustrative'>): boolean {
  const [title, subtitle] = chart.children;
  const words = [...title.children, ...subtitle.children, ...authorWords(chart)];
  return (
    dataset.illustrative ||
    chart.illustrative === true ||
    plainText(words).entries.some(({ quantity }) => quantity.illustrative)
  );
}
