import type { Element, ElementContent, Properties } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { h } from 'hastscript';
import type {
  Blockquote,
  Code,
  DefinitionData,
  Heading,
  Image,
  InlineCode,
  Link,
  LinkData,
  LinkReference,
  Nodes,
  Paragraph,
  Table,
  TableCell,
} from 'mdast';
import { defaultHandlers, type Handler, type Handlers, type State } from 'mdast-util-to-hast';
import type { Language } from '../../../language/language.js';
import { greatest } from '../../../model/chart/extremes.js';
import { finished, isExact } from '../../../model/quantity.js';
import type { ClassedPart } from '../../../model/tree/classed-text.js';
import { attribution } from '../../../model/tree/part-nodes.js';
import { withData } from '../elements.js';
import { classedWords, enumerated, numberInWords } from './classed-words.js';
import { padColumns, recordHead, widthsGroup } from './columns.js';
import type { HastContext } from './context.js';
import { illustrativeMark } from './marks.js';

/** Characters in a cell, and in a row of such cells, that stay on one line: dates, names, numbers. */
const shortCell = 32;
const shortRow = 64;

/** A table in Markdown. It scrolls in itself on narrow screens. */
const markdownTable =
  ({ language }: HastContext): Handler =>
  (state: State, node: Table): Element => {
    const element = defaultHandlers.table(state, node);
    const rows = elementsIn(element.children.flatMap((part) => ('children' in part ? part.children : [])));
    const cells = rows.map(({ children }) => elementsIn(children));
    const [heads = [], ...texts] = cells.map((row) => row.map(ownText));
    const namesRows = firstNamesRows(texts);
    for (const cell of cells.flat()) alignCell(cell);
    setHeads(cells[0] ?? [], node, language);
    setCells(cells.slice(1), { short: shortColumns(texts), pads: padsOf(texts, node, language), namesRows });
    // Chromium's PDF drops empty cells.
    for (const { children } of cells.flat())
      if (children.length === 0) children.push({ type: 'text', value: '\u00A0' });
    setWidths(element, node);
    element.data = { ...element.data, place: 'table' };
    const isOfRecords = namesRows && holdsWords(node, texts);
    if (isOfRecords) nameCells(cells, heads);
    const className = [
      'scroll',
      'plain-table',
      ...(holdsNumbers(node) ? ['narrow'] : []),
      ...(isOfRecords ? ['records'] : []),
    ];
    return h('div', { className, tabIndex: 0 }, [element]);
  };

/** The text of a cell without the numbers of its notes, which are links beside it. */
const ownText = ({ children }: Element): string =>
  children.map((part) => (part.type === 'element' && isNoteMark(part) ? '' : textOf(part))).join('');

const isNoteMark = ({ properties: { className } }: Element): boolean =>
  Array.isArray(className) && className.includes('note-mark');

function setHeads(cells: readonly Element[], { children: [head] }: Table, language: Language): void {
  for (const [column, cell] of cells.entries()) {
    cell.properties.scope = 'col';
    if (head?.children[column]?.data?.illustrative === true) cell.children.push(illustrativeMark(language));
  }
}

/** What is known of the cells below the heads, by column, and by row and column. */
interface Body {
  readonly short: readonly boolean[];
  readonly pads: ReturnType<typeof padColumns>;
  readonly namesRows: boolean;
}

function setCells(rows: readonly (readonly Element[])[], { short, pads, namesRows }: Body): void {
  for (const [index, row] of rows.entries()) {
    for (const [column, cell] of row.entries()) {
      if (short[column]) addClass(cell, 'short');
      const pad = pads[index]?.[column];
      if (pad !== undefined) cell.properties.dataPad = pad;
      if (column === 0 && namesRows) rowHead(cell);
    }
  }
}

/** What numbers of columns that are aligned right are padded by, so that their digits stand below each other. */
function padsOf(rows: readonly (readonly string[])[], { children, align }: Table, language: Language) {
  const numbers = rows.map((row, index) =>
    row.map((text, column) => {
      const cell = children[index + 1]?.children[column];
      return align?.[column] === 'right' ? (onlyNumber(cell) ?? text) : undefined;
    }),
  );
  return padColumns(numbers, language);
}

/** True where the first column tells the rows apart, so that each of its cells is the head of its row. */
function firstNamesRows(rows: readonly (readonly string[])[]): boolean {
  const names = rows.map(([name = '']) => name.trim());
  return (rows[0]?.length ?? 0) > 1 && !names.includes('') && new Set(names).size === names.length;
}

function rowHead(cell: Element): void {
  cell.tagName = 'th';
  cell.properties.scope = 'row';
}

/** Markdown's sides of a column as classes: `align` is no attribute any more. */
function alignCell(cell: Element): void {
  const { align } = cell.properties;
  delete cell.properties.align;
  if (align === 'right' || align === 'center') addClass(cell, align === 'right' ? 'right' : 'centre');
}

const addClass = ({ properties }: Element, name: string): void => {
  const { className } = properties;
  properties.className = [...(Array.isArray(className) ? className : []), name];
};

/** The columns in which every cell is short, so that a date is not broken for the sake of a sentence; none in wide tables. */
function shortColumns(rows: readonly (readonly string[])[]): readonly boolean[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    greatest(rows.map((cells) => (cells[column] ?? '').length)),
  );
  const short = widths.map((width) => width <= shortCell);
  const sum = widths.reduce((total, width, column) => total + (short[column] ? width : 0), 0);
  return sum > shortRow ? [] : short;
}

/** Few columns, all but the first aligned right: numbers, which are hard to follow across a wide line. */
function holdsNumbers({ align }: Table): boolean {
  const [, ...others] = align ?? [];
  return others.length > 0 && others.length <= 2 && others.every((side) => side === 'right');
}

/** Characters from which the name of a row is a text that leaves no room beside it on a phone. */
const longName = 60;

/** Three columns or more, with words beside the heads of rows or a text in them: a phone shows a record for each row. */
function holdsWords({ align }: Table, rows: readonly (readonly string[])[]): boolean {
  const [, ...others] = align ?? [];
  const longest = greatest(rows.map(([name = '']) => name.length));
  return others.length > 1 && (longest > longName || others.some((side) => side !== 'right'));
}

/** Each cell behind the first of its row knows the head of its column. */
function nameCells([, ...rows]: readonly (readonly Element[])[], heads: readonly string[]): void {
  for (const row of rows) {
    for (const [index, { properties }] of row.slice(1).entries()) {
      Object.assign(properties, recordHead(heads[index + 1] ?? ''));
    }
  }
}

/** Widths that the table shares with others of its chapter. */
function setWidths(element: Element, { data }: Table): void {
  if (data?.widths === undefined) return;
  element.children.unshift(widthsGroup(data.widths));
  element.properties.className = ['same-columns'];
}

/** The text of the number of a cell that holds one, whatever words are around it. */
function onlyNumber(cell: TableCell | undefined): string | undefined {
  const numbers = cell === undefined ? [] : numbersIn(cell);
  return numbers.length === 1 ? numbers[0] : undefined;
}

function numbersIn(node: Nodes): string[] {
  if (node.type === 'value') return isExact(node.entry.quantity.value) ? [node.entry.text] : [];
  return 'children' in node ? node.children.flatMap(numbersIn) : [];
}

const elementsIn = (nodes: readonly ElementContent[]): Element[] =>
  nodes.filter((node) => node.type === 'element');

/** How Markdown's own nodes differ from what mdast-util-to-hast makes of them. */
export function standardHandlers(context: HastContext): Handlers {
  return {
    blockquote,
    code,
    heading,
    image,
    inlineCode,
    link,
    linkReference,
    paragraph,
    table: markdownTable(context),
  };
}

/** A last line that says who said it is set like that of a tested quotation. */
function blockquote(state: State, node: Blockquote): Element {
  const made = defaultHandlers.blockquote(state, node);
  const lines = elementsIn(made.children);
  const last = lines.at(-1);
  if (last !== undefined && lines.length > 1 && attribution.test(textOf(last))) addClass(last, 'attribution');
  return made;
}

/** The title of the report is the h1, so a chapter (`#`) is an h2. */
function heading(state: State, node: Heading): Element {
  const { id, enumerator } = node.data ?? {};
  const words = h('span.words', state.all(node));
  const made = h(`h${Math.min(node.depth + 1, 6)}`, id === undefined ? {} : { id }, [
    ...enumerated(enumerator),
    words,
  ]);
  return withData(made, { place: 'heading' });
}

function image(_state: State, node: Image): Element {
  const { source, width, height, altClasses } = node.data ?? {};
  const properties: Properties = { src: source ?? node.url, alt: node.alt ?? '' };
  if (altClasses !== undefined) properties.dataNAlt = altClasses;
  if (width !== undefined) properties.width = width;
  if (height !== undefined) properties.height = height;
  const alt = node.data?.spoken?.alt ?? [];
  const ids = idsOf(alt);
  if (ids !== undefined) properties.dataIdAlt = ids;
  const img = h('img', properties);
  return alt.length === 0 ? img : { ...img, data: { told: [alt] } };
}

/** The ids of the numbers in words that stand in an attribute, in their order. */
function idsOf(parts: readonly ClassedPart[]): string | undefined {
  const ids = parts.flatMap(({ entry }) => (entry === undefined ? [] : finished(entry).id));
  return ids.length === 0 ? undefined : ids.join(' ');
}

function inlineCode(state: State, node: InlineCode): ElementContent {
  const made = defaultHandlers.inlineCode(state, node);
  return withPrinted(made, node.data?.printed);
}

function code(state: State, node: Code): ElementContent {
  const made = defaultHandlers.code(state, node);
  const [inner] = made.children;
  if (inner?.type === 'element') withPrinted(inner, node.data?.printed, '\n');
  return made;
}

/** Samples in which helpers print numbers: each is an element of its own. */
function withPrinted(element: Element, printed: readonly ClassedPart[] | undefined, end = ''): Element {
  if (printed === undefined) return element;
  element.children = printed.map(({ text, entry }) =>
    entry === undefined ? { type: 'text', value: text } : numberInWords(text, entry),
  );
  if (end !== '') element.children.push({ type: 'text', value: end });
  return element;
}

function link(state: State, node: Link): Element {
  return withTitle(defaultHandlers.link(state, node), node.data);
}

function linkReference(state: State, node: LinkReference): ElementContent | ElementContent[] {
  const made = defaultHandlers.linkReference(state, node);
  const definition = state.definitionById.get(node.identifier.toUpperCase());
  return 'tagName' in made ? withTitle(made, node.data ?? definition?.data) : made;
}

/** The numerals of a title say what they are, like those of an alternative text. */
function withTitle(element: Element, of: LinkData | DefinitionData | undefined): Element {
  const { spokenTitle = [], titleClasses } = of ?? {};
  if (titleClasses !== undefined) element.properties.dataNAlt = titleClasses;
  const ids = idsOf(spokenTitle);
  if (ids !== undefined) element.properties.dataIdAlt = ids;
  return spokenTitle.length === 0 ? element : { ...element, data: { told: [spokenTitle] } };
}

/** A numbered paragraph begins with its number, a link to itself, so that its address can be copied. */
function textParagraph(state: State, node: Paragraph): Element {
  const { id, number, hProperties: own = {} } = node.data ?? {};
  if (id === undefined || number === undefined) return h('p', own, state.all(node));
  const mark = h('a', { className: ['paragraph-number'], href: `#${id}`, dataN: 'enumerator' }, `${number}`);
  const linked = withData(mark, { leadsOnScreen: true });
  return h('p', { ...own, className: ['numbered'], id }, [linked, ' ', ...state.all(node)]);
}

/** An image alone in its paragraph stands as a block, its title as the caption. */
function paragraph(state: State, node: Paragraph): Element {
  const [only, ...rest] = node.children;
  if (only?.type !== 'image' || rest.length > 0) return textParagraph(state, node);
  const { titleClasses, spoken } = only.data ?? {};
  const classes = titleClasses === undefined ? {} : { dataN: titleClasses };
  const words = spoken?.title.some(({ entry }) => entry !== undefined)
    ? classedWords(spoken.title)
    : only.title;
  const caption = only.title ? [withData(h('p.caption', classes, words), { place: 'caption' })] : [];
  return h('div.image', [image(state, only), ...caption]);
}
