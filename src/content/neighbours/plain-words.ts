import type { Nodes } from 'mdast';

/** The words of a node without its numbers, as the head of a row or column has them. */
export function plainWords(node: Nodes | undefined): string {
  if (node === undefined) return '';
  if (node.type === 'text') return node.value.trim();
  return 'children' in node ? (node.children as Nodes[]).map(plainWords).join(' ').trim() : '';
}
