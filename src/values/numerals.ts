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

/** Every numeral of a text, in order. The one definition that recogniser, collection and verification share. */
export function findNumerals(text: string): Numeral[] {
  return [...text.matchAll(pattern)].map((match) => ({ text: match[0], offset: match.index }));
}
