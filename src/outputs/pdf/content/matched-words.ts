import { type PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import { lettersOf, skipEqual } from '../../words/letters.js';
import { digitGlyphs, type PageNumbers, type PdfMeta, pagePlaceholder } from '../pdf-finisher.js';
import type { SourceWords } from '../print/source-words.js';
import type { StructureElement } from '../structure/structure-tree.js';
import type { Fonts, PdfFont } from './fonts.js';
import type { ContentEdit, ContentEdits, ContentStream } from './page-content.js';
import { readPaintedText } from './page-painter.js';
import type { PaintedText, Painting } from './painted-text.js';
import { type ReadText, readAloud } from './printed-words.js';

/** Text of a PDF, and the words that it was printed from. */
interface MatchedText {
  readonly read: ReadText;
  /** The words in which it begins. */
  readonly source: SourceWords;
  /** True where white space stands before it in what was printed, within the same block. */
  readonly followsSpace: boolean;
}

/** The letters of what was printed, and what is known of each place in them. */
interface Source {
  readonly letters: string;
  /** The places before which white space stands. */
  readonly spaces: ReadonlySet<number>;
  /** Where each of the words begins. */
  readonly starts: readonly number[];
}

/** How far ahead a text is looked for where words are hidden, and how long it must be to be known again. */
const [farthest, shortest] = [2000, 6];

/**
 * Every text of a PDF that has letters beside the words that it was printed from, in reading order, where their letters
 * agree. Letters are all that can be compared: a browser paints no space where it breaks a line.
 */
function matchWords(read: readonly ReadText[], words: readonly SourceWords[]): readonly MatchedText[] {
  const source = readSource(words);
  const found: MatchedText[] = [];
  let [at, index] = [0, 0];
  for (const each of read) {
    const letters = lettersOf(each.painted.text);
    if (letters === '') continue;
    let [next, length] = skipEqual(source.letters, letters, at, 0);
    if (length < letters.length) {
      // Where they part, the words of the PDF are not those of the report, which is reported elsewhere.
      const ahead = letters.length < shortest ? -1 : source.letters.indexOf(letters, at);
      if (ahead < 0 || ahead - at > farthest) continue;
      [at, next, length] = [ahead, ahead + letters.length, letters.length];
    }
    while ((source.starts[index + 1] ?? Number.POSITIVE_INFINITY) <= at) index++;
    const own = words[index];
    if (own !== undefined) found.push({ read: each, source: own, followsSpace: source.spaces.has(at) });
    at = next;
  }
  return found;
}

function readSource(words: readonly SourceWords[]): Source {
  const spaces = new Set<number>();
  const starts: number[] = [];
  let letters = '';
  let isApart = false;
  for (const { text, opensBlock } of words) {
    if (opensBlock) isApart = false;
    starts.push(letters.length);
    for (const part of text.split(/(\s+)/)) {
      if (part === '') continue;
      if (/^\s/.test(part)) isApart = true;
      else {
        if (isApart) spaces.add(letters.length);
        isApart = false;
        letters += lettersOf(part);
      }
    }
  }
  return { letters, spaces, starts };
}

/**
 * Paints a space behind each text that a space follows in the report and none in the PDF. Chromium drops those at which
 * a line breaks and those between the parts of a heading, so that a reader would hear "nobodyin Kosovo". Nothing moves,
 * since Chromium places every glyph by itself.
 *
 * Source: ISO 32000-1, 14.8.2.5 (words are parted by white space).
 */
export function restoreSpaces(
  read: readonly ReadText[],
  matched: readonly MatchedText[],
  painted: ReadonlyMap<ContentStream, Painting>,
  edits: ContentEdits,
): void {
  const needsSpace = new Set(matched.flatMap(({ read: text, followsSpace }) => (followsSpace ? [text] : [])));
  for (const [index, text] of read.entries()) {
    const before = read[index - 1];
    if (before === undefined || !needsSpace.has(text)) continue;
    if (/\s$/.test(before.painted.text) || /^\s/.test(text.painted.text)) continue;
    const { stream, painted: last } = before;
    const space = spaceIn(last, painted.get(stream)?.fonts ?? new Map());
    if (space !== undefined) edits.add(stream, [{ start: last.end, end: last.end, text: `\n${space}` }]);
  }
}

/** The instruction that paints a space in the font of a text, or in another of the page where that font holds none. */
function spaceIn({ font, size }: PaintedText, fonts: Fonts): string | undefined {
  const own = fonts.get(font)?.space;
  if (own !== undefined) return `<${own}> Tj`;
  for (const [name, { space }] of fonts)
    if (space !== undefined) return `/${name} ${size} Tf <${space}> Tj /${font} ${size} Tf`;
  return undefined;
}

/**
 * Says what signs such as `illus` stand for, and of words in another language which it is.
 *
 * Source: ISO 32000-1, 14.9.5 (expansion of abbreviations), 14.9.2 (natural language).
 */
export function tellWords(matched: readonly MatchedText[]): void {
  for (const { read, source } of matched) {
    const { element } = read;
    const { expansion, language } = source;
    if (expansion === undefined && language === undefined) continue;
    // What groups without a meaning has none to read out.
    if (element.type === 'NonStruct') element.type = 'Span';
    if (expansion !== undefined) element.dict.set(PDFName.of('E'), PDFHexString.fromText(expansion));
    if (language !== undefined) element.dict.set(PDFName.of('Lang'), PDFString.of(language));
  }
}

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
  const code = digitCodes(painting?.fonts.get(font));
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
function digitCodes(font: PdfFont | undefined): readonly string[] | undefined {
  const found = new Map([...(font?.texts ?? [])].map(([code, text]) => [text, code]));
  const codes = [...digitGlyphs].flatMap((digit) => found.get(digit) ?? []);
  const widths = new Set(codes.map((code) => font?.advances.get(code)));
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
