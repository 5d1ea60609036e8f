import { type PDFDocument, PDFName } from '@cantoo/pdf-lib';
import { least } from '../../../model/chart/extremes.js';
import { groupBy } from '../../../model/group-by.js';
import type { ArtifactType } from '../content/artifacts.js';
import type { ContentStream } from '../content/page-content.js';
import {
  attributeOf,
  contentOf,
  elementsOf,
  type MarkedContent,
  type StructureElement,
} from './structure-tree.js';

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
