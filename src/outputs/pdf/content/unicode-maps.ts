import { PDFDict, type PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { unpacked } from './unpacked.js';

/** What each glyph of a font stands for, by its code in hexadecimal: `0015` -> `2`. */
export type UnicodeMap = ReadonlyMap<string, string>;

/** The fonts of a page or form by the names that its instructions call them by. */
export type FontMaps = ReadonlyMap<string, UnicodeMap>;

/** Reads the fonts of pages; each font once, however many pages share it. */
export class FontReader {
  private readonly known = new Map<string, UnicodeMap>();

  constructor(private readonly pdf: PDFDocument) {}

  /** The fonts that the dictionary `resources` names. */
  fontsOf(resources: PDFDict | undefined): FontMaps {
    const fonts = resources?.lookupMaybe(PDFName.of('Font'), PDFDict);
    return new Map(
      (fonts?.entries() ?? []).map(([name, reference]) => [
        name.decodeText(),
        this.mapOf(`${reference}`, reference),
      ]),
    );
  }

  private mapOf(key: string, reference: Parameters<PDFDocument['context']['lookup']>[0]): UnicodeMap {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const font = this.pdf.context.lookup(reference);
    const stream = font instanceof PDFDict ? font.lookup(PDFName.of('ToUnicode')) : undefined;
    const map =
      stream instanceof PDFRawStream
        ? readToUnicode(unpacked(stream).toString('latin1'))
        : new Map<string, string>();
    this.known.set(key, map);
    return map;
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
