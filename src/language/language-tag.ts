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

/** True where two tags name one language, whatever script, country or variant they add. */
export const isSameLanguage = (one: string, other: string): boolean =>
  new Intl.Locale(one).language === new Intl.Locale(other).language;

/** What a language calls itself, as the name of a choice: "Shqip"; its tag where nobody knows. */
export function ownNameOf(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
