import type { ResourceContract } from '../../contract.js';

/** A year, which says when and not what. */
const year = /^[12]\d{3}$/;

/** The words of a text in small letters, without those of one or two letters and years. */
export const wordsIn = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length > 2 && !year.test(word));

/**
 * The words that say what a resource counts: its title without the titles of its dimensions, so that "Victims by age group" and
 * "Victims by level of education" are both about "victims".
 */
export function nameOf({
  title,
  name,
  fields,
}: Pick<ResourceContract, 'title' | 'name' | 'fields'>): string[] {
  const dimensions = fields.filter(({ role }) => role === 'dimension');
  const phrases = dimensions
    .flatMap((field) => [field.title.toLowerCase(), field.name.toLowerCase()])
    .sort((a, b) => b.length - a.length);
  const text = (title === '' ? name : title).toLowerCase();
  return [...new Set(wordsIn(phrases.reduce((rest, phrase) => rest.replaceAll(phrase, ' '), text)))];
}

/** "support" and "supported", "case" and "cases": one goes on a little further than the other, or both end otherwise by a letter. */
export function areAlike(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.length > 3 && long.length - short.length <= 3 && long.startsWith(short);
}

/** True when each word of `part` is, more or less, one of `whole`. */
export const areAmong = (part: readonly string[], whole: readonly string[]): boolean =>
  part.every((word) => whole.some((other) => areAlike(word, other)));
