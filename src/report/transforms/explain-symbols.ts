import type { Nodes } from 'mdast';
import type { Language } from '../../language/language.js';
import { bracketed, marks, meaningOf } from '../../model/missing.js';
import { isExact, type LedgerEntry } from '../../model/quantity.js';
import type { LegendEntry } from '../../model/table-parts.js';
import { ownNumbers } from '../own-numbers.js';
import type { TransformState } from '../transform-state.js';
import { chaptersOf, visitTree } from '../tree.js';

/**
 * Explains the symbols of missing values and the marks: those of a table under it, those of the text at the end of its
 * chapter, before its notes. Tables and figures with a legend of their own are passed over.
 */
export function explainSymbols({ root, language }: TransformState): void {
  for (const chapter of chaptersOf(root)) {
    visitTree(chapter, (node) => {
      if (node.type === 'captionedTable') node.legend = legendOf(node, language);
    });
    const entries = legendOf(chapter, language);
    if (entries.length === 0) continue;
    const notes = chapter.children.findIndex(({ type }) => type === 'endnotes');
    chapter.children.splice(notes < 0 ? chapter.children.length : notes, 0, { type: 'legend', entries });
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
  return [...inside, ...ownNumbers(node)];
}

/** True for a table or figure with a legend of its own. */
function explains(node: Nodes): boolean {
  switch (node.type) {
    case 'dataTable':
    case 'quotedClaim':
      return node.legend.length > 0;
    case 'captionedTable':
      return (node.legend ?? []).length > 0;
    case 'chart':
      return [...(node.drawn?.legend ?? []), ...(node.drawn?.table?.legend ?? [])].length > 0;
    default:
      return false;
  }
}
