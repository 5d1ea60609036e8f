import type { Root } from 'mdast';
import { isFloat, listOfFloat } from '../../model/tree/floats.js';
import type { ChapterContent, ListingName, SectionNode } from '../../model/tree/nodes.js';
import type { ListingEntryNode } from '../../model/tree/part-nodes.js';
import { visitParents } from '../../model/tree/visit.js';
import {
  chaptersOf,
  copyForListing,
  floatLabel,
  headingOf,
  plainText,
  sectionsBelow,
  type TransformState,
} from '../tree.js';

/** Fills the contents and the lists of figures and tables. */
export function list(state: TransformState): void {
  const entries: Readonly<Record<ListingName, ListingEntryNode[]>> = {
    contents: contentsOf(withoutLists(state.root)),
    figures: floatsOf(state, 'figures'),
    tables: floatsOf(state, 'tables'),
  };
  visitParents(state.root, (node) => {
    if (node.type === 'listing') node.children = entries[node.name];
  });
  for (const chapter of chaptersOf(state.root)) {
    const holds = contentOf(chapter);
    if (holds !== 'text') chapter.holds = holds;
  }
}

/** What a chapter holds below its heading. */
function contentOf(chapter: SectionNode): ChapterContent {
  const [, only, ...others] = chapter.children;
  if (only?.type === 'listing' && only.name === 'contents' && others.length === 0) return 'contents';
  return isOfLists(chapter) ? 'lists' : 'text';
}

/** True where nothing but lists follows the heading, in sections of its own or not. */
function isOfLists({ children }: SectionNode): boolean {
  const rest = children.slice(1);
  return (
    rest.length > 0 &&
    rest.every((node) => node.type === 'listing' || (node.type === 'section' && isOfLists(node)))
  );
}

/** In so many chapters a section of the same title is one of their form, such as "Next steps", and leads nobody anywhere. */
const repeated = 3;

/**
 * Chapters and their sections (two levels), without the chapter that is itself the contents, and without sections that
 * chapter after chapter has under the same title.
 */
export function contentsOf(root: Root): ListingEntryNode[] {
  const entries: ListingEntryNode[] = [];
  const ofForm = titlesOfForm(root);
  const add = (section: SectionNode): void => {
    const children = copyForListing(headingOf(section)?.children ?? []);
    const { id, enumerator, depth } = section;
    entries.push({ type: 'listingEntry', id, enumerator, depth, children });
    for (const child of sectionsBelow(section.children))
      if (child.depth === 2 && !ofForm.has(titleOf(child))) add(child);
  };
  for (const node of root.children) if (node.type === 'section' && !holdsContents(node)) add(node);
  return entries;
}

const titleOf = (section: SectionNode): string => plainText(headingOf(section)?.children ?? []);

function titlesOfForm(root: Root): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const chapter of chaptersOf(root)) {
    const titles = sectionsBelow(chapter.children)
      .filter(({ depth }) => depth === 2)
      .map(titleOf);
    for (const title of new Set(titles)) counts.set(title, (counts.get(title) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= repeated).map(([title]) => title));
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

function floatsOf({ root, language }: TransformState, wanted: ListingName): ListingEntryNode[] {
  const entries: ListingEntryNode[] = [];
  visitParents(root, (node) => {
    if (!isFloat(node) || listOfFloat(node) !== wanted) return;
    const [words] = node.children;
    entries.push({
      type: 'listingEntry',
      id: node.id,
      enumerator: floatLabel(node, language),
      depth: 1,
      children: copyForListing(words.children),
    });
  });
  return entries;
}
