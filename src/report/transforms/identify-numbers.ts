import type { Nodes } from 'mdast';
import type { FinishedEntry } from '../../model/quantity.js';
import { replaceEntries } from '../../model/tree/entries.js';
import { EntryIds, frontSection } from '../../model/tree/entry-id.js';
import { visitParents } from '../../model/tree/visit.js';
import type { TransformState } from '../transform-state.js';

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
