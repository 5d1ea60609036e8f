import { findNumerals } from '../numerals.js';
import type { LedgerEntry, NumberClass } from '../quantity.js';

/** A piece of a sentence: plain words, or words whose numerals are all of one class. */
export interface ClassedPart {
  readonly text: string;
  /** Absent for words in which no numeral is expected. */
  readonly class?: NumberClass;
  /** The quantity that the words print, where they are one. */
  readonly entry?: LedgerEntry;
}

const classes: readonly NumberClass[] = [
  'ledger',
  'literal',
  'enumerator',
  'tick',
  'date',
  'legal-reference',
  'label',
  'furniture',
  'typed',
];

/** Private-use characters, which no author can write: one that opens words of each class, and one that ends them. */
const firstOpen = 0xe1a0;
const close = '\uE1AF';
const openOf = (name: NumberClass): string => String.fromCharCode(firstOpen + classes.indexOf(name));

/** The place of an entry in its list, in digits of private use. */
const digitZero = 0xe1b0;
const encodeIndex = (index: number): string =>
  [...`${index}`].map((digit) => String.fromCharCode(digitZero + Number(digit))).join('');
const decodeIndex = (digits: string): number =>
  Number([...digits].map((digit) => digit.charCodeAt(0) - digitZero).join(''));

const marked = /([\uE1A0-\uE1A8])([\uE1B0-\uE1B9]*)([^\uE1A0-\uE1AF]*)\uE1AF/g;
const anyMark = /[\uE1A0-\uE1BF]/g;

/**
 * Words marked with the class of their numerals, to be set into a message and found again by {@link classedParts}
 * wherever the language puts them. Words without a numeral stay as they are; words that bear marks keep them, and the
 * rest of them gets the class.
 */
export function classed(text: string, name: NumberClass): string {
  if (findNumerals(text).length === 0) return text;
  return split(text)
    .map(({ text: part, open }) =>
      open !== undefined
        ? open + part + close
        : findNumerals(part).length === 0
          ? part
          : openOf(name) + part + close,
    )
    .join('');
}

/** A quantity as it is printed, whose entry stands at `index` of a list that `classedParts` will be given. */
export const classedEntry = (text: string, index: number): string =>
  openOf('ledger') + encodeIndex(index) + text + close;

/** The words without their marks: what a reader meets. */
export const plainOf = (text: string): string => text.replace(anyMark, '');

/** The pieces of marked words in order; `entries` are those that `classedEntry` spoke of. */
export function classedParts(text: string, entries: readonly LedgerEntry[] = []): ClassedPart[] {
  return split(text).map(({ text: part, open }): ClassedPart => {
    const name = open === undefined ? undefined : classes[open.charCodeAt(0) - firstOpen];
    if (name === undefined) return { text: part };
    const digits = open?.slice(1) ?? '';
    const entry = digits === '' ? undefined : entries[decodeIndex(digits)];
    return { text: part, class: name, ...(entry === undefined ? {} : { entry }) };
  });
}

/**
 * The classes of the numerals of some words in their order, as the attributes `data-n` and `data-n-alt` state them:
 * once where they agree. A numeral without a class is `-`. Undefined where there is no numeral.
 */
export function classList(parts: readonly ClassedPart[]): string | undefined {
  let end = 0;
  const spans = parts.map((part) => {
    end += part.text.length;
    return { end, class: part.class ?? '-' };
  });
  const names = findNumerals(textOfParts(parts)).map(
    ({ offset }) => spans.find(({ end }) => offset < end)?.class ?? '-',
  );
  if (names.length === 0) return undefined;
  return names.every((name) => name === names[0]) ? names[0] : names.join(' ');
}

function split(text: string): { readonly text: string; readonly open?: string }[] {
  const parts: { text: string; open?: string }[] = [];
  let at = 0;
  for (const { 0: whole, 1: open = '', 2: digits = '', 3: inner = '', index } of text.matchAll(marked)) {
    if (index > at) parts.push({ text: text.slice(at, index) });
    parts.push({ text: inner, open: open + digits });
    at = index + whole.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}

/** One piece of text after the other with a space between; those without words are left out. */
export function joinParts(texts: readonly (readonly ClassedPart[])[]): readonly ClassedPart[] {
  return texts
    .filter((parts) => textOfParts(parts) !== '')
    .flatMap((parts, index) => (index === 0 ? parts : [{ text: ' ' }, ...parts]));
}

/** What a reader meets. */
export const textOfParts = (parts: readonly ClassedPart[]): string => parts.map(({ text }) => text).join('');

/** Words cut at their line ends. */
export function linesOf(parts: readonly ClassedPart[]): readonly (readonly ClassedPart[])[] {
  const lines: ClassedPart[][] = [[]];
  for (const part of parts) {
    part.text.split(/\n+/).forEach((text, index) => {
      if (index > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ ...part, text });
    });
  }
  return lines;
}
