/** One number as a reader meets it in text: "1,234.5", "2004", "12". `offset` counts UTF-16 units from the start. */
export interface Numeral {
  readonly text: string;
  readonly offset: number;
}

/**
 * Digits of any script, with at most one separator between two runs of them: full stop, comma, or a space of any of the
 * kinds that languages group digits by.
 */
const pattern = /\p{Nd}+(?:[.,\u00A0\u202F\u2009 ]?\p{Nd}+)*/gu;

/**
 * Numerals of other kinds, which an author can type as well: fractions, superscripts, circled and Roman characters, and
 * Chinese numerals where no Chinese word is around them.
 */
const otherKinds =
  /[\p{No}\p{Nl}]+|(?<!\p{Script=Han})[〇零一二三四五六七八九十百千万萬億亿兆]+(?!\p{Script=Han})/gu;

/** Every numeral that an author may have typed, in order: those of `findNumerals`, and those of other kinds. */
export function findTypedNumerals(text: string): Numeral[] {
  const others = [...text.matchAll(otherKinds)].map((match) => ({ text: match[0], offset: match.index }));
  const plain = findNumerals(text);
  return others.length === 0 ? plain : [...plain, ...others].sort((a, b) => a.offset - b.offset);
}

/** True for a number and nothing else: "12.5", "100 000", "0800 77777", "+383 38 500", "½". */
export function isNumeral(text: string): boolean {
  const numerals = findTypedNumerals(text);
  const rest = numerals.reduceRight(
    (before, { text: found, offset }) => before.slice(0, offset) + before.slice(offset + found.length),
    text,
  );
  return numerals.length > 0 && /^[+\u2212±-]?[ \u00A0\u202F\u2009().,:/-]*$/u.test(rest);
}

/** Every numeral of a text, in order. The one definition that recogniser, collection and verification share. */
export function findNumerals(text: string): Numeral[] {
  return [...text.matchAll(pattern)].map((match) => ({ text: match[0], offset: match.index }));
}
