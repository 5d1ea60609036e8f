import { visit } from '../../model/visit.js';
import { cellWords } from '../cell-words.js';
import { provenanceOf } from '../provenance.js';
import type { TransformState } from '../transform-state.js';

/** Sets on each printed number where it comes from, for every output that answers for its numbers. */
export function sayProvenance(state: TransformState): void {
  const described = cellWords(state.data, state.language);
  visit(state.root, 'value', (node) => {
    node.provenance = provenanceOf(node.entry, state, described);
  });
}
