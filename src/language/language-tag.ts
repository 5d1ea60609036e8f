import { remembered } from '../model/remembered.js';
import { writtenForm } from './serbian-latin.js';

/** The tag in the one form that BCP 47 calls canonical; undefined for what is no tag. */
export function canonicalTag(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** True for a tag of a language that there is: `albanian` has the form of one, and nobody speaks it. */
export function isKnownLanguage(tag: string): boolean {
  const { language } = new Intl.Locale(tag);
  return language !== 'und' && names.of(language) !== undefined;
}

/** Asked of every label of the data for every report. */
const languageOf = remembered((tag: string) => new Intl.Locale(tag).language, 100);

/** True where two tags name one language, whatever script, country or variant they add. */
export const isSameLanguage = (one: string, other: string): boolean => languageOf(one) === languageOf(other);

/** What a language calls itself, as the name of a choice: "Shqip"; its tag where nobody knows. */
export function ownNameOf(tag: string): string {
  // CLDR calls Montenegrin the Serbian of a country.
  if (tag === 'sr-Latn-ME') return 'Crnogorski';
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

/** Scripts that run from right to left, as ISO 15924 names them: those that languages of today are written in. */
const fromTheRight: ReadonlySet<string> = new Set([
  'Adlm',
  'Arab',
  'Hebr',
  'Mand',
  'Nkoo',
  'Rohg',
  'Samr',
  'Syrc',
  'Thaa',
  'Yezi',
]);

/** True for a language that is written from right to left, by the script of its tag or the usual one. */
export const isRightToLeft = (tag: string): boolean =>
  fromTheRight.has(new Intl.Locale(tag).maximize().script ?? '');

/**
 * The path of a text in another language: `annual-report.sq.md` beside `annual-report.md`, `charts/age.sr-Cyrl.yaml` beside
 * `charts/age.yaml`. Serbian in Latin letters has that in Cyrillic.
 */
export const translatedPath = (path: string, language: string): string =>
  path.replace(/(?:\.[^./]+)?$/, (ending) => `.${writtenForm(language)}${ending}`);

/** The language of the texts that a report is translated into; undefined in the first language of its project, in either alphabet. */
export const translationOf = (language: string, [first = language]: readonly string[]): string | undefined =>
  writtenForm(language) === writtenForm(first) ? undefined : writtenForm(language);
