import type { Element, Nodes } from 'hast';

/** About as many characters as three lines of print hold where the lines are longest, which is in the annexes. */
const threeLines = 360;

const blocks: ReadonlySet<string> = new Set(['p', 'ul', 'ol', 'dl', 'blockquote', 'figure', 'table']);

/**
 * True for a paragraph of a few lines, which paper keeps whole. Three lines cannot be parted so that two stay together
 * on both sides, and Chromium then leaves the last one alone on the next page, whatever `widows` asks for.
 */
export function isShortParagraph(element: Element): boolean {
  const holdsLines =
    element.tagName === 'p' ||
    (element.tagName === 'li' &&
      !element.children.some((node) => 'tagName' in node && blocks.has(node.tagName)));
  return holdsLines && lengthOf(element) <= threeLines;
}

function lengthOf(node: Nodes): number {
  if (node.type === 'text') return node.value.length;
  return 'children' in node ? node.children.reduce((sum, child) => sum + lengthOf(child), 0) : 0;
}
