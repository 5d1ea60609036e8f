/** The edition of a report, or a year that is so many before or after it: `edition`, `edition-4`. */
const yearWritten = /^edition(?:([+-]\d{1,3}))?$/;

/** The year that `edition` or `edition-4` stands for; undefined for another text. */
export function editionYear(text: string, edition: number): number | undefined {
  const [whole, step = '0'] = yearWritten.exec(text) ?? [];
  return whole === undefined ? undefined : edition + Number(step);
}

/** A text with the years for `{edition}` and `{edition-1}`. */
export const inEdition = (text: string, edition: number): string =>
  text.replace(/\{edition([+-]\d{1,3})?\}/g, (_, step = '0') => String(edition + Number(step)));

/** A value of a settings file with the years for `{edition}` and `{edition-1}`, wherever they are in it. */
export function inYearsOf(value: unknown, edition: number): unknown {
  if (typeof value === 'string') return inEdition(value, edition);
  if (Array.isArray(value)) return value.map((each) => inYearsOf(each, edition));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, inYearsOf(inside, edition)]));
}
