import type { TransformState } from '../transform-state.js';
import { visitTree } from '../tree.js';

/** Puts each drawing where its chart stands. A chart that could not be drawn has been reported, and stays without one. */
export function placeDrawings(state: TransformState): void {
  visitTree(state.root, (node) => {
    if (node.type !== 'chart') return;
    const drawn = Object.hasOwn(state.charts, node.id) ? state.charts[node.id] : undefined;
    if (drawn === undefined) return;
    const [title, subtitle] = node.children;
    node.drawn = drawn;
    node.children = [title, subtitle];
  });
}
