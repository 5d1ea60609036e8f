import type { Diagnostic, Position } from '../../diagnostics.js';
import { findUnreadable, type UnreadableCharacter, unreadableProblem } from '../../unreadable-characters.js';
import { type ContentStatement, type StringLiteral, startOf } from './ast.js';

/**
 * The private-use characters that Tallybook writes into the expanded template and takes out again. They are refused
 * in templates, so nothing that an author writes can be mistaken for them.
 */
const markOpen = '\uE100';
/** Begins a token. */
export const tokenOpen = '\uE101';
const close = '\uE102';
const digitZero = 0xe110;

const encode = (open: string, index: number): string =>
  open +
  [...index.toString()].map((digit) => String.fromCharCode(digitZero + Number(digit))).join('') +
  close;

const decode = (digits: string): number =>
  Number([...digits].map((digit) => String(digit.charCodeAt(0) - digitZero)).join(''));

const digitClass = '[\uE110-\uE119]+';

/** A mark: the text that follows stands in a template at the position with this index. */
const encodeMark = (index: number): string => encode(markOpen, index);

/** A token: the printed thing with this index stands here. */
export const encodeToken = (index: number): string => encode(tokenOpen, index);

const markPattern = new RegExp(`${markOpen}(${digitClass})${close}`, 'g');
const tokenPattern = new RegExp(`${tokenOpen}(${digitClass})${close}`, 'g');

/** Every mark in a text: its index, and where it starts and ends. */
export function* findMarks(text: string): Generator<{ index: number; start: number; end: number }> {
  for (const match of text.matchAll(markPattern)) {
    yield { index: decode(match[1] ?? ''), start: match.index, end: match.index + match[0].length };
  }
}

/** The text without the mark that it ends with, if it does. Looks at its end alone. */
export function withoutLastMark(text: string): string {
  const start = text.lastIndexOf(markOpen);
  if (start === -1) return text;
  const [mark] = findMarks(text.slice(start));
  return mark !== undefined && start + mark.end === text.length ? text.slice(0, start) : text;
}

/** The text without its marks. */
export const withoutMarks = (text: string): string => text.replace(markPattern, '');

/** True when the text holds a token. */
export const hasToken = (text: string): boolean => text.includes(tokenOpen);

/** The text cut at its tokens: strings and token indexes, in order; empty strings are left out. */
export function splitTokens(text: string): (string | number)[] {
  const parts: (string | number)[] = [];
  let from = 0;
  for (const match of text.matchAll(tokenPattern)) {
    if (match.index > from) parts.push(text.slice(from, match.index));
    parts.push(decode(match[1] ?? ''));
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push(text.slice(from));
  return parts;
}

/**
 * One error for each line of a template or chart file with a character that may not be shown, written as it is or as a
 * reference that Markdown resolves (`&#x202E;`).
 */
export function refuseUnreadable(text: string, file: string): Diagnostic[] {
  return text.split('\n').flatMap((line, index): Diagnostic[] => {
    const [first] = [findUnreadable(line), findReference(line)]
      .filter((found) => found !== undefined)
      .sort((a, b) => a.offset - b.offset);
    return first === undefined
      ? []
      : [unreadableProblem(first, { file, line: index + 1, column: first.offset + 1 })];
  });
}

/** The first character reference to a character that may not be shown. */
function findReference(line: string): UnreadableCharacter | undefined {
  for (const { 0: whole, 1: hex, 2: decimal, index } of line.matchAll(
    /&(?:#[xX]([0-9a-fA-F]{1,6})|#(\d{1,7})|lrm|rlm);/g,
  )) {
    const named = whole === '&lrm;' ? 0x200e : 0x200f;
    const point =
      hex !== undefined ? Number.parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : named;
    const found = point > 0x10ffff ? undefined : findUnreadable(String.fromCodePoint(point));
    if (found !== undefined) return { ...found, offset: index };
  }
  return undefined;
}

/** The marks of a report: an index for each line of its templates. */
export class Marks {
  /** By the index of a mark, where the text behind it stands. */
  readonly positions: Position[] = [];
  readonly #marked = new WeakMap<ContentStatement | StringLiteral, string>();

  /**
   * A stretch of a template with a mark before each line. Whitespace control has already cut the text, so the first line
   * starts where the cut ended. An empty last line gets no mark: Handlebars would indent it inside a partial.
   */
  before(content: ContentStatement | StringLiteral, file: string): string {
    const known = this.#marked.get(content);
    if (known !== undefined) return known;
    const { original, value } = content;
    const cut = original.slice(0, cutLength(original, value));
    const start = startOf(content, file);
    const cutLines = cut.split('\n');
    const line = start.line + cutLines.length - 1;
    const column = cutLines.length === 1 ? start.column + cut.length : (cutLines.at(-1) ?? '').length + 1;
    const lines = value.split('\n');
    const marked = lines.map((text, index) => {
      const position = { file, line: line + index, column: index === 0 ? column : 1 };
      return index === lines.length - 1 && text === ''
        ? text
        : encodeMark(this.positions.push(position) - 1) + text;
    });
    this.#marked.set(content, marked.join('\n'));
    return marked.join('\n');
  }
}

/** How much white space was cut from the front of `original` to leave `value`. */
function cutLength(original: string, value: string): number {
  for (let length = 0; length <= original.length - value.length; length++) {
    if (original.startsWith(value, length)) return length;
  }
  return 0;
}

/** Expanded text without marks, and where each stretch of it stands in a template. */
export interface PlacedText {
  readonly text: string;
  readonly map: PositionMap;
}

/** Ascending offsets of the expanded text, each with the template position it came from. Plain data. */
export interface PositionMap {
  readonly start: Position;
  readonly stretches: readonly { readonly offset: number; readonly position: Position }[];
}

/** Takes the marks out of expanded text and keeps what they said. `start` is the position before any mark. */
export function placeText(marked: string, marks: readonly Position[], start: Position): PlacedText {
  let text = '';
  let from = 0;
  const stretches: { offset: number; position: Position }[] = [];
  const add = (piece: string): void => {
    const end = piece.indexOf('\n');
    if (end >= 0) {
      // A line that begins with a helper has no mark of its own.
      const { line, ...rest } = stretches.at(-1)?.position ?? start;
      const position = { ...rest, line: line + 1, column: 1 };
      stretches.push({ offset: text.length + end + 1, position });
    }
    text += piece;
  };
  for (const mark of findMarks(marked)) {
    add(marked.slice(from, mark.start));
    from = mark.end;
    const position = marks[mark.index];
    if (position !== undefined) stretches.push({ offset: text.length, position });
  }
  add(marked.slice(from));
  return { text, map: { start, stretches } };
}

/** The template position of an offset of the expanded text. */
export function locate(map: PositionMap, offset: number): Position {
  let [low, high] = [0, map.stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((map.stretches[middle]?.offset ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const stretch = map.stretches[low - 1];
  if (stretch === undefined) return map.start;
  const { position } = stretch;
  return { ...position, column: position.column + (offset - stretch.offset) };
}

/** Offsets at which the lines of a text start. */
export function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
