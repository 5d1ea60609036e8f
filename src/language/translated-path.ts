import { writtenForm } from './serbian-latin.js';

/**
 * The path of a text in another language: `annual-report.sq.md` beside `annual-report.md`, `charts/age.sr-Cyrl.yaml` beside
 * `charts/age.yaml`. Serbian in Latin letters has that in Cyrillic.
 */
export const translatedPath = (path: string, language: string): string =>
  path.replace(/(?:\.[^./]+)?$/, (ending) => `.${writtenForm(language)}${ending}`);

/** The language of the texts that a report is translated into; undefined in the first language of its project, in either alphabet. */
export const translationOf = (language: string, [first = language]: readonly string[]): string | undefined =>
  writtenForm(language) === writtenForm(first) ? undefined : writtenForm(language);
