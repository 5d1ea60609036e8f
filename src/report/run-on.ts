import type { List, ListItem, Nodes, Paragraph } from 'mdast';
import type { Language } from '../language/language.js';
import { listAt } from '../model/group-by.js';
import type { SectionNode } from '../model/tree/nodes.js';
import { type DataBodyNode, headLevels, labelIn } from '../model/tree/table-nodes.js';
import { type TreeHandlers, treeVisitor } from '../model/tree/tree-visitor.js';
import { printedText } from './tree.js';

/** Characters in a line of print, as set in the theme. */
const lineLength = 95;
/** The space around a paragraph and an item of a list, and the height of a row of a table and a drawing, in lines. */
const [aroundParagraph, aroundItem, rowLines, drawingLines] = [0.6, 0.4, 1.5, 18];

/** About how many lines of text the height of a node comes to; a wide page is as much as a chapter can be. */
export function linesOf(node: Nodes, language: Language): number {
  return treeVisitor<number>({ ...figures(language), ...claims(language), ...texts(language) }, inside)(node);
}

type Visit = (node: Nodes) => number;
type Heights = Partial<TreeHandlers<number>>;

/** A node is as high as what it holds, unless a line below says otherwise. What stands in a line is counted with the words around it. */
function inside(node: Nodes, visit: Visit): number {
  return 'children' in node ? node.children.reduce((sum: number, child) => sum + visit(child), 0) : 0;
}

const figures = (language: Language) =>
  ({
    table: ({ children }) => rowLines * children.length,
    dataTable: (node, visit) => labelLines + inside(node, visit) * (node.parts?.length ?? 1),
    captionedTable: (node, visit) => labelLines + inside(node, visit),
    chart: (node, visit) => labelLines + inside(node, visit),
    // Labels stand in the drawing; what it says, and its table, are not on paper.
    drawing: ({ children: [, , legend, , sources] }, visit) => drawingLines + visit(legend) + visit(sources),
    dataHead: (node) => rowLines * headLevels(node),
    dataBody: (node) => rowLines * (groupsOf(node) + node.children.length),
    tally: ({ children }) =>
      someLines(children.map(({ children: [word, { entry }] }) => `${word.value} ${entry.text}`).join(' ')),
    notes: ({ children: [only, ...others] }) => {
      if (only === undefined) return 0;
      if (others.length > 0)
        return labelLines + [only, ...others].reduce((sum, each) => sum + itemLines(each.value), 0);
      return paragraphLines(language.message('document.table-note', { note: only.value }));
    },
    sources: ({ children }) =>
      children.length === 0 ? 0 : paragraphLines(`Source: ${children.map(({ value }) => value).join('; ')}`),
    legend: ({ children }) =>
      someLines(
        children.map(({ children: [symbol, meaning] }) => `${symbol.value} ${meaning.value}`).join(' '),
      ),
    illustrativeNote: ({ about }) =>
      paragraphLines(
        language.message(about === 'band' ? 'document.band-note' : 'document.illustrative-note'),
      ),
  }) satisfies Heights;

const claims = (language: Language) =>
  ({
    testedQuotation: (node, visit) => {
      const [said, speaker, citation, test, subject, figures, legend, sources, ...untested] = node.children;
      return (
        inside(said, visit) +
        paragraphLines(printedText(speaker, language) + printedText(citation, language)) +
        (node.illustrative ? labelLines : 0) +
        labelLines +
        paragraphLines(test.value) +
        paragraphLines(subject.value) +
        untested.reduce((sum, { value }) => sum + paragraphLines(value), 0) +
        visit(figures) +
        visit(legend) +
        visit(sources)
      );
    },
    testedFigures: (node, visit) =>
      inside(node, visit) + (node.children.some(({ pointed }) => pointed) ? labelLines : 0),
    testedFigure: ({ children: [label, value] }) => itemLines(`${label.value} ${value?.entry.text ?? ''}`),
  }) satisfies Heights;

const texts = (language: Language) => {
  const item = (node: Nodes): number => itemLines(printedText(node, language));
  const paragraphOf = (node: Nodes): number => someLines(printedText(node, language));
  return {
    heading: ({ depth }) => (depth === 1 ? 7 : depth <= 3 ? 3 : 0),
    paragraph: (node) =>
      isPicture(node) ? captionLines(node) : paragraphLines(numberOf(node) + printedText(node, language)),
    list: (node, visit) => listLines(node, visit, language),
    bibliographyEntry: item,
    definitionTerm: item,
    container: (node, visit) => {
      if (node.name === 'landscape') return Number.POSITIVE_INFINITY;
      if (node.name === 'cards') return 6 * Math.ceil(itemsIn(node.children) / 3);
      return inside(node, visit) + (node.name === 'note' ? labelLines : 0);
    },
    listing: ({ children: entries }, visit) =>
      entries
        // The words of a chapter stand in the line of its first section.
        .filter(({ depth }, index) => depth > 1 || (entries[index + 1]?.depth ?? 1) === 1)
        .reduce((sum, entry) => sum + visit(entry), 0),
    listingEntry: ({ enumerator, children }) =>
      itemLines(`${enumerator} ${children.map((node) => printedText(node, language)).join('')}`),
    caption: paragraphOf,
    title: paragraphOf,
    subtitle: paragraphOf,
    endnotes: (node, visit) => labelLines + inside(node, visit),
  } satisfies Heights;
};

const textLines = (text: string): number => Math.ceil(text.length / lineLength);
const paragraphLines = (text: string): number => textLines(text) + aroundParagraph;
const someLines = (text: string): number => (text === '' ? 0 : paragraphLines(text));
const itemLines = (text: string): number => textLines(text) + aroundItem;

/** A line of its own, such as "Table 3". */
const labelLines = 1 + aroundParagraph;

const isPicture = ({ children: [only, ...others] }: Paragraph): boolean =>
  only?.type === 'image' && others.length === 0;

const captionLines = ({ children: [only] }: Paragraph): number =>
  only?.type === 'image' && only.title ? paragraphLines(only.title) : 0;

const numberOf = ({ data }: Paragraph): string => (data?.number === undefined ? '' : `${data.number} `);

/** An item of words is their lines; one with paragraphs or lists inside is as high as they are. */
function listLines(list: List, visit: Visit, language: Language): number {
  const isLoose = list.spread === true || list.children.some(({ spread }) => spread === true);
  const itemHeight = (item: ListItem): number => {
    const blocks = isLoose ? item.children : item.children.filter(({ type }) => type !== 'paragraph');
    const holdsBlocks = isLoose || blocks.some(({ type }) => type === 'list');
    return holdsBlocks
      ? blocks.reduce((sum, block) => sum + visit(block), 0)
      : itemLines(printedText(item, language));
  };
  return list.children.reduce((sum, item) => sum + itemHeight(item), 0);
}

function itemsIn(nodes: readonly Nodes[]): number {
  const lists = nodes.filter((node): node is List => node.type === 'list');
  return lists.reduce(
    (sum, { children }) => sum + children.reduce((items, item) => items + 1 + itemsIn(item.children), 0),
    0,
  );
}

function groupsOf({ children }: DataBodyNode): number {
  const groups = children.map(({ children: [head] }) => labelIn(head.children, 'group'));
  return groups.filter((group, index) => group !== undefined && group !== groups[index - 1]).length;
}

/** Lines of text on a printed page, and up to how many of them leave room for the next chapter to begin below. */
const pageLines = 52;
const roomBelow = 46;
/** Up to how many lines the chapters of a kind have on average where they share pages. */
const shortChapter = pageLines / 2;

/** A chapter as the pages see it. */
export interface ChapterPart {
  readonly section: SectionNode;
  /** True when it holds illustrative data: its pages say so at their foot, and those of real data must not. */
  readonly illustrative: boolean;
}

/**
 * For each chapter, whether it begins on the page on which the one before ends: lists after lists, and a chapter after
 * one of its kind where chapters of that kind are short. Others begin a page, all of them, so that chapters of one rank open
 * alike and the head of a page names its chapter. How far a page is filled is an estimate; where it is
 * wrong, the theme takes a heading without room below it to the next page.
 */
export function runOnChapters(chapters: readonly ChapterPart[], language: Language): boolean[] {
  const runsOn: boolean[] = [];
  const heights = chapters.map(({ section }) => linesOf(section, language));
  const short = shortKinds(chapters, heights);
  let filled = 0;
  for (const [index, chapter] of chapters.entries()) {
    const before = chapters[index - 1];
    const { section } = chapter;
    const follows =
      before !== undefined && short.has(kindOf(chapter)) && mayFollow(chapter, before) && filled <= roomBelow;
    runsOn.push(
      follows || (before !== undefined && holdsOnlyLists(section) && holdsOnlyLists(before.section)),
    );
    const start = follows ? filled : 0;
    filled = (start + (heights[index] ?? 0)) % pageLines;
  }
  return runsOn;
}

/** Chapters of one kind open alike: those with a number, those without, annexes. */
const kindOf = ({ section: { enumerator, annex } }: ChapterPart): string =>
  annex ? 'annex' : enumerator === '' ? 'plain' : 'numbered';

/** The kinds whose chapters would leave most of their pages empty, had each its own. */
function shortKinds(chapters: readonly ChapterPart[], heights: readonly number[]): ReadonlySet<string> {
  const lines = new Map<string, number[]>();
  for (const [index, chapter] of chapters.entries()) listAt(lines, kindOf(chapter)).push(heights[index] ?? 0);
  const isShort = (all: readonly number[]): boolean =>
    all.reduce((sum, each) => sum + each, 0) / all.length <= shortChapter;
  return new Set([...lines].flatMap(([kind, all]) => (isShort(all) ? [kind] : [])));
}

function mayFollow(chapter: ChapterPart, before: ChapterPart): boolean {
  const [one, other] = [chapter.section, before.section];
  if (holdsOnlyLists(one) || holdsOnlyLists(other)) return false;
  return (
    (one.enumerator === '') === (other.enumerator === '') &&
    one.annex === other.annex &&
    chapter.illustrative === before.illustrative &&
    one.banded === other.banded
  );
}

/** True for a chapter that holds contents or lists and nothing else. */
const holdsOnlyLists = ({ holds = 'text' }: SectionNode): boolean => holds !== 'text';
