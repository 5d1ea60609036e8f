import { createHash } from 'node:crypto';
import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
} from '@cantoo/pdf-lib';
import { unpacked } from './instructions.js';

/** What each glyph of a font stands for, by its code in hexadecimal: `0015` -> `2`. */
export type UnicodeMap = ReadonlyMap<string, string>;

/** How far each glyph of a font takes the text on, for a size of 1, by its code in hexadecimal. */
type Advances = ReadonlyMap<string, number>;

/** What is read of a font. What follows from that is found out when it is asked for, and once. */
export class PdfFont {
  #table: GlyphTable | undefined;
  #key: string | undefined;
  #space: { readonly code: string | undefined } | undefined;

  constructor(
    readonly texts: UnicodeMap,
    readonly advances: Advances,
  ) {}

  get table(): GlyphTable {
    this.#table ??= glyphTable(this.texts, this.advances);
    return this.#table;
  }

  /** What tells it from other fonts: all that is read of it. */
  get key(): string {
    this.#key ??= createHash('sha256')
      .update(JSON.stringify([[...this.texts], [...this.advances]]))
      .digest('base64');
    return this.#key;
  }

  /** The code of its space; undefined where it has none. */
  get space(): string | undefined {
    this.#space ??= { code: [...this.texts].find(([, text]) => text === ' ')?.[0] };
    return this.#space.code;
  }
}

/** The fonts of a page or form by the names that its instructions call them by. */
export type Fonts = ReadonlyMap<string, PdfFont>;

/** Reads the fonts of pages; each font once, however many pages share it. */
export class FontReader {
  private readonly known = new Map<string, PdfFont>();

  constructor(private readonly pdf: PDFDocument) {}

  /** The fonts that the dictionary `resources` names. */
  fontsOf(resources: PDFDict | undefined): Fonts {
    const fonts = resources?.lookupMaybe(PDFName.of('Font'), PDFDict);
    return new Map(
      (fonts?.entries() ?? []).map(([name, reference]) => [name.decodeText(), this.fontOf(reference)]),
    );
  }

  fontOf(reference: PDFObject): PdfFont {
    const known = this.known.get(`${reference}`);
    if (known !== undefined) return known;
    const dict = this.pdf.context.lookup(reference);
    const stream = dict instanceof PDFDict ? dict.lookup(PDFName.of('ToUnicode')) : undefined;
    const font = new PdfFont(
      stream instanceof PDFRawStream ? readToUnicode(unpacked(stream).toString('latin1')) : new Map(),
      dict instanceof PDFDict ? readAdvances(dict) : new Map(),
    );
    this.known.set(`${reference}`, font);
    return font;
  }
}

/**
 * A ToUnicode CMap: single characters, and ranges that count on from one character or list each.
 *
 * Source: ISO 32000-1, 9.10.3; Adobe Technical Note 5411.
 */
export function readToUnicode(cmap: string): UnicodeMap {
  const map = new Map<string, string>();
  for (const [, body = ''] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', text = ''] of body.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g))
      map.set(code.toUpperCase(), decodeUtf16(text));
  }
  const range = /<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]+)>|\[([^\]]*)\])/g;
  for (const [, body = ''] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = '', to = '', first = '', listed] of body.matchAll(range)) {
      const each = listed === undefined ? undefined : (listed.match(/[0-9A-Fa-f]+/g) ?? []);
      const [start, end] = [Number.parseInt(from, 16), Number.parseInt(to, 16)];
      for (let code = start; code <= end; code++) {
        const text = each === undefined ? countOn(first, code - start) : (each[code - start] ?? '');
        map.set(code.toString(16).toUpperCase().padStart(from.length, '0'), decodeUtf16(text));
      }
    }
  }
  return map;
}

/** The hexadecimal text of a character that stands `steps` after another: only its last unit counts on. */
function countOn(first: string, steps: number): string {
  const last = Number.parseInt(first.slice(-4), 16) + steps;
  return first.slice(0, -4) + last.toString(16).padStart(4, '0');
}

function decodeUtf16(hex: string): string {
  const units = hex.match(/.{4}/g) ?? [];
  return units.map((unit) => String.fromCharCode(Number.parseInt(unit, 16))).join('');
}

/**
 * The widths of a composite font (`W`), or of a font that the browser makes itself (Type 3).
 *
 * Source: ISO 32000-1, 9.7.4.3 (glyph metrics in CIDFonts) and 9.6.5 (Type 3 fonts).
 */
function readAdvances(font: PDFDict): Advances {
  const descendants = font.lookup(PDFName.of('DescendantFonts'));
  if (descendants instanceof PDFArray) {
    const descendant = descendants.lookup(0);
    const widths = descendant instanceof PDFDict ? descendant.lookup(PDFName.of('W')) : undefined;
    return widths instanceof PDFArray ? compositeAdvances(widths) : new Map();
  }
  const [widths, first, matrix] = ['Widths', 'FirstChar', 'FontMatrix'].map((key) =>
    font.lookup(PDFName.of(key)),
  );
  if (!(widths instanceof PDFArray && first instanceof PDFNumber)) return new Map();
  const scale = matrix instanceof PDFArray ? numberAt(matrix, 0) : 0.001;
  return new Map(
    widths.asArray().map((_, index) => {
      const code = first.asNumber() + index;
      return [code.toString(16).toUpperCase().padStart(2, '0'), numberAt(widths, index) * scale];
    }),
  );
}

/** `c [w1 w2 ...]` names consecutive codes, `from to w` gives many the same. */
function compositeAdvances(widths: PDFArray): Advances {
  const advances = new Map<string, number>();
  const set = (code: number, width: number): void => {
    advances.set(code.toString(16).toUpperCase().padStart(4, '0'), width / 1000);
  };
  for (let at = 0; at + 1 < widths.size(); ) {
    const first = numberAt(widths, at);
    const second = widths.lookup(at + 1);
    if (second instanceof PDFArray) {
      for (let index = 0; index < second.size(); index++) set(first + index, numberAt(second, index));
      at += 2;
    } else {
      const width = numberAt(widths, at + 2);
      for (let code = first; code <= numberAt(widths, at + 1); code++) set(code, width);
      at += 3;
    }
  }
  return advances;
}

function numberAt(array: PDFArray, index: number): number {
  const value = array.lookup(index);
  return value instanceof PDFNumber ? value.asNumber() : 0;
}

/** What a glyph stands for, and how far it takes the text on, for a size of 1. */
interface Glyph {
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

function glyphTable(texts: UnicodeMap, advances: Advances): GlyphTable {
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
