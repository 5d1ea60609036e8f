import { visit } from 'unist-util-visit';
import { describeProvenance } from '../provenance.js';
import type { TransformState } from '../transform-state.js';

/** Sets on each printed number where it comes from, in words, for every output that answers for its numbers. */
export function sayProvenance(state: TransformState): void {
  visit(state.root, 'value', (node) => {
    node.provenance = describeProvenance(node.entry, state);
  });
}
