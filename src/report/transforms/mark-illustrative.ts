import type { Nodes, Table } from 'mdast';
import type { ContainerNode } from '../../model/nodes.js';
import { isExact, isIllustrativeNumber } from '../../model/quantity.js';
import { holdsIllustrative } from '../illustrative.js';
import { ownNumbers } from '../own-numbers.js';
import type { TransformState } from '../transform-state.js';
import { chaptersOf, headingOf, visitTree } from '../tree.js';
import { coverMarkdown, coverRecords } from './cover-table.js';

/**
 * Marks every illustrative number of a report: by its table, figure or cards where these are illustrative throughout,
 * else by a mark of its own. It works on the finished tree, so that nothing that content makes can forget it: a number is
 * marked unless something around it is seen to say so.
 */
export function markIllustrative({ root }: TransformState): void {
  const covered = new Set<Nodes>();
  visitTree(root, (node, _siblings, _index, ancestors) => {
    for (const each of cover(node, ancestors.at(-1))) covered.add(each);
  });
  visitTree(root, (node, _siblings, _index, ancestors) => {
    if (node.type !== 'value' || !isIllustrativeNumber(node.entry) || covered.has(node)) return;
    if (!ancestors.some((around) => 'badge' in around && around.badge === 'all')) node.marked = true;
  });
  for (const chapter of chaptersOf(root)) {
    if (!chapter.children.some((node) => holdsIllustrative(node, { listed: false }))) continue;
    chapter.children.splice(headingOf(chapter) === undefined ? 0 : 1, 0, { type: 'illustrativeNote' });
  }
}

/** Sets what is said above a node and in its heads; returns the nodes of the numbers that are marked by a head. */
function cover(node: Nodes, parent: Nodes | undefined): readonly Nodes[] {
  switch (node.type) {
    case 'container':
      if (node.name === 'cards') coverCards(node);
      return [];
    case 'dataTable': {
      const table = coverRecords(node);
      if (table !== undefined) Object.assign(node, table);
      else if (node.illustrative) node.badge = 'all';
      return [];
    }
    case 'chart': {
      const { drawn } = node;
      const covering = drawn?.table && coverRecords(drawn.table);
      if (drawn?.illustrative === true) node.badge = 'all';
      if (drawn?.table === undefined || covering === undefined) return [];
      const { badge, ...table } = covering;
      node.badge = badge;
      node.drawn = { ...drawn, table: { ...drawn.table, ...table } };
      return [];
    }
    case 'table':
      return coverWords(node, parent);
    default:
      return [];
  }
}

function coverWords(table: Table, parent: Nodes | undefined): readonly Nodes[] {
  const captioned = parent?.type === 'captionedTable' ? parent : undefined;
  const covering = coverMarkdown(table, captioned !== undefined);
  if (covering === undefined) return [];
  if (captioned !== undefined) captioned.badge = covering.badge;
  return covering.covered;
}

/** Cards whose numbers are all illustrative say so once, above them. */
function coverCards(cards: ContainerNode): void {
  let [count, illustrative] = [0, 0];
  visitTree(cards, (node) => {
    for (const entry of ownNumbers(node)) {
      if (isExact(entry.quantity.value)) count++;
      if (isIllustrativeNumber(entry)) illustrative++;
    }
  });
  if (count > 0 && count === illustrative) cards.badge = 'all';
}
