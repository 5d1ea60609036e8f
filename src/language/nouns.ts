import { ownOf } from '../model/own.js';
import { isExact, type LedgerEntry } from '../model/quantity.js';
import { unitParts } from '../model/unit.js';
import type { Language } from './language.js';
import type { Lexicon } from './lexicon/lexicon.js';
import { type NounForm, type Nouns, noNouns, nounForms } from './noun.js';
import { toSerbianLatin } from './serbian-latin.js';

/** A unit in one of its forms; undefined where nobody has written that form. */
export function nounAs(
  unit: string,
  form: NounForm,
  language: Pick<Language, 'lexicon'>,
): string | undefined {
  const { nouns, unitForms } = language.lexicon;
  const { noun } = unitParts(unit);
  const { declared, alone, own } = unitForms;
  const written = (ownOf(nouns, noun) ?? ownOf(own, noun))?.[form];
  if (written !== undefined) return written;
  if (form === 'alone' && alone === 'other') return nounAs(unit, 'other', language);
  return form === 'of' || form === declared ? noun : undefined;
}

/** A unit with no number beside it; as it is declared where nobody has written that form. */
export function aloneOf(unit: string, language: Pick<Language, 'lexicon'>): string {
  return unitParts(unit).scale === undefined ? (nounAs(unit, 'alone', language) ?? unit) : unit;
}

/** The form that a unit has beside a number as it is printed: a range goes by its end, and a symbol counts nothing. */
export function formBeside(
  { quantity: { value, high, digits, unit, fraction } }: LedgerEntry,
  language: Pick<Language, 'plural'>,
): NounForm {
  if (!isExact(value)) return 'alone';
  if (fraction !== undefined) return 'of';
  return unitParts(unit).scale === undefined ? language.plural(high ?? value, digits) : 'other';
}

/** Plural categories that a language has. */
export const pluralForms = (tag: string): readonly NounForm[] => {
  const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions();
  return nounForms.filter((form) => pluralCategories.some((each) => each === form));
};

/** The forms of Serbian units in Latin letters. */
export const latinNouns = (nouns: Nouns, kept: RegExp | undefined): Nouns =>
  Object.fromEntries(
    Object.entries(nouns).map(([unit, noun]) => [
      toSerbianLatin(unit, kept),
      Object.fromEntries(Object.entries(noun).map(([form, text]) => [form, toSerbianLatin(text, kept)])),
    ]),
  );

/** The lexicon of a project: whoever reads its words knows the forms of its units. */
export function withNouns(lexicon: Lexicon, nouns: Nouns): Lexicon {
  if (nouns === noNouns) return lexicon;
  const nounGroups = Object.entries(nouns).map(([unit, noun]) =>
    [unit, ...Object.values(noun)].map((form) => headOf(form, lexicon)),
  );
  return { ...lexicon, nouns, nounGroups };
}

/** "victims per year" counts victims, "million people" people, "viktimave të identifikuara" viktima. */
export function headOf(unit: string, { units, unitHead: { complements, stands } }: Lexicon): string {
  const words = unit.toLowerCase().split(complements)[0]?.split(/\s+/u) ?? [];
  if (stands === 'last') return words.at(-1) ?? '';
  // "të akuzuarve" begins with an article, which is a word of its own.
  const isArticle = (word: string): boolean => complements.test(` ${word} `);
  return (
    words.find((word) => units.some((group) => group.includes(word))) ??
    words.find((word) => !isArticle(word)) ??
    words[0] ??
    ''
  );
}

/** A number beside which a form stands: 1 for `one`, in Serbian 2 for `few`; `undefined` where no whole number has it. */
export function exampleOf(form: NounForm, tag: string): number | undefined {
  const rules = new Intl.PluralRules(tag);
  return [1, 2, 3, 5, 0, 11, 20, 100, 1_000_000].find((number) => rules.select(number) === form);
}
