import type { ContentStream } from './page-content.js';

/**
 * How many characters of a content stream no font had a glyph for: they print as a box or as nothing. Chromium
 * falls through to glyph 0 for them without a word.
 *
 * Source: ISO 14289-1, 7.21.8 (no text refers to the `.notdef` glyph).
 */
export function countMissingGlyphs({ bytes, operations }: ContentStream): number {
  let count = 0;
  for (const { name, start, end } of operations) {
    if (name !== 'Tj' && name !== 'TJ') continue;
    for (const [, digits = ''] of bytes.toString('latin1', start, end).matchAll(/<([0-9A-Fa-f]*)>/g)) {
      // All fonts that reports embed have two bytes a glyph.
      count += (digits.match(/.{4}/g) ?? []).filter((glyph) => glyph === '0000').length;
    }
  }
  return count;
}
