import { type PDFDict, type PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import type { Diagnostic, Position } from '../../../diagnostics.js';
import { problem } from '../../../problems/problem.js';
import { type Box, union } from '../content/graphics-state.js';
import { type ContentStream, pageNumberOf } from '../content/page-content.js';
import type { Painting } from '../content/painted-text.js';
import {
  addAttributes,
  contentOf,
  elementsOf,
  type MarkedContent,
  pageOf,
  type StructureElement,
} from './structure-tree.js';

/**
 * Looks at every figure without a text alternative. One that holds figures or tables becomes a plain group; any other is reported, since
 * nobody could know what it shows.
 *
 * Source: ISO 14289-1, 7.3 (figures have an alternative text).
 */
export function sortOutFigures(
  pdf: PDFDocument,
  elements: readonly StructureElement[],
  position: Position,
): Diagnostic[] {
  const problems: Diagnostic[] = [];
  for (const figure of elementsOf(elements).filter(({ type }) => type === 'Figure')) {
    if (textAlternative(figure.dict).trim() !== '') continue;
    const holdsOthers = elementsOf(figure.kids).some(({ type }) => type === 'Figure' || type === 'Table');
    if (holdsOthers) figure.type = 'Div';
    else problems.push(silent(pageNumberOf(pdf, pageOf(figure)), position));
  }
  return problems;
}

function silent(page: number, position: Position): Diagnostic {
  return problem('output/figure-alt.picture', position, { page });
}

/** What is heard in place of an element; empty where nothing is. */
export function textAlternative(dict: PDFDict): string {
  const text = dict.lookup(PDFName.of('Alt'));
  return text instanceof PDFString || text instanceof PDFHexString ? text.decodeText() : '';
}

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
