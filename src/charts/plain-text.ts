import type { PhrasingContent } from 'mdast';
import type { PublishedDataset } from '../model/dataset/dataset.js';
import type { LedgerEntry } from '../model/quantity.js';
import { type ClassedPart, textOfParts } from '../model/tree/classed-text.js';
import type { ChartNode } from '../model/tree/nodes.js';

/** The author's words for an attribute or an SVG, where there is no markup; their numbers keep answering. */
export const plainText = (nodes: readonly PhrasingContent[]): readonly ClassedPart[] =>
  nodes.flatMap((node): readonly ClassedPart[] => {
    if (node.type === 'value') {
      const entry: LedgerEntry = { ...node.entry, place: 'alternative' };
      return [{ text: entry.text, class: 'ledger', entry }];
    }
    if (node.type === 'numeral') return [{ text: node.value, class: node.class }];
    if (node.type === 'text' || node.type === 'inlineCode') return [{ text: node.value }];
    return 'children' in node ? plainText(node.children) : [];
  });

/** The title and the subtitle of a chart in one line. */
export const headOf = ({ children: [title, subtitle] }: Pick<ChartNode, 'children'>): string =>
  [title, subtitle].map(({ children }) => textOfParts(plainText(children))).join(' ');

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
    plainText(words).some(({ entry }) => entry?.quantity.illustrative)
  );
}
