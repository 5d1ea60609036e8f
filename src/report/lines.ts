import type { List, ListItem, Nodes, Paragraph } from 'mdast';
import type { Language } from '../language/language.js';
import type { DataTableNode, QuotedClaimNode } from '../model/nodes.js';
import type { LegendEntry } from '../model/table-parts.js';
import { type TreeHandlers, treeVisitor } from '../model/tree-visitor.js';
import { printedText } from './printed-text.js';

/** Characters in a line of print, as set in the theme. */
const lineLength = 95;
/** The space around a paragraph and an item of a list, and the height of a row of a table and a drawing, in lines. */
const [aroundParagraph, aroundItem, rowLines, drawingLines] = [0.6, 0.4, 1.5, 18];

/** About how many lines of text the height of a node comes to; a wide page is as much as a chapter can be. */
export function linesOf(node: Nodes, language: Language): number {
  return treeVisitor(heights(language))(node);
}

/** True for what stands on wide pages of its own. */
export function isWide(node: Nodes): boolean {
  return node.type === 'container' && node.name === 'landscape';
}

/** Of what stands in a line the lines are counted where the words around it are. */
const none = (): number => 0;

type Visit = (node: Nodes) => number;

const inside = ({ children }: { readonly children: readonly Nodes[] }, visit: Visit): number =>
  children.reduce((sum, child) => sum + visit(child), 0);

const phrasing = {
  break: none,
  delete: none,
  emphasis: none,
  image: none,
  inlineCode: none,
  link: none,
  linkReference: none,
  noteMark: none,
  numeral: none,
  reference: none,
  strong: none,
  text: none,
  value: none,
};

/** About how high each node is. */
function heights(language: Language): TreeHandlers<number> {
  const words = (nodes: readonly Nodes[]): string =>
    nodes.map((node) => printedText(node, language)).join('');
  const paragraphOf = (node: Nodes): number => {
    const text = printedText(node, language);
    return text === '' ? 0 : paragraphLines(text);
  };
  const headLines = (title: Nodes): number => labelLines + paragraphLines(printedText(title, language));
  return {
    ...phrasing,
    root: inside,
    section: inside,
    blockquote: inside,
    code: none,
    definition: none,
    thematicBreak: none,
    heading: ({ depth }) => (depth === 1 ? 7 : depth <= 3 ? 3 : 0),
    paragraph: (node) =>
      isPicture(node) ? captionLines(node) : paragraphLines(numberOf(node) + printedText(node, language)),
    list: (node, visit) => listLines(node, visit, language),
    listItem: inside,
    table: ({ children }) => rowLines * children.length,
    tableRow: () => rowLines,
    tableCell: none,
    container: (node, visit) => {
      if (isWide(node)) return Number.POSITIVE_INFINITY;
      if (node.name === 'cards') return 6 * Math.ceil(itemsIn(node.children) / 3);
      return inside(node, visit) + (node.name === 'note' ? labelLines : 0);
    },
    dataTable: (node) =>
      headLines(node.children[0]) +
      (node.subtitle === undefined ? 0 : paragraphLines(node.subtitle)) +
      rowLines * (1 + groupsOf(node) + node.rows.length) +
      footLines(node, language),
    captionedTable: (node, visit) =>
      headLines(node.children[0]) +
      visit(node.children[1]) +
      legendLines(node.legend) +
      sourceLines(node.sources),
    chart: ({ children: [title, subtitle], drawn }, visit) =>
      headLines(title) +
      visit(subtitle) +
      (drawn === undefined ? 0 : drawingLines + legendLines(drawn.legend) + sourceLines(drawn.sources)),
    quotedClaim: (node, visit) => {
      const [said, speaker, citation] = node.children;
      return inside(said, visit) + paragraphLines(words([speaker, citation])) + testedLines(node);
    },
    listing: ({ children: entries }, visit) =>
      entries
        // The words of a chapter stand in the line of its first section.
        .filter(({ depth }, index) => depth > 1 || (entries[index + 1]?.depth ?? 1) === 1)
        .reduce((sum, entry) => sum + visit(entry), 0),
    listingEntry: ({ enumerator, children }) => itemLines(`${enumerator} ${words(children)}`),
    caption: paragraphOf,
    title: paragraphOf,
    subtitle: paragraphOf,
    description: none,
    said: inside,
    speaker: none,
    citation: none,
    endnotes: (node, visit) => labelLines + inside(node, visit),
    endnote: inside,
    legend: ({ entries }) => legendLines(entries),
    illustrativeNote: () => paragraphLines(language.message('document.illustrative-note')),
  };
}

const textLines = (text: string): number => Math.ceil(text.length / lineLength);
const paragraphLines = (text: string): number => textLines(text) + aroundParagraph;
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

function groupsOf({ rows }: DataTableNode): number {
  return rows.filter(({ group }, index) => group !== undefined && group !== rows[index - 1]?.group).length;
}

function footLines({ legend, notes, sources, tally = [] }: DataTableNode, language: Language): number {
  const [note] = notes;
  const list = labelLines + notes.reduce((sum, each) => sum + itemLines(each), 0);
  const noted =
    note === undefined
      ? 0
      : notes.length > 1
        ? list
        : paragraphLines(language.message('document.table-note', { note }));
  const counted = tally.map(({ word, entry }) => `${word} ${entry.text}`).join(' ');
  return (counted === '' ? 0 : paragraphLines(counted)) + legendLines(legend) + noted + sourceLines(sources);
}

const legendLines = (legend: readonly LegendEntry[] = []): number =>
  legend.length === 0
    ? 0
    : paragraphLines(legend.map(({ symbol, meaning }) => `${symbol} ${meaning}`).join(' '));

const sourceLines = (sources: readonly { readonly title: string }[]): number =>
  sources.length === 0 ? 0 : paragraphLines(`Source: ${sources.map(({ title }) => title).join('; ')}`);

/** Verdict, test, subject and figures of a quoted claim. */
function testedLines(node: QuotedClaimNode): number {
  const pointed = node.figures.some((figure) => figure.pointed);
  const figures = node.figures.map(({ label, entry }) => itemLines(`${label} ${entry?.text ?? ''}`));
  return (
    (node.illustrative ? labelLines : 0) +
    labelLines +
    paragraphLines(node.test) +
    paragraphLines(node.subject) +
    figures.reduce((sum, lines) => sum + lines, 0) +
    (pointed ? labelLines : 0) +
    legendLines(node.legend) +
    sourceLines(node.sources)
  );
}
