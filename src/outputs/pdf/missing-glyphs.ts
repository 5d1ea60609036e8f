import type { PDFDocument } from '@cantoo/pdf-lib';
import type { Diagnostic, Position } from '../../diagnostics.js';
import { type ContentStream, pageNumbersOf } from './page-content.js';

/**
 * Reports each page with characters that no font has a glyph for: they print as a box or as nothing, and Chromium
 * does not say so.
 *
 * Source: ISO 14289-1, 7.21.8 (no text refers to the `.notdef` glyph).
 */
export function checkGlyphs(
  pdf: PDFDocument,
  streams: readonly ContentStream[],
  position: Position,
): Diagnostic[] {
  const counts = new Map<number, number>();
  const pageNumberOf = pageNumbersOf(pdf);
  for (const stream of streams) {
    const page = pageNumberOf(stream.page);
    counts.set(page, (counts.get(page) ?? 0) + countMissing(stream));
  }
  return [...counts]
    .filter(([, count]) => count > 0)
    .map(([page, count]) => ({
      severity: 'error',
      code: 'output/missing-glyph',
      message: `Unexpected ${count === 1 ? 'character' : `${count} characters`} without a glyph on page ${page} of the PDF, expected text that the fonts of the theme can show`,
      position,
      hint: 'look for a box or a gap on that page, and replace the character or add a font that has it',
    }));
}

function countMissing({ bytes, operations }: ContentStream): number {
  const source = bytes.toString('latin1');
  let count = 0;
  // Four noughts stand in few instructions, mostly over the edge of two glyphs: only those are looked at.
  let next = source.indexOf('0000');
  for (const { name, start, end } of operations) {
    if (next >= 0 && next < start) next = source.indexOf('0000', start);
    if (next < 0) break;
    if (next >= end || (name !== 'Tj' && name !== 'TJ')) continue;
    for (const [, digits = ''] of source.slice(start, end).matchAll(/<([0-9A-Fa-f]*)>/g)) {
      // All fonts that reports embed have two bytes a glyph.
      count += (digits.match(/.{4}/g) ?? []).filter((glyph) => glyph === '0000').length;
    }
  }
  return count;
}
