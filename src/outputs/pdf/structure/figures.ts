import { type PDFDict, type PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import type { Diagnostic, Position } from '../../../diagnostics.js';
import { pageNumberOf } from '../content/page-content.js';
import { elementsOf, pageOf, type StructureElement } from './structure-tree.js';

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
  return {
    severity: 'error',
    code: 'output/figure-alt',
    message: `Unexpected picture without a text alternative on page ${page} of the PDF, expected an \`alt\` text, or an \`aria-label\` beside \`role="img"\``,
    position,
  };
}

/** What is heard in place of an element; empty where nothing is. */
export function textAlternative(dict: PDFDict): string {
  const text = dict.lookup(PDFName.of('Alt'));
  return text instanceof PDFString || text instanceof PDFHexString ? text.decodeText() : '';
}
