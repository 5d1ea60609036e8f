import type { Nodes, Root } from 'mdast';
import type { ListingEntry, ListingName, SectionNode } from '../../content/nodes.js';
import type { Language } from '../../language/language.js';
import type { TransformState } from '../transform-state.js';
import { copyForListing, headingOf, sectionsBelow, visitTree } from '../tree.js';

/** Fills the contents and the lists of figures and tables. */
export function list(state: TransformState): void {
  const entries: Readonly<Record<ListingName, readonly ListingEntry[]>> = {
    contents: contentsOf(withoutLists(state.root)),
    figures: floatsOf(state, 'chart'),
    tables: floatsOf(state, 'dataTable'),
  };
  visitTree(state.root, (node) => {
    if (node.type === 'listing') node.entries = entries[node.name];
  });
}

/** Chapters and their sections (two levels), without the chapter that is itself the contents. */
export function contentsOf(root: Root): ListingEntry[] {
  const entries: ListingEntry[] = [];
  const add = (section: SectionNode): void => {
    const children = copyForListing(headingOf(section)?.children ?? []);
    entries.push({ id: section.id, enumerator: section.enumerator, children, depth: section.depth });
    for (const child of sectionsBelow(section.children)) if (child.depth === 2) add(child);
  };
  for (const node of root.children) if (node.type === 'section' && !holdsContents(node)) add(node);
  return entries;
}

function holdsContents(section: SectionNode): boolean {
  return section.children.some((node) => node.type === 'listing' && node.name === 'contents');
}

/** On paper the lists of figures and tables follow the contents at once, so that the contents need not name them. */
function withoutLists(root: Root): Root {
  return {
    ...root,
    children: root.children.filter((node) => node.type !== 'section' || !holdsOnlyLists(node)),
  };
}

function holdsOnlyLists(section: SectionNode): boolean {
  const below = sectionsBelow(section.children);
  return below.length > 0 && below.every((child) => child.children.some((node) => node.type === 'listing'));
}

function floatsOf(state: TransformState, type: 'chart' | 'dataTable'): ListingEntry[] {
  const entries: ListingEntry[] = [];
  visitTree(state.root, (node) => {
    if (node.type === type) entries.push(floatEntry(node, state.language));
  });
  return entries;
}

function floatEntry(node: Extract<Nodes, { type: 'chart' | 'dataTable' }>, language: Language): ListingEntry {
  const number = node.enumerator ?? '';
  const [message, words] =
    node.type === 'chart' ? ['document.figure', node.title] : ['document.table', node.caption];
  return {
    id: node.id,
    enumerator: language.message(message, { number }),
    children: copyForListing(words),
    depth: 1,
  };
}
