import { type PDFDocument, PDFNumber } from '@cantoo/pdf-lib';
import { type Diagnostic, listWords, type Position } from '../../../diagnostics.js';
import { problem } from '../../../problems/problem.js';
import { pageNumberOf } from '../content/page-content.js';
import { attributeOf, elementsOf, pageOf, type StructureElement } from './structure-tree.js';

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
