import type { PDFDocument } from '@cantoo/pdf-lib';
import { addAttributes } from './attributes.js';
import { type Box, union } from './graphics-state.js';
import type { ContentStream } from './page-content.js';
import type { Painting } from './painted-text.js';
import { contentOf, elementsOf, type MarkedContent, type StructureElement } from './structure-tree.js';

/**
 * Says of each picture where on its page it stands, so that a reader that makes the pages anew can move it as a whole. A
 * picture that runs over several pages has no one place.
 *
 * Source: ISO 32000-1, 14.8.5.4.3 (BBox, Placement).
 */
export function placeFigures(
  pdf: PDFDocument,
  elements: readonly StructureElement[],
  painted: ReadonlyMap<ContentStream, Painting>,
): void {
  const paintings = new Map([...painted].map(([stream, painting]) => [stream.owner.tag, painting]));
  for (const parent of elementsOf(elements)) {
    for (const figure of parent.kids) {
      if (figure.kind !== 'element' || figure.type !== 'Figure') continue;
      const contents = contentOf(figure);
      const box = contents.map((content) => boxOf(content, paintings)).reduce(joined, undefined);
      if (box === undefined || new Set(contents.map(({ page }) => page.tag)).size !== 1) continue;
      const corners = [box.left, box.bottom, box.right, box.top].map((each) => Math.round(each * 100) / 100);
      // In a line of text it goes with its line.
      const placement = parent.type === 'P' || parent.type === 'Span' ? 'Inline' : 'Block';
      addAttributes(pdf, figure, pdf.context.obj({ O: 'Layout', Placement: placement, BBox: corners }));
    }
  }
}

/** What marked content takes of its page; of a form the whole of it. */
function boxOf(
  { page, form, mark }: MarkedContent,
  paintings: ReadonlyMap<string, Painting>,
): Box | undefined {
  const painting = paintings.get(page.tag);
  return form === undefined ? painting?.boxes.get(mark) : painting?.forms.get(form.tag);
}

const joined = (sum: Box | undefined, box: Box | undefined): Box | undefined =>
  box === undefined ? sum : union(sum, box);
