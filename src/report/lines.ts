import type { List, ListItem, Nodes, Paragraph } from 'mdast';
import type { Language } from '../language/language.js';
import type { DataTableNode, ListingNode, OwnType, QuotedClaimNode, ReportNodes } from '../model/nodes.js';
import type { LegendEntry } from '../model/table-parts.js';
import { printedText } from './printed-text.js';

/** Characters in a line of print, as set in the theme. */
const lineLength = 95;
/** The space around a paragraph and an item of a list, and the height of a row of a table and a drawing, in lines. */
const [aroundParagraph, aroundItem, rowLines, drawingLines] = [0.6, 0.4, 1.5, 18];

/** The height of one of our nodes in lines; `below` is that of the nodes inside it. */
type Lines = { readonly [T in OwnType]: (node: ReportNodes[T], language: Language) => number };

const none = (): number => 0;

/** About how high each of our nodes is. One that is missing here does not compile. */
const own: Lines = {
  value: none,
  numeral: none,
  reference: none,
  noteMark: none,
  section: ({ children }, language) => sumOf(children, language),
  container: (node, language) => {
    if (isWide(node)) return Number.POSITIVE_INFINITY;
    if (node.name === 'cards') return 6 * Math.ceil(itemsIn(node.children) / 3);
    return sumOf(node.children, language) + (node.name === 'note' ? labelLines : 0);
  },
  dataTable: (node, language) =>
    figureHead(node.caption, language) +
    textOrNone(node.subtitle) +
    rowLines * (1 + groupsOf(node) + node.rows.length) +
    footLines(node, language),
  captionedTable: (node, language) =>
    figureHead(node.caption, language) +
    sumOf(node.children, language) +
    legendLines(node.legend) +
    sourceLines(node.sources),
  chart: ({ title, subtitle, drawn }, language) =>
    figureHead(title, language) +
    (subtitle.length === 0 ? 0 : paragraphLines(textOf(subtitle, language))) +
    (drawn === undefined ? 0 : drawingLines + legendLines(drawn.legend) + sourceLines(drawn.sources)),
  quotedClaim: claimLines,
  listing: ({ entries = [] }: ListingNode, language) =>
    entries
      // The entries of sections stand below their chapter, whose own words are set in the line of the first.
      .filter(({ depth }, index) => depth > 1 || (entries[index + 1]?.depth ?? 1) === 1)
      .reduce(
        (sum, { enumerator, children }) => sum + itemLines(`${enumerator} ${textOf(children, language)}`),
        0,
      ),
  endnotes: ({ notes }, language) =>
    labelLines + notes.reduce((sum, { children }) => sum + sumOf(children, language), 0),
  legend: ({ entries }) => legendLines(entries),
  illustrativeNote: (_node, language) => paragraphLines(language.message('document.illustrative-note')),
};

/** About how many lines of text the height of a node comes to; a wide page is as much as a chapter can be. */
export function linesOf(node: Nodes, language: Language): number {
  switch (node.type) {
    case 'heading':
      return node.depth === 1 ? 7 : node.depth <= 3 ? 3 : 0;
    case 'paragraph':
      return isPicture(node)
        ? captionLines(node)
        : paragraphLines(numberOf(node) + printedText(node, language));
    case 'table':
      return rowLines * node.children.length;
    case 'list':
      return listLines(node, language);
    default:
      return isOwn(node) ? ownLines(node, language) : 'children' in node ? sumOf(node.children, language) : 0;
  }
}

/** True for what stands on wide pages of its own. */
export function isWide(node: Nodes): boolean {
  return node.type === 'container' && node.name === 'landscape';
}

type OwnNode = ReportNodes[OwnType];

const isOwn = (node: Nodes): node is OwnNode => Object.hasOwn(own, node.type);

function ownLines(node: OwnNode, language: Language): number {
  // The entry under a type takes the nodes of that type, which the compiler cannot follow through the look-up.
  const lines = own[node.type] as (node: OwnNode, language: Language) => number;
  return lines(node, language);
}

const sumOf = (nodes: readonly Nodes[], language: Language): number =>
  nodes.reduce((sum, node) => sum + linesOf(node, language), 0);

const textOf = (nodes: readonly Nodes[], language: Language): string =>
  nodes.map((node) => printedText(node, language)).join('');

const textLines = (text: string): number => Math.ceil(text.length / lineLength);
const paragraphLines = (text: string): number => textLines(text) + aroundParagraph;
const itemLines = (text: string): number => textLines(text) + aroundItem;
const textOrNone = (text: string | undefined): number => (text === undefined ? 0 : paragraphLines(text));

/** A line of its own, such as "Table 3". */
const labelLines = 1 + aroundParagraph;

const figureHead = (title: readonly Nodes[], language: Language): number =>
  labelLines + paragraphLines(textOf(title, language));

const isPicture = ({ children: [only, ...others] }: Paragraph): boolean =>
  only?.type === 'image' && others.length === 0;

const captionLines = ({ children: [only] }: Paragraph): number =>
  only?.type === 'image' && only.title ? paragraphLines(only.title) : 0;

const numberOf = ({ data }: Paragraph): string => (data?.number === undefined ? '' : `${data.number} `);

/** An item of words is their lines; one with paragraphs or lists inside is as high as they are. */
function listLines(list: List, language: Language): number {
  const isLoose = list.spread === true || list.children.some(({ spread }) => spread === true);
  const itemHeight = (item: ListItem): number => {
    const blocks = isLoose ? item.children : item.children.filter(({ type }) => type !== 'paragraph');
    const holdsBlocks = isLoose || blocks.some(({ type }) => type === 'list');
    return holdsBlocks ? sumOf(blocks, language) : itemLines(printedText(item, language));
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

/** The quotation and its speaker, then verdict, test, subject and figures. */
function claimLines(node: QuotedClaimNode, language: Language): number {
  const said = textOf([...node.by, ...node.source], language);
  const pointed = node.figures.some((figure) => figure.pointed);
  const figures = node.figures.map(({ label, entry }) => itemLines(`${label} ${entry?.text ?? ''}`));
  return (
    sumOf(node.children, language) +
    paragraphLines(said) +
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
