import type { Heading, Nodes } from 'mdast';
import type { Position } from '../../diagnostics.js';
import type { FinishedEntry } from '../../model/quantity.js';
import { replaceEntries } from '../../model/tree/entries.js';
import { EntryIds, frontSection } from '../../model/tree/entry-id.js';
import { isFloat } from '../../model/tree/floats.js';
import type { DefinitionTermNode } from '../../model/tree/part-nodes.js';
import { visitParents } from '../../model/tree/visit.js';
import { problem } from '../../problems/problem.js';
import { headingOf, type TransformState, wordsAlone } from '../tree.js';

/**
 * Gives every heading without an id one made from its words, whatever number is printed among them, and copies it to
 * its section; every term of a list gets one too. Ids are unique in the report and the same in every build. Reports ids
 * that two things bear.
 */
export function identify(state: TransformState): void {
  const taken = new Map<string, Position>();
  const nameless: Heading[] = [];
  const terms: DefinitionTermNode[] = [];
  visitParents(state.root, (node) => {
    const id = ownId(node);
    if (id !== undefined) claim(state, taken, id, node);
    else if (node.type === 'heading') nameless.push(node);
    else if (node.type === 'definitionTerm') terms.push(node);
  });
  for (const heading of nameless) {
    const id = uniqueId(slugOf(heading), taken);
    taken.set(id, state.positionOf(heading));
    heading.data = { ...heading.data, id };
  }
  // After headings, whose ids stand in links from elsewhere.
  for (const term of terms) {
    term.id = uniqueId(slugOf(term), taken);
    taken.set(term.id, state.positionOf(term));
  }
  visitParents(state.root, (node) => {
    if (node.type === 'section') node.id = headingOf(node)?.data?.id ?? '';
  });
}

/** The id that the author gave to a node. */
function ownId(node: Nodes): string | undefined {
  if (node.type === 'heading' || node.type === 'paragraph') return node.data?.id;
  if (node.type === 'definitionTerm' || node.type === 'bibliographyEntry') return node.id;
  return isFloat(node) && node.id !== '' ? node.id : undefined;
}

function claim(state: TransformState, taken: Map<string, Position>, id: string, node: Nodes): void {
  const position = isFloat(node) && 'at' in node ? node.at : state.positionOf(node);
  const first = taken.get(id);
  if (first === undefined) {
    taken.set(id, position);
    return;
  }
  state.report(problem('document/duplicate-id.bears', position, { id }, { see: first }));
}

/** Its words without the numbers that are printed in it: letters and digits of any script in lower case, Latin accents removed, joined by single hyphens. */
function slugOf({ type, children }: Heading | DefinitionTermNode): string {
  const words = wordsAlone(children)
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .match(/[\p{Letter}\p{Number}]+/gu);
  return words?.join('-') ?? (type === 'heading' ? 'section' : 'term');
}

function uniqueId(slug: string, taken: ReadonlyMap<string, Position>): string {
  let id = slug;
  for (let count = 2; taken.has(id); count++) id = `${slug}-${count}`;
  return id;
}

/**
 * Gives every printed number its id: from the section that it stands in, what was done to which cells, and which of its
 * equals in that section it is. This is the one place where ids are made.
 */
export function identifyNumbers({ root, operations }: TransformState): void {
  placeTitles(root);
  const ids = new EntryIds(operations);
  replaceEntries(
    root,
    ({ text, place, quantity }, section = frontSection): FinishedEntry => ({
      text,
      place,
      quantity,
      id: ids.next(section, quantity),
    }),
  );
}

/** A title that a definition gives to several links is printed at each of them. */
function placeTitles(root: Nodes): void {
  const titles = new Map<string, DefinitionTitle>();
  visitParents(root, (node) => {
    if (node.type !== 'definition' || node.data?.spokenTitle === undefined) return;
    const { spokenTitle, titleClasses } = node.data;
    titles.set(node.identifier.toUpperCase(), { spokenTitle, ...(titleClasses && { titleClasses }) });
  });
  visitParents(root, (node) => {
    const title = node.type === 'linkReference' ? titles.get(node.identifier.toUpperCase()) : undefined;
    if (node.type === 'linkReference' && title !== undefined) node.data = { ...node.data, ...title };
  });
}

type DefinitionTitle = Pick<
  NonNullable<Extract<Nodes, { type: 'definition' }>['data']>,
  'spokenTitle' | 'titleClasses'
>;
