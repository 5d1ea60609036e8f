/** Letters of a word that tell it from others: its beginning, without the ending of an English plural. */
const stemLength = 7;

/** A word of a text, as far as it is compared. */
export interface PlacedStem {
  readonly stem: string;
  readonly at: number;
  readonly end: number;
}

const stemOf = (word: string): string =>
  word
    .toLowerCase()
    .replace(/ies$/, 'y')
    .replace(/(?:ch|sh|ss|[^aeiou]us)es$/, (end) => end.slice(0, -2))
    .replace(/s$/, '')
    .slice(0, stemLength);

export const stemsIn = (text: string): readonly PlacedStem[] =>
  [...text.matchAll(/\p{L}[\p{L}\p{M}’'-]*/gu)].map(({ 0: word, index }) => ({
    stem: stemOf(word),
    at: index,
    end: index + word.length,
  }));

/** Words of which the beginnings agree: their endings carry the case. */
export function alike(one: string, other: string): boolean {
  if (one === other) return true;
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  return same >= 5 && same >= 0.7 * Math.max(one.length, other.length);
}

/** Whether a set has a word, in whatever case. */
export const hasAlike = (stems: ReadonlySet<string>, stem: string): boolean =>
  stems.has(stem) || [...stems].some((each) => alike(each, stem));

/** The stems of words that name something. */
export const namingStems = (text: string, stops: ReadonlySet<string>): readonly string[] =>
  stemsIn(text)
    .map(({ stem }) => stem)
    .filter((stem) => stem.length > 2 && !stops.has(stem));

/** Words that name nothing, as stems. */
export const stopStems = (stops: ReadonlySet<string>): ReadonlySet<string> => new Set([...stops].map(stemOf));
