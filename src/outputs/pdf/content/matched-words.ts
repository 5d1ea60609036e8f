import { PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib';
import { lettersOf, skipEqual } from '../../words/letters.js';
import type { SourceWords } from '../print/source-words.js';
import type { ContentEdits } from './content-edits.js';
import type { ContentStream } from './page-content.js';
import type { Painting } from './painted-text.js';
import type { ReadText } from './printed-words.js';
import type { UnicodeMap } from './unicode-maps.js';

/** Text of a PDF, and the words that it was printed from. */
export interface MatchedText {
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
export function matchWords(read: readonly ReadText[], words: readonly SourceWords[]): readonly MatchedText[] {
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
  const spaces = new Spaces();
  const needsSpace = new Set(matched.flatMap(({ read: text, followsSpace }) => (followsSpace ? [text] : [])));
  for (const [index, text] of read.entries()) {
    const before = read[index - 1];
    if (before === undefined || !needsSpace.has(text)) continue;
    if (/\s$/.test(before.painted.text) || /^\s/.test(text.painted.text)) continue;
    const { stream, painted: last } = before;
    const space = spaces.of(last.font, last.size, painted.get(stream)?.fonts ?? new Map());
    if (space !== undefined) edits.add(stream, [{ start: last.end, end: last.end, text: `\n${space}` }]);
  }
}

class Spaces {
  /** The code of the space of each font, which most pages share; undefined of one that has none. */
  private readonly codes = new Map<UnicodeMap, string | undefined>();

  /** The instruction that paints a space in a font, or in another of the page where that font holds none. */
  of(font: string, size: string, fonts: ReadonlyMap<string, UnicodeMap>): string | undefined {
    const own = this.codeIn(fonts.get(font));
    if (own !== undefined) return `<${own}> Tj`;
    for (const [name, map] of fonts) {
      const code = this.codeIn(map);
      if (code !== undefined) return `/${name} ${size} Tf <${code}> Tj /${font} ${size} Tf`;
    }
    return undefined;
  }

  private codeIn(map: UnicodeMap | undefined): string | undefined {
    if (map === undefined || this.codes.has(map)) return map && this.codes.get(map);
    const code = [...map].find(([, text]) => text === ' ')?.[0];
    this.codes.set(map, code);
    return code;
  }
}

/**
 * Says what signs such as `[i]` stand for, and of words in another language which it is.
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
