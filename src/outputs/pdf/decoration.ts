import { PDFArray, PDFDict, type PDFDocument, PDFName, type PDFObject } from '@cantoo/pdf-lib';
import { least } from '../../model/extremes.js';
import type { ContentStream } from './page-content.js';
import { elementsOf, type MarkedContent, type StructureElement } from './structure-tree.js';

/** The marks that are no part of the text, by the `tag` of the page or form that holds them. */
export type Decoration = ReadonlyMap<string, ReadonlySet<number>>;

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
  const forms = streams.filter((stream) => stream.isForm);
  for (const element of elementsOf(elements)) {
    element.kids = element.kids.map((kid) => {
      if (kid.kind !== 'content' || kid.form || pageMarks.get(kid.page.tag)?.has(kid.mark)) return kid;
      return {
        ...kid,
        form: forms.find(({ page, marks }) => page === kid.page && marks.has(kid.mark))?.owner,
      };
    });
  }
}

/**
 * Takes out of the tree what only decorates, and returns it, to be marked as artifacts: areas and rules without text
 * outside figures (Chromium files the background of a page under the whole document), and the heads of a table that
 * a later page repeats (else each head would be read as often as the table has pages).
 */
export function removeDecoration(
  pdf: PDFDocument,
  elements: readonly StructureElement[],
  streams: readonly ContentStream[],
): Decoration {
  const marks = new Map(streams.map((stream) => [stream.owner.tag, stream.marks]));
  const pages = new Map(pdf.getPages().map((page, index) => [page.ref.tag, index]));
  const pageOf = ({ page }: MarkedContent): number => pages.get(page.tag) ?? 0;

  const dropped = elements.flatMap((element) =>
    dropContent(element, (content, owner) => {
      // A figure is read as its text alternative; the bullet of a list may be a mere dot. Both keep what they paint.
      if (owner.type === 'Figure' || owner.type === 'Lbl') return false;
      return marks.get((content.form ?? content.page).tag)?.get(content.mark) === false;
    }),
  );
  for (const head of [...elementsOf(elements)].filter(isColumnHead)) {
    const first = least(contentOf(head).map(pageOf));
    for (const each of dropContent(head, (content) => pageOf(content) > first)) dropped.push(each);
  }
  return byStream(dropped);
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

function contentOf(element: StructureElement): MarkedContent[] {
  return [element, ...elementsOf(element.kids)].flatMap(({ kids }) =>
    kids.filter((kid) => kid.kind === 'content'),
  );
}

/** A row head may run over to the next page with its row; a column head is only ever repeated there. */
function isColumnHead({ type, dict }: StructureElement): boolean {
  if (type !== 'TH') return false;
  const attributes = dict.lookup(PDFName.of('A'));
  const all: PDFObject[] =
    attributes instanceof PDFArray ? attributes.asArray() : attributes ? [attributes] : [];
  return all.some(
    (attribute) =>
      attribute instanceof PDFDict && attribute.lookup(PDFName.of('Scope')) === PDFName.of('Column'),
  );
}

function byStream(contents: readonly MarkedContent[]): Decoration {
  const result = new Map<string, Set<number>>();
  for (const { form, page, mark } of contents) {
    const key = (form ?? page).tag;
    result.set(key, (result.get(key) ?? new Set<number>()).add(mark));
  }
  return result;
}
