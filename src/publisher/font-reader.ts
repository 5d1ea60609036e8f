import type { Font } from 'fontkit';

/** What of a font file is looked at. */
export interface ReadFont {
  readonly font: Font;
  readonly format: 'woff2' | 'truetype' | 'opentype';
  readonly family: string;
  readonly weight: number;
  readonly style: 'normal' | 'italic';
  /** In order, from the space on. */
  readonly points: readonly number[];
}

/** What is wrong with a font file: `found` stands behind "Unexpected", `expected` behind "expected". */
export class FontFault extends Error {
  constructor(
    readonly found: string,
    readonly expected: string,
    readonly hint?: string,
  ) {
    super(found);
  }
}

const formats: Readonly<Record<string, ReadFont['format']>> = {
  wOF2: 'woff2',
  '\0\x01\0\0': 'truetype',
  true: 'truetype',
  OTTO: 'opentype',
};

/**
 * Reads a font file, and what its maker allows. Throws a `FontFault` where it is none, or may not be embedded.
 *
 * @param isPrinted A PDF is made, which embeds the letters that it shows and no others.
 *
 * *Source:* the OpenType specification, OS/2 (fsType, fsSelection, usWeightClass).
 */
export async function readFont(bytes: Uint8Array, isPrinted: boolean): Promise<ReadFont> {
  const format = formats[Buffer.from(bytes.subarray(0, 4)).toString('latin1')];
  const kinds = 'a TrueType, OpenType or WOFF2 font';
  if (format === undefined) throw new FontFault('something else in a file with the name of a font', kinds);
  const { create } = await import('fontkit');
  let font: Font;
  let points: readonly number[];
  try {
    font = create(Buffer.from(bytes));
    points = [...new Set(font.characterSet)].filter((point) => point >= 0x20).sort((a, b) => a - b);
    // A font that is cut short fails at its first letter.
    for (const point of points.slice(0, 400)) font.glyphForCodePoint(point).advanceWidth;
  } catch {
    throw new FontFault('damaged font', kinds);
  }
  const os2 = font['OS/2'];
  if (os2 === undefined || points.length === 0) throw new FontFault('font without letters', kinds);
  refuseLicence(os2.fsType, isPrinted);
  if (Object.keys(font.variationAxes).length > 0)
    throw new FontFault(
      'variable font',
      'one file for each weight',
      'a PDF for archives takes no variable fonts: export static ones from it',
    );
  const isSlanted = os2.fsSelection.italic || os2.fsSelection.oblique === true;
  return {
    font,
    format,
    family: font.familyName,
    weight: os2.usWeightClass,
    style: isSlanted ? 'italic' : 'normal',
    points,
  };
}

/** The bits in which makers of fonts say what may be done. A font that may be edited or previewed may also be restricted in old versions; then the freer bit counts. */
function refuseLicence(
  { noEmbedding, viewOnly, editable, noSubsetting, bitmapOnly }: NonNullable<Font['OS/2']>['fsType'],
  isPrinted: boolean,
): void {
  const hint =
    'its maker forbids that in the font itself (`fsType`); another licence comes with another file';
  if (noEmbedding && !viewOnly && !editable)
    throw new FontFault('font that must not be embedded', 'one whose licence lets reports carry it', hint);
  if (bitmapOnly)
    throw new FontFault('font of which only bitmaps may be embedded', 'one whose outlines may be', hint);
  if (noSubsetting && isPrinted)
    throw new FontFault(
      'font that must be embedded whole',
      'one of which a PDF may carry the letters that it shows',
      hint,
    );
}
