import type { Heading, Nodes, PhrasingContent, Root } from 'mdast';
import type { SectionNode } from '../content/nodes.js';

/** The node lists in which a node keeps content: its children, or the captions and titles of our own nodes. */
function contentLists(node: Nodes): Nodes[][] {
  switch (node.type) {
    case 'dataTable':
      return [node.caption];
    case 'chart':
      return [node.title, node.subtitle];
    case 'endnotes':
      return node.notes.map((note) => [...note.children]);
    default:
      return 'children' in node ? [node.children] : [];
  }
}

/** What a visitor is told: the list that holds the node and the node's place in it, for replacing. */
export type TreeVisitor = (
  node: Nodes,
  siblings: Nodes[],
  index: number,
  ancestors: readonly Nodes[],
) => void;

/**
 * Visits every node below `root` in reading order, captions and titles included (which plain child visitors
 * miss). A visitor may replace the node at `siblings[index]`; the replacement is not visited.
 */
export function visitTree(root: Nodes, visitor: TreeVisitor, ancestors: readonly Nodes[] = []): void {
  const path = [...ancestors, root];
  for (const siblings of contentLists(root)) {
    for (let index = 0; index < siblings.length; index++) {
      const node = siblings[index];
      if (node === undefined) continue;
      visitor(node, siblings, index, path);
      if (siblings[index] === node) visitTree(node, visitor, path);
    }
  }
}

/** The text of phrasing content as the page shows it, note marks left out: for running heads, outlines, ids. */
export function plainText(nodes: readonly Nodes[]): string {
  return nodes.map(textOf).join('').replace(/\s+/g, ' ').trim();
}

function textOf(node: Nodes): string {
  if (node.type === 'value') return node.entry.text;
  if (node.type === 'break') return ' ';
  if (node.type === 'image') return node.alt ?? '';
  if ('value' in node && typeof node.value === 'string') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** The chapters of a sectionized report in order. */
export function chaptersOf(root: Root): SectionNode[] {
  return root.children.filter((node): node is SectionNode => node.type === 'section');
}

/** The sections directly below a section, those on wide pages included. */
export function sectionsBelow(nodes: readonly Nodes[]): SectionNode[] {
  return nodes.flatMap((node): SectionNode[] => {
    if (node.type === 'section') return [node];
    return node.type === 'container' && node.name === 'landscape' ? sectionsBelow(node.children) : [];
  });
}

/** The heading that opens a section. */
export function headingOf(section: SectionNode): Heading | undefined {
  const first: Nodes | undefined = section.children[0];
  return first?.type === 'heading' ? first : undefined;
}

/**
 * Phrasing content for a second printing, such as a list of figures: numbers and references become their text
 * (each is counted once, where it stands), and note marks go.
 */
export function copyForListing(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    switch (node.type) {
      case 'value':
        return [{ type: 'text', value: node.entry.text }];
      case 'noteMark':
      case 'footnoteReference':
        return [];
      case 'reference':
      case 'link':
      case 'linkReference':
        return copyForListing(node.children);
      case 'emphasis':
      case 'strong':
      case 'delete':
        return [{ ...node, children: copyForListing(node.children) }];
      default:
        return [node];
    }
  });
}
