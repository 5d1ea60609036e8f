import { PDFArray, PDFDict, type PDFDocument, PDFName, PDFNumber, type PDFObject } from '@cantoo/pdf-lib';

/** How far each glyph of a font takes the text on, for a size of 1, by its code in hexadecimal. */
export type Advances = ReadonlyMap<string, number>;

/** Reads how wide glyphs are; each font once, however many pages share it. */
export class AdvanceReader {
  private readonly known = new Map<string, Advances>();

  constructor(private readonly pdf: PDFDocument) {}

  /** The fonts that the dictionary `resources` names. */
  fontsOf(resources: PDFDict | undefined): ReadonlyMap<string, Advances> {
    const fonts = resources?.lookupMaybe(PDFName.of('Font'), PDFDict);
    return new Map(
      (fonts?.entries() ?? []).map(([name, reference]) => [name.decodeText(), this.advancesOf(reference)]),
    );
  }

  private advancesOf(reference: PDFObject): Advances {
    const known = this.known.get(`${reference}`);
    if (known !== undefined) return known;
    const font = this.pdf.context.lookup(reference);
    const advances = font instanceof PDFDict ? readAdvances(font) : new Map<string, number>();
    this.known.set(`${reference}`, advances);
    return advances;
  }
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
