import type { PDFDocument } from '@cantoo/pdf-lib';
import { listAt } from '../../../model/group-by.js';
import type { StructureElement, StructureKid } from '../structure/structure-tree.js';
import type { Box } from './graphics-state.js';
import { type ContentStream, pageNumbersOf } from './page-content.js';
import type { PaintedText, Painting } from './painted-text.js';

/** Text of a finished PDF, as it was painted in one go. */
export interface PrintedText {
  readonly text: string;
  /** From 1. */
  readonly page: number;
  /** What it takes of the page, in points from the lower left; undefined where it is painted through a form. */
  readonly box?: Box;
  /** True where an edge that painting is confined to runs through it. */
  readonly isCut?: true;
}

/** Every text that a PDF paints. */
export interface PrintedWords {
  /** What is read aloud, in reading order, without the words of pictures. */
  readonly reading: readonly PrintedText[];
  /** The words of each picture, in reading order. */
  readonly pictures: readonly (readonly PrintedText[])[];
  /** What stands outside the text, in the order of painting: running heads, page numbers, signs that only decorate. */
  readonly aside: readonly PrintedText[];
  /** Text that was tagged and is read no more, since it repeats: the heads of tables that go on over a page. */
  readonly repeated: readonly PrintedText[];
  /** How large each page is, in points. */
  readonly sheets: readonly { readonly width: number; readonly height: number }[];
}

/**
 * The words of a PDF in the order of its structure tree, from which repeated heads and decoration have been taken out.
 * A space that stands where a line ends is not painted: compare letters.
 */
export function readWords(
  pdf: PDFDocument,
  painted: ReadonlyMap<ContentStream, Painting>,
  elements: readonly StructureElement[],
): PrintedWords {
  const pageNumberOf = pageNumbersOf(pdf);
  const printedOf = ({ text, box, isCut }: PaintedText, { isForm, page }: ContentStream): PrintedText => ({
    text,
    page: pageNumberOf(page),
    ...(!isForm && { box }),
    ...(isCut && { isCut }),
  });
  const marked = byMark(painted, printedOf);
  const aside: PrintedText[] = [];
  const again: PrintedText[] = [];
  /** What pictures take beside their words. */
  const areas = new Map<string, ReadonlyMap<number, Box>>();
  for (const [stream, { texts, boxes }] of painted) {
    if (!stream.isForm) areas.set(stream.owner.tag, boxes);
    for (const each of texts)
      if (each.mark === undefined) (each.repeats ? again : aside).push(printedOf(each, stream));
  }
  const reading: PrintedText[] = [];
  const pictures: PrintedText[][] = [];
  const visit = (kids: readonly StructureKid[], into: PrintedText[]): void => {
    for (const kid of kids) {
      if (kid.kind === 'content') {
        const { tag } = kid.form ?? kid.page;
        const own = marked.get(tag);
        for (const each of own?.get(kid.mark) ?? []) into.push(each);
        own?.delete(kid.mark);
        const box = into === reading ? undefined : areas.get(tag)?.get(kid.mark);
        if (box !== undefined) into.push({ text: '', page: pageNumberOf(kid.page), box });
      } else if (kid.kind === 'element') {
        const picture: PrintedText[] | undefined = kid.type === 'Figure' ? [] : undefined;
        if (picture !== undefined) pictures.push(picture);
        visit(kid.kids, picture ?? into);
      }
    }
  };
  visit(elements, reading);
  const left = [...marked.values()].flatMap((own) => [...own.values()].flat());
  const sheets = pdf.getPages().map((page) => page.getSize());
  return { reading, pictures, aside, repeated: [...again, ...left], sheets };
}

/** What marked content paints, by the `tag` of what holds it and by its mark. */
function byMark<T>(
  painted: ReadonlyMap<ContentStream, Painting>,
  of: (text: PaintedText, stream: ContentStream) => T,
): ReadonlyMap<string, Map<number, T[]>> {
  const marked = new Map<string, Map<number, T[]>>();
  for (const [stream, { texts }] of painted) {
    const own = marked.get(stream.owner.tag) ?? new Map<number, T[]>();
    marked.set(stream.owner.tag, own);
    for (const each of texts) if (each.mark !== undefined) listAt(own, each.mark).push(of(each, stream));
  }
  return marked;
}

/** Text that is read aloud, with the element that holds it. */
export interface ReadText {
  readonly painted: PaintedText;
  readonly stream: ContentStream;
  readonly element: StructureElement;
}

/** Everything that is read aloud in reading order, without the words of pictures and the numbers and dots of lists. */
export function readAloud(
  painted: ReadonlyMap<ContentStream, Painting>,
  elements: readonly StructureElement[],
): readonly ReadText[] {
  const marked = byMark(painted, (each, stream) => ({ painted: each, stream }));
  const found: ReadText[] = [];
  const visit = (element: StructureElement): void => {
    if (element.type === 'Figure' || element.type === 'Lbl') return;
    for (const kid of element.kids) {
      if (kid.kind === 'element') visit(kid);
      else if (kid.kind === 'content')
        for (const each of marked.get((kid.form ?? kid.page).tag)?.get(kid.mark) ?? [])
          found.push({ ...each, element });
    }
  };
  for (const element of elements) visit(element);
  return found;
}
