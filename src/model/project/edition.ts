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
