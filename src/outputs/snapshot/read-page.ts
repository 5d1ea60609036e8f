import type { SnapshotMarkup } from '../../model/snapshot/snapshot.js';
import { mathElements } from '../../model/tree/mathml.js';
import { sha256 } from '../../sha256.js';
import { isOriginsBlock, originsId, readOrigins, type ToldOrigin } from './origins-block.js';
import { hasClass, isText, type MarkupElement, type MarkupNode, readMarkup, textIn } from './read-markup.js';

/** A number on a finished page: an element `data`, or `abbr` for a missing one. */
export interface PageNumber {
  readonly text: string;
  readonly id: string | undefined;
  /** The number as plain decimal text; undefined for a missing one. */
  readonly value: string | undefined;
  readonly high: string | undefined;
  /** Id of the section, figure or table. */
  readonly part: string;
  /** Offset in the page. */
  readonly start: number;
}

/** A section, figure or table of a finished page: its own text without that of the parts inside it. */
export interface PagePart {
  readonly id: string;
  readonly title: string;
  /** Words in reading order with single spaces, `{}` for every number. */
  readonly text: string;
  /** What only some readers meet: alternative texts, labels of regions. One a line. */
  readonly labels: string;
  readonly start: number;
}

export interface Page {
  readonly numbers: readonly PageNumber[];
  readonly parts: readonly PagePart[];
  readonly pieces: readonly PagePiece[];
  /** Where its numbers come from, by their ids. */
  readonly origins: ReadonlyMap<string, ToldOrigin>;
  /** The page as it was read. */
  readonly nodes: readonly MarkupNode[];
}

/** On a drawing for windows of another width than the first of its figure. */
export const frameAttribute = 'data-frame';

/** Attributes whose text a reader can meet. */
const spoken = ['alt', 'title', 'aria-label', 'aria-description', 'placeholder'];

/** Elements that stand in a line of text: no space comes with them. */
const inline = new Set([
  'a',
  'abbr',
  'b',
  'code',
  'data',
  'del',
  'em',
  'i',
  'mark',
  's',
  'span',
  ...mathElements,
  'strong',
  'sub',
  'sup',
  'tspan',
  'u',
]);

interface OpenPart {
  readonly id: string;
  readonly start: number;
  title: string;
  text: string;
  labels: string[];
}

/** Reads what a finished page says: every number, and the text of every part. Throws a `MarkupFault`. */
export function readPage(html: string): Page {
  const reader = new PageReader();
  const nodes = readMarkup(html);
  reader.read(nodes, reader.begin('_page', 0));
  return {
    nodes,
    origins: readOrigins(nodes),
    pieces: piecesOf(html, nodes),
    numbers: reader.numbers,
    parts: reader.parts
      .map(({ text, labels, title, ...part }) => ({
        ...part,
        title: plain(title),
        text: plain(text),
        labels: labels.join('\n'),
      }))
      .filter(({ text, labels }) => text !== '' || labels !== ''),
  };
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

class PageReader {
  readonly numbers: PageNumber[] = [];
  readonly parts: OpenPart[] = [];

  begin(id: string, start: number): OpenPart {
    const part = { id, start, title: '', text: '', labels: [] };
    this.parts.push(part);
    return part;
  }

  read(nodes: readonly MarkupNode[], part: OpenPart): void {
    for (const node of nodes) {
      if (isText(node)) part.text += node.text;
      else this.readElement(node, part);
    }
  }

  private readElement(element: MarkupElement, around: OpenPart): void {
    const { name, children, start } = element;
    if (name === 'head') {
      // The name of the window is all of it that a reader meets.
      const titles = children.filter((child) => !isText(child) && child.name === 'title');
      around.labels.push(textIn(titles));
      return;
    }
    // It shows what the first drawing of its figure shows: `verify` compares the two.
    if (element.attributes.has(frameAttribute)) return;
    const id = partId(element);
    const part = id === undefined ? around : this.begin(id, start);
    for (const [key, value] of element.attributes) {
      if (spoken.includes(key)) part.labels.push(value);
    }
    const number = numberOf(element, part);
    if (number !== undefined) {
      part.text += '{}';
      this.numbers.push(number);
      return;
    }
    const space = inline.has(name) ? '' : ' ';
    part.text += space;
    this.read(children, part);
    part.text += space;
    if (part.title === '' && (/^h[1-6]$/.test(name) || name === 'figcaption'))
      part.title = plain(spacedText(children));
  }
}

/** The number that an element prints, or stands for as missing; undefined of any other element. */
function numberOf(element: MarkupElement, { id: part }: OpenPart): PageNumber | undefined {
  const { name, attributes, children, start } = element;
  const isNumber = name === 'data' && hasClass(element, 'value');
  const isMissing = name === 'abbr' && hasClass(element, 'missing');
  if (!isNumber && !isMissing) return undefined;
  return {
    text: textIn(children),
    id: attributes.get('data-id'),
    value: isNumber ? (attributes.get('value') ?? '') : undefined,
    high: attributes.get('data-high'),
    part,
    start,
  };
}

/** The words of nodes with a space around what stands on lines of its own. */
function spacedText(nodes: readonly MarkupNode[]): string {
  const of = (node: MarkupNode): string => {
    if (isText(node)) return node.text;
    const text = spacedText(node.children);
    return inline.has(node.name) ? text : ` ${text} `;
  };
  return nodes.map(of).join('');
}

/** A piece of a finished page with the hash of its own markup: a part, or what holds them. */
interface PagePiece extends SnapshotMarkup {
  /** Offset in the page. */
  readonly start: number;
}

interface OpenPiece {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  /** The pieces inside it. */
  readonly inner: { readonly start: number; readonly end: number }[];
}

/**
 * The pieces of a finished page in reading order. Together they are the whole page, byte by byte: whatever of it
 * changes, one of the hashes does, and says where.
 */
export function piecesOf(html: string, nodes: readonly MarkupNode[]): PagePiece[] {
  const page: OpenPiece = { id: '_page', start: 0, end: html.length, inner: [] };
  const found = [page];
  const visit = (within: readonly MarkupNode[], around: OpenPiece): void => {
    for (const node of within) {
      if (isText(node)) continue;
      const id = pieceId(node);
      const piece = id === undefined ? around : { id, start: node.start, end: node.end, inner: [] };
      if (piece !== around) {
        around.inner.push(piece);
        found.push(piece);
      }
      visit(node.children, piece);
    }
  };
  visit(nodes, page);
  return found.map(({ id, start, end, inner }) => {
    const stops = [start, ...inner.flatMap((piece) => [piece.start, piece.end]), end];
    const own = stops.flatMap((from, index) => (index % 2 === 0 ? [html.slice(from, stops[index + 1])] : []));
    return { id, start, sha256: sha256(own.join('\0')) };
  });
}

function pieceId(element: MarkupElement): string | undefined {
  const { name, attributes } = element;
  if (name === 'meta' && attributes.get('http-equiv') === 'Content-Security-Policy') return '_policy';
  if (isOriginsBlock(element)) return originsId;
  return others[name] ?? partId(element);
}

const others: Readonly<Record<string, string | undefined>> = Object.assign(Object.create(null), {
  head: '_window',
  style: '_style',
  script: '_script',
});

/** What surrounds the report: the title, the contents beside the text, the imprint. */
const surroundings: Readonly<Record<string, string>> = { header: '_head', nav: '_contents', footer: '_foot' };

/** The id of the part that an element begins: a section, figure or what surrounds the report; undefined for others. */
function partId(element: MarkupElement): string | undefined {
  const { name, attributes } = element;
  if (name === 'figure') return attributes.get('id');
  if (name === 'section') return sectionId(element);
  return Object.hasOwn(surroundings, name) ? surroundings[name] : undefined;
}

/** The id of a chapter or section, which is that of its heading; undefined for all other elements. */
export function sectionId({ name, children }: MarkupElement): string | undefined {
  return name === 'section' ? headingIn(children)?.attributes.get('id') : undefined;
}

/** The heading of a section: the first among its own children. */
export const headingIn = (children: MarkupElement['children']): MarkupElement | undefined =>
  children.find((child): child is MarkupElement => !isText(child) && isHeading(child));

/** True for `h1` to `h6`. */
export const isHeading = ({ name }: MarkupElement): boolean => /^h[1-6]$/.test(name);
