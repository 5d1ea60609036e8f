import type { Element, Nodes } from 'hast';
import type { Position } from '../../diagnostics.js';
import { isText, type MarkupNode, readMarkup } from '../snapshot/read-markup.js';
import type { Piece } from './letters.js';

/** Words that a report shows, with what is known of where they come from. */
export interface ShownText extends Piece {
  /** Offset in the text that templates expand to, of these words or the nearest before them. */
  readonly offset: number | undefined;
  /** True where the words themselves stand at that offset. */
  readonly isWritten?: boolean;
  /** Where the helper stands that printed them, which is known of numbers. */
  readonly at?: Position;
  /** The innermost element that holds them. */
  readonly in?: Element;
  /** True in a chapter along whose edge a band is to stand. */
  readonly isBanded?: true;
}

/** Every text that the browser is to paint. */
export interface ShownWords {
  /** In reading order, without the words of pictures. */
  readonly reading: readonly ShownText[];
  /** The words of each picture in reading order; undefined for a picture that was not drawn by us. */
  readonly pictures: readonly (readonly ShownText[] | undefined)[];
  /** The element that holds each picture. */
  readonly frames: readonly (Element | undefined)[];
  /** What the theme paints beside the text, by the element that it belongs to. */
  readonly aside: readonly ShownText[];
}

/** Elements whose text is never shown. */
const silent: ReadonlySet<string> = new Set(['script', 'style', 'title', 'desc']);

/**
 * What finished content shows: its text, and the numbers of lists. `pages` fills in the page numbers that elements
 * with `data-page-of` wait for.
 */
export function shownWords(
  content: readonly Nodes[],
  pages: Readonly<Record<string, number>> = {},
): ShownWords {
  const reader = new Reader(pages);
  for (const node of content) reader.visit(node, { isListing: false, marker: undefined });
  return reader;
}

interface Surroundings {
  /** True in lists whose numbers are text of their own. */
  readonly isListing: boolean;
  /** What stands before an item of a list. */
  readonly marker: string | undefined;
}

class Reader implements ShownWords {
  readonly reading: ShownText[] = [];
  readonly pictures: (ShownText[] | undefined)[] = [];
  readonly frames: (Element | undefined)[] = [];
  readonly aside: ShownText[] = [];
  private holder: Element | undefined;
  private offset: number | undefined;
  private at: Position | undefined;
  private isBanded = false;

  constructor(private readonly pages: Readonly<Record<string, number>>) {}

  visit(node: Nodes, around: Surroundings): void {
    if (node.type === 'text') {
      const own = node.position?.start.offset;
      this.offset = own ?? this.offset;
      this.add(node.value, own !== undefined);
    } else if (node.type === 'raw') this.visitDrawings(readMarkup(node.value));
    else if (node.type === 'element') this.visitElement(node, around);
    else if (node.type === 'root') for (const child of node.children) this.visit(child, around);
  }

  private visitElement(element: Element, around: Surroundings): void {
    const { tagName, properties, data, children } = element;
    if (silent.has(tagName)) return;
    if (tagName === 'img') {
      // Decoration is no picture to who reads by tags.
      if (properties.alt !== '') this.addPicture(undefined);
      return;
    }
    const { holder, isBanded, at } = this;
    this.holder = element;
    this.addBefore(element, around);
    this.isBanded ||= data?.banded === true;
    this.at = data?.entry?.quantity.at ?? at;
    const isListing = around.isListing || data?.place === 'contents';
    const isNumbered = tagName === 'ol' && !isListing;
    let number = Number(properties.start ?? 1);
    for (const child of children) {
      const isItem = isNumbered && child.type === 'element' && child.tagName === 'li';
      this.visit(child, { isListing, marker: isItem ? `${number++}.` : undefined });
    }
    Object.assign(this, { holder, isBanded, at });
  }

  /** What stands before the words of an element: its page number, its number in a list, what the theme prints by `content:`. */
  private addBefore({ tagName, properties, data }: Element, { marker }: Surroundings): void {
    const page = this.pages[`${properties.dataPageOf ?? ''}`];
    if (page !== undefined) this.add(`${page}`);
    if (marker !== undefined && tagName === 'li') this.add(marker);
    if (data?.painted !== undefined) this.aside.push({ text: data.painted, offset: this.offset });
  }

  /** Drawings of charts, which come as markup: what is told of them is not painted. */
  private visitDrawings(nodes: readonly MarkupNode[]): void {
    for (const node of nodes) {
      if (isText(node)) continue;
      const words: ShownText[] = [];
      collect(node.children, (text) => void words.push({ text, offset: this.offset }));
      if (node.name === 'svg') this.addPicture(words);
      else for (const word of words) this.reading.push(this.held(word));
    }
  }

  private add(text: string, isWritten = false): void {
    const at = this.at === undefined ? {} : { at: this.at };
    this.reading.push(this.held({ text, offset: this.offset, isWritten, ...at }));
  }

  /** The text with what is around it, in place: to V8 each copy with more properties is of a class of its own, which takes more than it. */
  private held(text: { -readonly [Name in keyof ShownText]: ShownText[Name] }): ShownText {
    if (this.holder !== undefined) text.in = this.holder;
    if (this.isBanded) text.isBanded = true;
    return text;
  }

  private addPicture(words: ShownText[] | undefined): void {
    this.pictures.push(words);
    this.frames.push(this.holder);
  }
}

function collect(nodes: readonly MarkupNode[], add: (text: string) => void): void {
  for (const node of nodes) {
    if (isText(node)) add(node.text);
    else if (!silent.has(node.name)) collect(node.children, add);
  }
}

/** How places in the templates of a report are found. */
export interface Places {
  readonly positionOf: (offset: number) => Position;
  /** Where nothing better is known: the template. */
  readonly template: Position;
}

/** Where words stand in a template: where a helper prints them, or where they are written. */
export function positionAt(
  found: { readonly piece: ShownText; readonly inside: number } | undefined,
  { positionOf, template }: Places,
): Position {
  if (found === undefined) return template;
  const { at, offset, isWritten } = found.piece;
  if (at !== undefined || offset === undefined) return at ?? template;
  return positionOf(isWritten ? offset + found.inside : offset);
}
