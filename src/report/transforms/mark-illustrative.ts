import type { Nodes, Table } from 'mdast';
import { isExact, isIllustrativeNumber } from '../../model/quantity.js';
import type { ChartNode, ContainerNode, SectionNode } from '../../model/tree/nodes.js';
import { CONTINUE, SKIP, visit, visitParents } from '../../model/tree/visit.js';
import { isWhollyIllustrative } from '../band.js';
import { holdsIllustrative } from '../illustrative.js';
import type { TransformState } from '../transform-state.js';
import { chaptersOf, headingOf } from '../tree.js';
import { coverData, coverMarkdown, valuesIn } from './cover-table.js';

/**
 * Marks every illustrative number of a report: by a band along its chapter, its table, figure or cards where these are
 * illustrative throughout, else by a mark of its own. It works on the finished tree, so that nothing that content makes can
 * forget it: a number is marked unless something around it is seen to say so.
 */
export function markIllustrative(state: TransformState): void {
  const { root } = state;
  for (const chapter of chaptersOf(root)) if (isWhollyIllustrative(chapter, state)) band(chapter);
  const covered = new Set<Nodes>();
  visitParents(root, (node, ancestors) => {
    if (isBanded(node)) return SKIP;
    for (const each of cover(node, ancestors.at(-1))) covered.add(each);
    return CONTINUE;
  });
  visitParents(root, (node, ancestors) => {
    if (isBanded(node)) return SKIP;
    if (node.type !== 'value' || !isIllustrativeNumber(node.entry) || covered.has(node)) return CONTINUE;
    if (!ancestors.some((around) => 'badge' in around && around.badge === 'all')) node.marked = true;
    return CONTINUE;
  });
  for (const chapter of chaptersOf(root)) {
    if (!chapter.children.some((node) => holdsIllustrative(node, { listed: false }))) continue;
    const about = chapter.banded === true ? 'band' : 'mark';
    chapter.children.splice(headingOf(chapter) === undefined ? 0 : 1, 0, { type: 'illustrativeNote', about });
  }
}

const isBanded = (node: Nodes): boolean => node.type === 'section' && node.banded === true;

/** The band speaks for what a list or a reference in the chapter repeats as well. */
function band(chapter: SectionNode): void {
  chapter.banded = true;
  visit(chapter, 'numeral', (numeral) => {
    delete numeral.marked;
  });
}

/** Sets what is said above a node and in its heads; returns the nodes of the numbers that are marked by a head. */
function cover(node: Nodes, parent: Nodes | undefined): readonly Nodes[] {
  switch (node.type) {
    case 'container':
      if (node.name === 'cards') coverCards(node);
      return [];
    case 'dataTable': {
      const [, , head, body] = node.children;
      const covering = coverData(head, body);
      if (covering !== undefined) node.badge = covering.badge;
      else if (node.illustrative) node.badge = 'all';
      return covering?.covered ?? [];
    }
    case 'chart':
      return coverDrawing(node);
    case 'quotedClaim': {
      const [, , , , , figures] = node.children;
      return node.illustrative ? valuesIn(figures) : [];
    }
    case 'table':
      return coverWords(node, parent);
    default:
      return [];
  }
}

/** What a drawing prints and says holds no mark: its badge speaks for that, and the heads of its table. */
function coverDrawing(chart: ChartNode): readonly Nodes[] {
  const drawing = chart.children.find((child) => child.type === 'drawing');
  if (drawing === undefined) return [];
  const [labels, telling, , , , table] = drawing.children;
  const covering = table && coverData(table.children[0], table.children[1]);
  if (drawing.illustrative) chart.badge = 'all';
  if (covering !== undefined) chart.badge = covering.badge;
  return [...valuesIn(labels), ...valuesIn(telling), ...(covering?.covered ?? [])];
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
  visitParents(cards, (node) => {
    if (node.type !== 'value') return;
    if (isExact(node.entry.quantity.value)) count++;
    if (isIllustrativeNumber(node.entry)) illustrative++;
  });
  if (count > 0 && count === illustrative) cards.badge = 'all';
}
