import type { PDFDocument } from '@cantoo/pdf-lib';
import type { PdfMeta } from '../meta.js';
import { digitGlyphs, type PageNumbers, pagePlaceholder } from '../print/page-numbers.js';
import type { StructureElement } from '../structure/structure-tree.js';
import type { ContentEdit, ContentEdits } from './content-edits.js';
import type { Advances } from './glyph-advances.js';
import { type MatchedText, matchWords } from './matched-words.js';
import type { ContentStream } from './page-content.js';
import { readPaintedText } from './page-painter.js';
import type { PaintedText, Painting } from './painted-text.js';
import { type ReadText, readAloud } from './printed-words.js';
import type { UnicodeMap } from './unicode-maps.js';

/** What each stream paints. */
type Paintings = ReadonlyMap<ContentStream, Painting>;

/** What a print is read by: its tree, its instructions, and the words that it was printed from. */
interface Print {
  readonly elements: readonly StructureElement[];
  readonly streams: readonly ContentStream[];
  readonly meta: PdfMeta;
  readonly pages: PageNumbers | undefined;
}

/** The text of a PDF beside its words, its page numbers set; undefined where they cannot be. */
export function readText(pdf: PDFDocument, { elements, streams, meta, pages }: Print, edits: ContentEdits) {
  const painted = readPaintedText(pdf, streams);
  const words = meta.words ?? [];
  const read = readAloud(painted, elements);
  const matched = matchWords(read, words);
  const count = words.filter(({ pageOf }) => pageOf !== undefined).length;
  if (pages === undefined || count === 0) return { painted, read, matched };
  const replaced = setPageNumbers(matched, painted, { pages, count }, edits);
  if (replaced === undefined) return undefined;
  const known = new Map<ReadText, ReadText>();
  for (const each of read) {
    const other = replaced.has(each.painted) ? replaced.get(each.painted) : each.painted;
    if (other !== undefined) known.set(each, { ...each, painted: other });
  }
  return {
    painted: withReplaced(painted, replaced),
    read: [...known.values()],
    matched: matched.flatMap((each): MatchedText[] => {
      const own = known.get(each.read);
      return own === undefined ? [] : [{ ...each, read: own }];
    }),
  };
}

/**
 * Sets page numbers into the contents of a PDF that was printed with placeholders, so that it need not be printed
 * again. Each digit is painted where one of the placeholder stands, in its font, aligned to the right. Returns what
 * takes the place of which text, and takes out the glyphs that were painted to have all digits in the file.
 *
 * Undefined where that cannot be done, and `edits` is then not changed: a placeholder was not painted by itself, a digit
 * is in none of the fonts, or digits are not all as wide.
 *
 * @param count How many page numbers the document waits for.
 */
function setPageNumbers(
  matched: readonly MatchedText[],
  painted: Paintings,
  { pages, count }: { readonly pages: PageNumbers; readonly count: number },
  edits: ContentEdits,
): ReadonlyMap<PaintedText, PaintedText | undefined> | undefined {
  const waiting = matched.filter(({ source }) => source.pageOf !== undefined);
  const glyphs = [...painted].flatMap(([stream, { texts }]) =>
    texts.filter(isGlyphLine).map((text) => ({ stream, text })),
  );
  if (waiting.length !== count || glyphs.length !== count) return undefined;
  const changes: { stream: ContentStream; edits: readonly ContentEdit[] }[] = [];
  const replaced = new Map<PaintedText, PaintedText | undefined>();
  for (const { read, source } of waiting) {
    const { stream, painted: text } = read;
    const number = `${pages[source.pageOf ?? ''] ?? ''}`;
    const own = numberEdits(stream, text, number, painted.get(stream));
    if (own === undefined) return undefined;
    changes.push({ stream, edits: own });
    replaced.set(text, number === '' ? undefined : numbered(text, number));
  }
  for (const { stream, text } of glyphs) {
    changes.push({ stream, edits: [{ start: text.start, end: text.end, text: '' }] });
    replaced.set(text, undefined);
  }
  for (const { stream, edits: own } of changes) edits.add(stream, own);
  return replaced;
}

/** The line that brings the digits into the file: part of no text, since nobody is to read it. */
const isGlyphLine = ({ text, mark }: PaintedText): boolean => mark === undefined && text === digitGlyphs;

/** What takes the place of each instruction that paints a digit of a placeholder. */
function numberEdits(
  { bytes }: ContentStream,
  { text, start, end, font }: PaintedText,
  number: string,
  painting: Painting | undefined,
): readonly ContentEdit[] | undefined {
  const source = bytes.toString('latin1', start, end);
  const shown = [...source.matchAll(/<([0-9A-Fa-f]+)>\s*Tj/g)];
  const code = digitCodes(painting?.fonts.get(font), painting?.advances.get(font));
  if (text !== pagePlaceholder || shown.length !== text.length || code === undefined) return undefined;
  const digits = number.padStart(text.length);
  if (digits.length > text.length) return undefined;
  return shown.map(({ 0: instruction, index }, place): ContentEdit => {
    const digit = digits[place] ?? ' ';
    const at = start + index;
    const put = digit === ' ' ? '' : `<${code[Number(digit)] ?? ''}> Tj`;
    return { start: at, end: at + instruction.length, text: put };
  });
}

/** The code of each digit in a font; undefined where it lacks one, or they are not all as wide: the usual width is not told. */
function digitCodes(
  map: UnicodeMap | undefined,
  advances: Advances | undefined,
): readonly string[] | undefined {
  const found = new Map([...(map ?? [])].map(([code, text]) => [text, code]));
  const codes = [...digitGlyphs].flatMap((digit) => found.get(digit) ?? []);
  const widths = new Set(codes.map((code) => advances?.get(code)));
  return codes.length === digitGlyphs.length && widths.size === 1 ? codes : undefined;
}

/** The text with a number at its right end. */
function numbered(text: PaintedText, number: string): PaintedText {
  const { left, right } = text.box;
  const width = ((right - left) * number.length) / text.text.length;
  return { ...text, text: number, box: { ...text.box, left: right - width } };
}

/** What is painted, with what took the place of texts. */
function withReplaced(
  painted: Paintings,
  replaced: ReadonlyMap<PaintedText, PaintedText | undefined>,
): Paintings {
  if (replaced.size === 0) return painted;
  const change = (text: PaintedText): readonly PaintedText[] => {
    const other = replaced.has(text) ? replaced.get(text) : text;
    return other === undefined ? [] : [other];
  };
  return new Map(
    [...painted].map(([stream, painting]) => [
      stream,
      { ...painting, texts: painting.texts.flatMap(change) },
    ]),
  );
}
