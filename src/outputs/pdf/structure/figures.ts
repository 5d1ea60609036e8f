import { type PDFDict, type PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString } from '@cantoo/pdf-lib';
import { type Diagnostic, listWords, type Position } from '../../../diagnostics.js';
import { problem } from '../../../problems/problem.js';
import { type Box, union } from '../content/graphics-state.js';
import { type ContentStream, pageNumberOf } from '../content/page-content.js';
import type { Painting } from '../content/painted-text.js';
import {
  addAttributes,
  attributeOf,
  contentOf,
  elementsOf,
  type MarkedContent,
  pageOf,
  type StructureElement,
} from './structure-tree.js';

/**
 * Makes every figure that only holds others together a plain group, and reports those that are pictures and have no
 * text alternative: nobody could know what they show.
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

/**
 * Reports every table whose rows are not equally wide. Chromium drops cells without visible text, and then each cell
 * to the right of one would be read under the wrong head.
 *
 * Source: ISO 14289-1, 7.5 (tables), with ISO 32000-1, 14.8.5.7 (row and column spans).
 */
export function checkTables(
  pdf: PDFDocument,
  elements: readonly StructureElement[],
  position: Position,
): Diagnostic[] {
  return elementsOf(elements).flatMap((table): Diagnostic[] => {
    if (table.type !== 'Table') return [];
    const widths = [...new Set(rowWidths(table))].sort((a, b) => a - b);
    if (widths.length < 2) return [];
    return [
      problem('output/table-shape', position, {
        widths: listWords(widths.map(String)),
        pageNumber: pageNumberOf(pdf, pageOf(table)),
      }),
    ];
  });
}

/** The width of each row in columns, with the cells that hang into it from above. */
function rowWidths(table: StructureElement): number[] {
  let hanging: { readonly columns: number; readonly rows: number }[] = [];
  return elementsOf(table.kids)
    .filter(({ type }) => type === 'TR')
    .map(({ kids }) => {
      const cells = kids.flatMap((kid) => (kid.kind === 'element' ? [spans(kid)] : []));
      const row = [...hanging, ...cells];
      hanging = row.map(({ columns, rows }) => ({ columns, rows: rows - 1 })).filter(({ rows }) => rows > 0);
      return row.reduce((sum, { columns }) => sum + columns, 0);
    });
}

function spans(cell: StructureElement): { columns: number; rows: number } {
  const span = (name: string): number => {
    const value = attributeOf(cell, name);
    return value instanceof PDFNumber ? value.asNumber() : 1;
  };
  return { columns: span('ColSpan'), rows: span('RowSpan') };
}
