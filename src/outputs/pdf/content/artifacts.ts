import { type PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { greatest, least } from '../../../model/chart/extremes.js';
import { groupBy } from '../../../model/group-by.js';
import {
  attributeOf,
  contentOf,
  elementsOf,
  type MarkedContent,
  type StructureElement,
} from '../structure/structure-tree.js';
import { stepsOf } from './content-lexer.js';
import type { Instructions } from './instructions.js';
import { type ContentEdit, type ContentStream, markOf } from './page-content.js';
import type { PaintedText } from './painted-text.js';

/** What operators mean for whether something is painted outside marked content. */
const steps = stepsOf({
  open: 'BDC BMC',
  close: 'EMC',
  beginText: 'BT',
  endText: 'ET',
  // Beside `Tj`, which shows nearly all text.
  showText: `TJ ' "`,
  extendPath: 'm l c v y h re W W*',
  dropPath: 'n',
  paintPath: 'S s f F f* B B* b b*',
  paintObject: 'sh Do BI',
});

type Step = typeof steps extends ReadonlyMap<string, infer Each> ? Each : never;

/** Within marked content only its end tells something, and where other content begins. */
const toldWithin: ReadonlySet<Step> = new Set(['open', 'close', 'beginText', 'endText']);

/** A stretch of a stream. */
type Span = readonly [start: number, end: number];

/** What an artifact is: what repeats from page to page, or what only makes the page look as it does. */
export type ArtifactType = 'Header' | 'Footer' | 'Pagination' | 'Layout';

/** How artifacts are written. Source: ISO 32000-1, table 330. */
const opening: Readonly<Record<ArtifactType, string>> = {
  Header: '/Artifact <</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC',
  Footer: '/Artifact <</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC',
  Pagination: '/Artifact <</Type/Pagination>>BDC',
  Layout: '/Artifact <</Type/Layout>>BDC',
};

/**
 * What marks everything in a stream that is no part of the text as an artifact, with its type. It marks margin boxes,
 * backgrounds and rules that Chromium leaves unmarked, and the content whose ids are in `decoration`. A form with
 * tagged content is left to mark itself.
 *
 * Source: ISO 14289-1, 7.1 (all content is marked as real content or as an artifact).
 */
export function markArtifacts(
  { instructions, taggedForms }: ContentStream,
  decoration: ReadonlyMap<number, ArtifactType>,
  texts: readonly PaintedText[] = [],
): readonly ContentEdit[] {
  const typeOf = edgesOf(texts);
  const paints = paintsOutside({ instructions, taggedForms });
  return [
    ...demoted(instructions, decoration),
    ...paints.flatMap(([start, end]): ContentEdit[] => [
      { start, end: start, text: `${opening[typeOf(start, end)]}\n` },
      { start: end, end, text: '\nEMC\n' },
    ]),
  ];
}

/** Finds what {@link markArtifacts} asks of the instructions of a stream, before they are let go. */
export function findArtifacts(stream: ContentStream): void {
  stream.instructions.once(readOpenings);
  paintsOutside(stream);
}

const paintsOutside = ({ instructions, taggedForms }: Pick<ContentStream, 'instructions' | 'taggedForms'>) =>
  taggedForms.size === 0 ? instructions.once(unmarkedPaints) : unmarkedPaints(instructions, taggedForms);

/** Words above all text of the page are a running head, those below all of it a foot; the rest belongs to the layout. */
function edgesOf(texts: readonly PaintedText[]): (start: number, end: number) => ArtifactType {
  const tagged = texts.filter(({ mark }) => mark !== undefined).map(({ box }) => box);
  const [top, bottom] = [greatest(tagged.map((box) => box.top)), least(tagged.map((box) => box.bottom))];
  const unmarked = texts.filter(({ mark }) => mark === undefined);
  return (start, end) => {
    const own = unmarked.find((text) => text.end > start && text.end <= end);
    if (own === undefined || tagged.length === 0) return 'Layout';
    if (own.box.bottom >= top) return 'Header';
    return own.box.top <= bottom ? 'Footer' : 'Layout';
  };
}

function demoted(
  instructions: Instructions,
  decoration: ReadonlyMap<number, ArtifactType>,
): readonly ContentEdit[] {
  if (decoration.size === 0) return [];
  return instructions.once(readOpenings).flatMap(({ mark, start, end }): ContentEdit[] => {
    const type = decoration.get(mark);
    return type === undefined ? [] : [{ start, end, text: opening[type] }];
  });
}

/** Where each marked content begins. */
function readOpenings({ bytes, operations }: Instructions): readonly {
  readonly mark: number;
  readonly start: number;
  readonly end: number;
}[] {
  const found: { mark: number; start: number; end: number }[] = [];
  for (const index of operations.others) {
    if (operations.nameAt(index) !== 'BDC') continue;
    const [start, end] = [operations.startAt(index), operations.endAt(index)];
    const mark = markOf(bytes, start, end);
    if (mark !== undefined) found.push({ mark, start, end });
  }
  return found;
}

/** The stretches in which something is painted outside marked content. */
function unmarkedPaints(
  instructions: Instructions,
  taggedForms: ContentStream['taggedForms'] = new Map(),
): readonly Span[] {
  const search = new UnmarkedPaints(instructions, taggedForms);
  for (const index of instructions.operations.others) search.take(index);
  return search.found;
}

/** Follows the operators of a stream that do something else than to place and show a glyph. */
class UnmarkedPaints {
  readonly found: Span[] = [];
  readonly #instructions: Instructions;
  readonly #taggedForms: ContentStream['taggedForms'];
  /** Of each content that is open, whether it is marked as real or as an artifact. */
  readonly #open: boolean[] = [];
  #depth = 0;
  #path: number | undefined;
  #text: { readonly start: number; hasMarks: boolean; readonly shows: Span[] } | undefined;
  #before = -1;

  constructor(instructions: Instructions, taggedForms: ContentStream['taggedForms']) {
    this.#instructions = instructions;
    this.#taggedForms = taggedForms;
  }

  take(index: number): void {
    const { operations } = this.#instructions;
    this.#takeShown(index);
    const name = operations.nameAt(index);
    const step = steps.get(name);
    if (step !== undefined && (this.#depth === 0 || toldWithin.has(step)))
      this.#follow(step, name, [operations.startAt(index), operations.endAt(index)]);
  }

  /** The glyphs that stand between the operator before and this one. */
  #takeShown(index: number): void {
    const { operations } = this.#instructions;
    if (this.#depth === 0 && this.#text !== undefined)
      for (const shown of operations.shownBetween(this.#before + 1, index))
        this.#text.shows.push([operations.startAt(shown), operations.endAt(shown)]);
    this.#before = index;
  }

  #follow(step: Step, name: string, span: Span): void {
    switch (step) {
      case 'open':
        this.#enter(name, span);
        break;
      case 'close':
        if (this.#open.pop() !== false) this.#depth--;
        break;
      case 'beginText':
        this.#text = { start: span[0], hasMarks: this.#depth > 0, shows: [] };
        break;
      case 'endText':
        this.#endText(span[1]);
        break;
      case 'showText':
        this.#text?.shows.push(span);
        break;
      case 'extendPath':
        this.#path ??= span[0];
        break;
      case 'paintPath':
        this.found.push([this.#path ?? span[0], span[1]]);
        this.#path = undefined;
        break;
      case 'dropPath':
        this.#path = undefined;
        break;
      case 'paintObject':
        if (!this.#marksItself(name, span)) this.found.push(span);
    }
  }

  /** What says only how words are read, as Chromium does of a space that a font lacks, marks no content as real or as an artifact. */
  #enter(name: string, [start, end]: Span): void {
    const { bytes } = this.#instructions;
    const tells = name === 'BMC' || markOf(bytes, start, end) !== undefined || isArtifact(bytes, start, end);
    this.#open.push(tells);
    if (!tells) return;
    this.#depth++;
    if (this.#text) this.#text.hasMarks = true;
  }

  /** A text object with marks in it cannot be wrapped whole: marks may not overlap it. */
  #endText(end: number): void {
    const { start, hasMarks, shows } = this.#text ?? { start: end, hasMarks: false, shows: [] };
    this.#text = undefined;
    if (hasMarks) for (const each of shows) this.found.push(each);
    else if (shows.length > 0) this.found.push([start, end]);
  }

  #marksItself(name: string, [start, end]: Span): boolean {
    return name === 'Do' && this.#taggedForms.has(objectName(this.#instructions.bytes, start, end));
  }
}

const isArtifact = (bytes: Buffer, start: number, end: number): boolean =>
  bytes.toString('latin1', start, end).startsWith('/Artifact');

function objectName(bytes: Buffer, start: number, end: number): string {
  return /\/(\S+)\s+Do/.exec(bytes.toString('latin1', start, end))?.[1] ?? '';
}

/** The marks that are no part of the text and what they are, by the `tag` of the page or form that holds them. */
export type Decoration = ReadonlyMap<string, ReadonlyMap<number, ArtifactType>>;

/**
 * Says of each marked content in the tree whether a form holds it. Chromium files everything under the page, also
 * what a half-transparent group draws in a form of its own, where nobody would find it.
 *
 * Source: ISO 32000-1, 14.7.4.2 (marked content in form XObjects).
 */
export function locateContent(
  elements: readonly StructureElement[],
  streams: readonly ContentStream[],
): void {
  const pageMarks = new Map(streams.flatMap((s) => (s.isForm ? [] : [[s.page.tag, s.marks] as const])));
  const forms = groupBy(
    streams.filter(({ isForm }) => isForm),
    ({ page }) => page,
  );
  for (const element of elementsOf(elements)) {
    element.kids = element.kids.map((kid) => {
      if (kid.kind !== 'content' || kid.form || pageMarks.get(kid.page.tag)?.has(kid.mark)) return kid;
      return {
        ...kid,
        form: forms.get(kid.page)?.find(({ marks }) => marks.has(kid.mark))?.owner,
      };
    });
  }
}

/**
 * Takes out of the tree what only decorates, and returns it, to be marked as artifacts. It takes areas and rules
 * without text outside figures, since Chromium files the background of a page under the whole document. It takes the
 * heads of a table that later pages repeat, which would be read on each.
 */
export function removeDecoration(
  pdf: PDFDocument,
  elements: readonly StructureElement[],
  streams: readonly ContentStream[],
): Decoration {
  const marks = new Map(streams.map((stream) => [stream.owner.tag, stream.marks]));
  const pages = new Map(pdf.getPages().map((page, index) => [page.ref.tag, index]));
  const pageOf = ({ page }: MarkedContent): number => pages.get(page.tag) ?? 0;

  const areas = elements.flatMap((element) =>
    dropContent(element, (content, owner) => {
      // A figure is read as its text alternative; the bullet of a list may be a mere dot. Both keep what they paint.
      if (owner.type === 'Figure' || owner.type === 'Lbl') return false;
      return marks.get((content.form ?? content.page).tag)?.get(content.mark) === false;
    }),
  );
  const heads = elementsOf(elements)
    .filter(isColumnHead)
    .flatMap((head) => {
      const first = least(contentOf(head).map(pageOf));
      return dropContent(head, (content) => pageOf(content) > first);
    });
  return byStream([
    [areas, 'Layout'],
    [heads, 'Pagination'],
  ]);
}

function dropContent(
  element: StructureElement,
  isDropped: (content: MarkedContent, owner: StructureElement) => boolean,
): MarkedContent[] {
  const dropped: MarkedContent[] = [];
  element.kids = element.kids.filter((kid) => {
    if (kid.kind === 'element') {
      for (const each of dropContent(kid, isDropped)) dropped.push(each);
      return kid.type !== 'NonStruct' || kid.kids.length > 0;
    }
    if (kid.kind === 'object' || !isDropped(kid, element)) return true;
    dropped.push(kid);
    return false;
  });
  return dropped;
}

/** A row head may run over to the next page with its row; a column head is only ever repeated there. */
function isColumnHead(element: StructureElement): boolean {
  return element.type === 'TH' && attributeOf(element, 'Scope') === PDFName.of('Column');
}

function byStream(
  dropped: readonly (readonly [contents: readonly MarkedContent[], type: ArtifactType])[],
): Decoration {
  const result = new Map<string, Map<number, ArtifactType>>();
  for (const [contents, type] of dropped)
    for (const { form, page, mark } of contents) {
      const key = (form ?? page).tag;
      result.set(key, (result.get(key) ?? new Map<number, ArtifactType>()).set(mark, type));
    }
  return result;
}
