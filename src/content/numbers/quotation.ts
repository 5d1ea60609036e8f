import { type Abbreviations, sentenceBounds } from './sentence.js';

/** A stretch of a text, from the offset of its first character to that after its last. */
export type Stretch = readonly [from: number, to: number];

/**
 * Marks that open a quotation, with those that may close it. The same mark opens in one language and closes in another:
 * \u201C closes in Albanian, Serbian and German what \u201E opened, and \u00BB opens where \u00AB closes.
 */
const closing: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\u201C': '\u201D\u201C',
  '\u201D': '\u201D',
  '\u201E': '\u201C\u201D',
  '\u00AB': '\u00BB',
  '\u00BB': '\u00AB',
  '\u2018': '\u2019',
  '\u2019': '\u2019',
  '\u201A': '\u2018\u2019',
  '\u2039': '\u203A',
  '\u203A': '\u2039',
};

/** Marks that are apostrophes too: "don't", "the ministries' list", "the '90s". */
const apostrophes = "'\u2018\u2019";

const mark = /["'\u201C-\u201E\u00AB\u00BB\u2018-\u201A\u2039\u203A]/gu;

interface Mark {
  readonly offset: number;
  readonly sign: string;
  readonly opens: boolean;
  readonly closes: boolean;
  /** After an s and before a word in small letters: rather "the ministries' list" than the end of what was said. */
  readonly isPossessive: boolean;
}

/**
 * The quotations of a block of text in their order, with their marks; those inside others are part of them. An apostrophe
 * is no mark of quotation.
 */
export function quotations(text: string): readonly Stretch[] {
  const marks = [...text.matchAll(mark)].map(({ 0: sign, index }) => markAt(text, index, sign));
  const found: Stretch[] = [];
  // Marks that nothing to the end of the text closes: what stands behind them is not looked through again.
  const open = new Set<string>();
  for (let index = 0; index < marks.length; index++) {
    const first = marks[index];
    if (first?.opens !== true || open.has(first.sign)) continue;
    const end = closeOf(marks, index);
    const last = end === undefined ? undefined : marks[end];
    if (end === undefined || last === undefined) {
      open.add(first.sign);
      continue;
    }
    found.push([first.offset, last.offset + 1]);
    index = end;
  }
  return found;
}

function markAt(text: string, offset: number, sign: string): Mark {
  const [before, after] = [text.slice(Math.max(offset - 2, 0), offset), text.slice(offset + 1, offset + 5)];
  const isSingle = apostrophes.includes(sign);
  const startsWord = !/[\p{L}\p{N}]$/u.test(before) && !/^\s/u.test(after);
  const isDecade = isSingle && /^\d\ds/u.test(after);
  const endsWord = !/^[\p{L}\p{N}]/u.test(after) && /\S$/u.test(before);
  return {
    offset,
    sign,
    opens: isSingle || sign === '"' ? startsWord && !isDecade : true,
    closes: isSingle ? endsWord : true,
    isPossessive: isSingle && /s$/u.test(before) && /^\s\p{Ll}/u.test(after),
  };
}

/** The mark that closes what one opens: the first that can, or a later one before the next opening where that is none. */
function closeOf(marks: readonly Mark[], from: number): number | undefined {
  const sign = marks[from]?.sign ?? '';
  let likely: number | undefined;
  for (let index = from + 1; index < marks.length; index++) {
    const each = marks[index];
    if (each === undefined || (likely !== undefined && each.sign === sign && each.opens && !each.closes))
      break;
    if (!each.closes || closing[sign]?.includes(each.sign) !== true) continue;
    likely = index;
    if (!each.isPossessive) break;
  }
  return likely;
}

/**
 * The words around a quotation of a text, in which quotations are blank: its own sentence, and the one before. Both are where
 * somebody is named who said it.
 */
export function aroundQuotation(
  text: string,
  [from, to]: Stretch,
  found = quotations(text),
  abbreviations?: Abbreviations,
): { readonly own: string; readonly before: string } {
  const blank = unquoted(text, found);
  const [start] = sentenceBounds(blank, from, abbreviations);
  const [, end] = sentenceBounds(blank, Math.min(to, blank.length), abbreviations);
  const [before] = sentenceBounds(blank, Math.max(start - 2, 0), abbreviations);
  return { own: blank.slice(start, end), before: blank.slice(before, start) };
}

/** A text whose quotations are blank, so that offsets stay. */
export function unquoted(text: string, found = quotations(text)): string {
  return found.reduce(
    (blank, [from, to]) => blank.slice(0, from) + '\u00A0'.repeat(to - from) + blank.slice(to),
    text,
  );
}

/** What is asked of one block of text, again and again. */
export interface Quoted {
  /** True where a place stands in a quotation, or in one that a block opens and does not close, as a long one may. */
  has(offset: number): boolean;
}

/** Tells which places of a block of text stand in a quotation. */
export function quotedIn(text: string): Quoted {
  const found = quotations(text);
  const closed = found.at(-1)?.[1] ?? 0;
  const rest = /(?:^|\s)([\u201C\u201E\u00AB])(?=\S)/u.exec(text.slice(closed));
  const open = rest === null ? text.length : closed + rest.index;
  return { has: (offset) => offset >= open || found.some(([from, to]) => from < offset && offset < to) };
}
