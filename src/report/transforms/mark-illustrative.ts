import type { Nodes, Table } from 'mdast';
import { plainMark } from '../../language/print.js';
import { datasetsOfChart } from '../../model/chart/chart-datasets.js';
import { ownOf } from '../../model/own.js';
import { isExact, isIllustrativeNumber, type LedgerEntry } from '../../model/quantity.js';
import type { ClassedPart } from '../../model/tree/classed-text.js';
import type { ChartNode, ContainerNode, SectionNode } from '../../model/tree/nodes.js';
import { CONTINUE, EXIT, SKIP, visit, visitParents } from '../../model/tree/visit.js';
import { chaptersOf, headingOf, type TransformState } from '../tree.js';
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
    case 'testedQuotation': {
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
  // Numbers say themselves what they are, whatever the author says of the words beside them.
  if (captioned?.badge !== undefined && valuesIn(table).length > 0) captioned.badge = 'part';
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

/** What a part of a chapter says of it: `real` ends the band, `invented` asks for one. */
type Finding = 'real' | 'invented' | undefined;

/**
 * True for a chapter whose numbers come from data, all of them illustrative. It has no number that its author declares,
 * no table, figure or test of real data, and no mark in plain text, which cannot be taken away.
 */
function isWhollyIllustrative(chapter: SectionNode, state: TransformState): boolean {
  const mark = plainMark(state.language);
  let [isInvented, isReal] = [false, false];
  visitParents(chapter, (node, ancestors) => {
    const found = findingOf(node, state, mark);
    // What a list repeats stands elsewhere.
    isInvented ||= found === 'invented' && !ancestors.some(({ type }) => type === 'listing');
    isReal = found === 'real';
    return isReal ? EXIT : CONTINUE;
  });
  return isInvented && !isReal;
}

function findingOf(node: Nodes, state: TransformState, mark: string): Finding {
  switch (node.type) {
    case 'value':
      return ofEntry(node.entry);
    case 'numeral':
      if (node.literal !== undefined || node.class === 'literal') return 'real';
      return node.entry === undefined ? ofText(node.value, mark) : ofEntry(node.entry);
    case 'dataTable':
      return node.illustrative ? 'invented' : 'real';
    case 'chart':
      return ofChart(node, state);
    // What somebody else said is real, whatever it was tested on.
    case 'testedQuotation':
      return 'real';
    default:
      return isWords(node) ? ofWords(node, mark) : undefined;
  }
}

/** A symbol says already that there is no number. */
function ofEntry({ quantity }: LedgerEntry): Finding {
  if (!isExact(quantity.value)) return undefined;
  return quantity.illustrative ? 'invented' : 'real';
}

/** A chart draws numbers that it does not print. */
function ofChart(chart: ChartNode, { data = {} }: TransformState): Finding {
  const { constants = [] } = chart;
  const isInvented = datasetsOfChart(chart).every((name) => ownOf(data, name)?.illustrative === true);
  const isReal = constants.some(({ quantity, literal }) => literal !== undefined || !quantity.illustrative);
  return isInvented && !isReal ? 'invented' : 'real';
}

/** Nodes whose words were printed into plain text. */
const wordTypes = ['text', 'inlineCode', 'code', 'image', 'link', 'linkReference', 'definition'] as const;
type Words = Extract<Nodes, { type: (typeof wordTypes)[number] }>;

const isWords = (node: Nodes): node is Words => wordTypes.some((type) => type === node.type);

/** Plain text of a page, which holds its marks as letters. */
function ofWords(node: Words, mark: string): Finding {
  const { printed, spoken, spokenTitle } = (node.data ?? {}) as {
    readonly printed?: readonly ClassedPart[];
    readonly spoken?: { readonly alt: readonly ClassedPart[]; readonly title: readonly ClassedPart[] };
    readonly spokenTitle?: readonly ClassedPart[];
  };
  const parts = [
    ...(printed ?? []),
    ...(spoken?.alt ?? []),
    ...(spoken?.title ?? []),
    ...(spokenTitle ?? []),
  ];
  if (parts.some(({ class: name, entry }) => entry !== undefined || name === 'literal')) return 'real';
  return 'value' in node ? ofText(node.value, mark) : undefined;
}

const ofText = (text: string, mark: string): Finding => (text.includes(mark) ? 'real' : undefined);

/**
 * True when a part of a marked report holds an illustrative number, or a table or figure made from such. `listed`: also
 * where it only repeats one, as lists repeat titles.
 */
export function holdsIllustrative(part: Nodes, { listed }: { readonly listed: boolean }): boolean {
  let found = false;
  visitParents(part, (node) => {
    if (node.type === 'listing' && !listed) return SKIP;
    found ||= isMarkedPart(node);
    return found ? EXIT : CONTINUE;
  });
  return found;
}

function isMarkedPart(node: Nodes): boolean {
  if (node.type === 'section' && node.banded === true) return true;
  if ('badge' in node && node.badge !== undefined) return true;
  if (node.type === 'testedQuotation' && node.illustrative) return true;
  if (node.type === 'numeral') return node.marked === true;
  return node.type === 'value' && isIllustrativeNumber(node.entry);
}
