import { strFromU8 } from 'fflate';
import type { Element } from 'xast';
import { rootSign } from '../../model/tree/mathml.js';
import { attributeOf, childOf, childrenOf, textIn } from './ooxml.js';
import { parsePart } from './read/parse-part.js';
import type { Parts } from './read/read-package.js';

/** A Word file of ours as a reader meets it. */
export interface PrintedText {
  /** The words of the body in order, numbers of lists and marks of notes among them. */
  readonly words: readonly string[];
  /** The words of its headings, each without its number. */
  readonly headings: readonly string[];
  readonly notes: readonly string[];
  /** What stands at the head of the pages of each section; that of a first page, which is the cover, is not among them. */
  readonly heads: readonly string[];
  /** Signs of judgements and of tiles: decoration. */
  readonly signs: readonly string[];
  /** Words that are there and that nobody sees: hidden ones, and those that were taken out. */
  readonly hidden: readonly string[];
  /** What is read in place of its pictures. */
  readonly alternatives: readonly string[];
  /** The words of each drawing. */
  readonly drawings: readonly string[];
  readonly title: string;
}

/** The name of the style of what is painted beside words that say the same. */
export const signStyle = 'Tallybook Sign';

/** The parts that say or show something. */
export const isPrinted = (name: string): boolean => /\.(?:xml|rels|svg)$/.test(name);

/** Reads a file that is one of Word. A heading is said as `headingAs` has it: its number is in no text of the file. */
export function readPrinted(files: Parts, headingAs: (words: string) => string): PrintedText {
  const part = (name: string): Element | undefined => {
    const found = files.get(name);
    return found && parsePart(found);
  };
  const styles = stylesOf(part('word/styles.xml'));
  const body = childOf(part('word/document.xml'), 'w:body');
  const reader = new Reader(styles, new Counters(part('word/numbering.xml')), headingAs);
  reader.read(body);
  const notes = childrenOf(part('word/footnotes.xml'), 'w:footnote')
    .filter((note) => attributeOf(note, 'w:type') === undefined)
    .map((note) => {
      const own = new Reader(styles, new Counters(undefined), headingAs);
      own.read(note);
      return own.words.join('');
    });
  return {
    words: reader.words,
    headings: reader.headings,
    notes,
    heads: headsOf(body, part),
    signs: reader.signs,
    alternatives: reader.alternatives,
    hidden: reader.hidden,
    drawings: [...files].flatMap(([name, svg]) => (name.endsWith('.svg') ? [paintedIn(strFromU8(svg))] : [])),
    title: textIn(
      childOf(part('docProps/core.xml'), 'dc:title') ?? {
        type: 'element',
        name: '',
        attributes: {},
        children: [],
      },
    ),
  };
}

function headsOf(body: Element | undefined, part: (name: string) => Element | undefined): readonly string[] {
  const relations = childrenOf(part('word/_rels/document.xml.rels'), 'Relationship');
  const paths = new Map(relations.map((each) => [attributeOf(each, 'Id'), attributeOf(each, 'Target')]));
  const own = childrenOf(body).flatMap((block) => childrenOf(childOf(block, 'w:pPr'), 'w:sectPr'));
  return [...own, ...childrenOf(body, 'w:sectPr')].map((section) => {
    const [head] = childrenOf(section, 'w:headerReference').filter(
      (each) => attributeOf(each, 'w:type') === 'default',
    );
    const found = part(`word/${paths.get(attributeOf(head, 'r:id')) ?? ''}`);
    return found === undefined ? '' : textIn(found);
  });
}

/** The names of styles by their ids. */
const stylesOf = (root: Element | undefined): ReadonlyMap<string, string> =>
  new Map(
    childrenOf(root, 'w:style').map((style) => [
      attributeOf(style, 'w:styleId') ?? '',
      attributeOf(childOf(style, 'w:name')) ?? '',
    ]),
  );

/** The words that a drawing paints: what is told of it is heard alone. */
export function paintedIn(svg: string): string {
  const words = (element: Element): string =>
    element.name === 'title' || element.name === 'desc'
      ? ''
      : element.children
          .map((child) =>
            child.type === 'element' ? words(child) : child.type === 'text' ? child.value : '',
          )
          .join('');
  return words(parsePart(new TextEncoder().encode(svg)));
}

/** Counts the paragraphs of lists as Word does: lists of decimals; of others a paragraph has a sign, or a number of its heading. */
class Counters {
  readonly #levels = new Map<string, readonly Element[]>();
  readonly #counts = new Map<string, number[]>();

  constructor(numbering: Element | undefined) {
    const kinds = new Map(
      childrenOf(numbering, 'w:abstractNum').map((kind) => [attributeOf(kind, 'w:abstractNumId'), kind]),
    );
    for (const list of childrenOf(numbering, 'w:num'))
      this.#levels.set(
        attributeOf(list, 'w:numId') ?? '',
        childrenOf(kinds.get(attributeOf(childOf(list, 'w:abstractNumId'))), 'w:lvl'),
      );
  }

  next(list: string, level: number): string {
    const levels = this.#levels.get(list) ?? [];
    const startOf = (at: number): number => Number(attributeOf(childOf(levels[at], 'w:start')) ?? 1);
    const counts = this.#counts.get(list) ?? [];
    counts[level] = (counts[level] ?? startOf(level) - 1) + 1;
    counts.length = level + 1;
    this.#counts.set(list, counts);
    if (attributeOf(childOf(levels[level], 'w:numFmt')) !== 'decimal') return '';
    const text = attributeOf(childOf(levels[level], 'w:lvlText')) ?? '';
    return text.replace(
      /%(\d)/g,
      (_, place: string) => `${counts[Number(place) - 1] ?? startOf(Number(place) - 1)}`,
    );
  }
}

class Reader {
  readonly words: string[] = [];
  readonly headings: string[] = [];
  readonly signs: string[] = [];
  readonly hidden: string[] = [];
  readonly alternatives: string[] = [];
  #notes = 0;

  constructor(
    private readonly styles: ReadonlyMap<string, string>,
    private readonly counters: Counters,
    private readonly headingAs: (words: string) => string,
  ) {}

  read(element: Element | undefined): void {
    for (const child of childrenOf(element)) this.#element(child);
  }

  #element(element: Element): void {
    const handler = this.#handlers[element.name];
    if (handler === undefined) this.read(element);
    else handler(element);
  }

  readonly #handlers: Readonly<Record<string, (element: Element) => void>> = {
    'w:p': (paragraph) => this.#paragraph(paragraph),
    'w:r': (run) => this.#run(run),
    'w:del': (gone) => void this.hidden.push(textIn(gone)),
    'w:sdtPr': () => {},
    'w:t': (text) => void this.words.push(textIn(text)),
    'm:rad': (root) => {
      this.read(childOf(root, 'm:deg'));
      this.words.push(rootSign);
      this.read(childOf(root, 'm:e'));
    },
    'm:t': (text) => void this.words.push(textIn(text)),
    'w:instrText': () => {},
    'w:footnoteReference': (mark) => {
      if (attributeOf(mark, 'w:customMarkFollows') === undefined) this.words.push(`${++this.#notes}`);
    },
    'wp:docPr': (picture) => {
      const words = attributeOf(picture, 'descr') ?? '';
      if (words !== '') this.alternatives.push(words);
    },
  };

  #paragraph(paragraph: Element): void {
    const properties = childOf(paragraph, 'w:pPr');
    const style = this.styles.get(attributeOf(childOf(properties, 'w:pStyle')) ?? '') ?? '';
    const isHeading = /^(?:heading \d|toc heading)/i.test(style);
    const list = childOf(properties, 'w:numPr');
    const numId = attributeOf(childOf(list, 'w:numId')) ?? '0';
    if (!isHeading && numId !== '0')
      this.words.push(this.counters.next(numId, Number(attributeOf(childOf(list, 'w:ilvl')) ?? 0)));
    const from = this.words.length;
    this.read(paragraph);
    if (!isHeading) return;
    const words = this.words.splice(from).join('');
    this.headings.push(words);
    this.words.push(this.headingAs(words));
  }

  /** Signs stand beside words that say the same. */
  #run(run: Element): void {
    const properties = childOf(run, 'w:rPr');
    const style = this.styles.get(attributeOf(childOf(properties, 'w:rStyle')) ?? '');
    if (childOf(properties, 'w:vanish') !== undefined) this.hidden.push(textIn(run));
    else if (style === signStyle) this.signs.push(textIn(run));
    else this.read(run);
  }
}
