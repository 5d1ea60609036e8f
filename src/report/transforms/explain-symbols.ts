import type { Nodes } from 'mdast';
import type { Language } from '../../language/language.js';
import { bracketed, marks, meaningOf } from '../../model/dataset/missing.js';
import { isExact, type LedgerEntry } from '../../model/quantity.js';
import { legendNode } from '../../model/tree/table-nodes.js';
import type { LegendEntry } from '../../model/tree/table-parts.js';
import { visitParents } from '../../model/tree/visit.js';
import { chaptersOf, type TransformState } from '../tree.js';

/**
 * Explains the symbols of missing values and the marks: those of a table under it, those of the text at the end of its
 * chapter, before its notes. Tables and figures with a legend of their own are passed over.
 */
export function explainSymbols({ root, language }: TransformState): void {
  for (const chapter of chaptersOf(root)) {
    visitParents(chapter, (node) => {
      if (node.type !== 'captionedTable') return;
      const [caption, table, , sources] = node.children;
      node.children = [caption, table, legendNode(legendOf(node, language)), sources];
    });
    const legend = legendNode(legendOf(chapter, language));
    if (legend.children.length === 0) continue;
    const notes = chapter.children.findIndex(({ type }) => type === 'endnotes');
    chapter.children.splice(notes < 0 ? chapter.children.length : notes, 0, legend);
  }
}

function legendOf(part: Nodes, language: Language): readonly LegendEntry[] {
  const printed = unexplained(part);
  const missing = printed.flatMap(({ text, quantity: { value } }): LegendEntry[] => {
    // Why this one is missing is said at the symbol; what the symbol means is the same everywhere. A table without room
    // for symbols prints the meaning itself.
    if (isExact(value) || text !== value.symbol || text === meaningOf(value)) return [];
    return [{ symbol: value.symbol, meaning: value.meaning }];
  });
  const used = new Set(printed.flatMap(({ quantity }) => quantity.marks ?? []));
  const entries = [
    ...missing,
    ...marks
      .filter((mark) => used.has(mark))
      .map((mark) => ({ symbol: bracketed(mark), meaning: language.message(`mark.${mark}`) })),
  ];
  return [
    ...new Map(entries.map((entry) => [JSON.stringify([entry.symbol, entry.meaning]), entry])).values(),
  ];
}

/** The numbers and symbols of a node that no legend inside it explains, in reading order. */
function unexplained(node: Nodes): LedgerEntry[] {
  const children: readonly Nodes[] = 'children' in node ? node.children : [];
  const inside = children.flatMap((child) => (explains(child) ? [] : unexplained(child)));
  return node.type === 'value' ? [node.entry] : inside;
}

/** True for a table or figure with a legend of its own; a drawing explains what it prints and says, and need not. */
function explains(node: Nodes): boolean {
  switch (node.type) {
    case 'dataTable':
    case 'testedQuotation':
    case 'captionedTable':
      return holdsLegend(node.children);
    case 'chart':
      return node.children.some(
        (part) =>
          part.type === 'drawing' &&
          (holdsLegend(part.children) ||
            part.children.some((each) => each.type === 'drawnTable' && holdsLegend(each.children))),
      );
    case 'drawnLabels':
    case 'telling':
      return true;
    default:
      return false;
  }
}

const holdsLegend = (parts: readonly Nodes[]): boolean =>
  parts.some((part) => part.type === 'legend' && part.children.length > 0);
