import type { PDFDocument } from '@cantoo/pdf-lib';
import type { Diagnostic, Position } from '../../../diagnostics.js';
import { problem } from '../../../problems/problem.js';
import type { Instructions } from './instructions.js';
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
    counts.set(page, (counts.get(page) ?? 0) + missingGlyphs(stream));
  }
  return [...counts]
    .filter(([, count]) => count > 0)
    .map(([page, count]) =>
      problem('output/missing-glyph.glyph', position, {
        character: count === 1 ? 'character' : `${count} characters`,
        page,
      }),
    );
}

/** How many glyphs a stream shows that no font has. */
export const missingGlyphs = ({ instructions }: ContentStream): number => instructions.once(countMissing);

function countMissing({ bytes, operations }: Instructions): number {
  let count = 0;
  // Four noughts stand in few instructions, mostly over the edge of two glyphs: only those are looked at.
  for (let next = bytes.indexOf(noughts); next >= 0; ) {
    const index = operations.placeOf(next);
    const [start, end] = [operations.startAt(index), operations.endAt(index)];
    if (index >= 0 && next < end) count += missingIn(operations.nameAt(index), bytes, start, end);
    next = bytes.indexOf(noughts, Math.max(end, next + 1));
  }
  return count;
}

function missingIn(name: string, bytes: Buffer, start: number, end: number): number {
  if (name !== 'Tj' && name !== 'TJ') return 0;
  const shown = [...bytes.toString('latin1', start, end).matchAll(/<([0-9A-Fa-f]*)>/g)];
  // All fonts that reports embed have two bytes a glyph.
  return shown.flatMap(([, digits = '']) => digits.match(/.{4}/g) ?? []).filter((glyph) => glyph === '0000')
    .length;
}

const noughts = Buffer.from('0000', 'latin1');
