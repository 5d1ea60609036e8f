import type { Advances } from './glyph-advances.js';
import type { UnicodeMap } from './unicode-maps.js';

/** What a glyph stands for, and how far it takes the text on, for a size of 1. */
export interface Glyph {
  readonly text: string;
  readonly advance: number;
}

/** The glyphs of a font by their codes as numbers, and of how many hexadecimal digits a code is. */
export interface GlyphTable {
  readonly digits: number;
  readonly glyphs: ReadonlyMap<number, Glyph>;
}

/** Of a glyph whose font does not say. */
const usualAdvance = 0.5;

/** What a glyph is read as that the font does not have. */
export const unknownGlyph: Glyph = { text: '\uFFFD', advance: usualAdvance };

/** What a stream shows text by that names no font of its page. */
export const noGlyphs: GlyphTable = { digits: 4, glyphs: new Map() };

export function glyphTable(texts: UnicodeMap, advances: Advances): GlyphTable {
  const [first = '0000'] = texts.keys();
  const digits = first.length;
  const glyphs = new Map<number, Glyph>();
  for (const codes of [texts, advances])
    for (const code of codes.keys()) {
      if (code.length !== digits) continue;
      const text = texts.get(code) ?? unknownGlyph.text;
      glyphs.set(Number.parseInt(code, 16), { text, advance: advances.get(code) ?? usualAdvance });
    }
  return { digits, glyphs };
}
