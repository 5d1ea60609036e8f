import type { ResourceContract } from '../../contract.js';

/** A year, which says when and not what. */
const year = /^[12]\d{3}$/;

/** Short words that tell one thing from another all the same: "under 14", "Table B", "Plan II". */
const isMark = (word: string): boolean => /^(?:\p{N}+|\p{Lu}+)$/u.test(word);

/** The words of a text in small letters, without years and such of one or two letters as say nothing. */
export const wordsIn = (text: string): string[] =>
  (text.match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => (word.length > 2 || isMark(word)) && !year.test(word))
    .map((word) => word.toLowerCase());

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
  const text = title === '' ? name : title;
  return [...new Set(wordsIn(phrases.reduce((rest, phrase) => without(rest, phrase), text)))];
}

/** The years in the name of a resource, in order. */
export const yearsNamed = ({ title, name }: Pick<ResourceContract, 'title' | 'name'>): string =>
  ((title === '' ? name : title).match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => year.test(word))
    .sort()
    .join(' ');

/** The names of resources, of which each is compared with every other: the words of each are looked for once. */
export class ResourceWords {
  readonly #known = new Map<ResourceContract, ReadonlySet<string>>();

  of(resource: ResourceContract): ReadonlySet<string> {
    const known = this.#known.get(resource) ?? new Set(nameOf(resource));
    this.#known.set(resource, known);
    return known;
  }
}

/** A text without a phrase in small letters, whatever its own letters are. */
function without(text: string, phrase: string): string {
  const at = text.toLowerCase().indexOf(phrase);
  if (phrase === '' || at === -1 || text.toLowerCase().length !== text.length) return text;
  return `${text.slice(0, at)} ${without(text.slice(at + phrase.length), phrase)}`;
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
