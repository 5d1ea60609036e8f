import { reservedDimensionNames, reservedFieldNames } from '../../../data/package/check-fields.js';
import { isCalledTotal } from '../../../model/totals/total-word.js';

/** The name of a field for a heading: the heading itself where it can be one, else its letters and digits with hyphens between. */
export function fieldName(heading: string, taken: ReadonlySet<string>): string {
  const words = /^\p{L}[\p{L}\p{N}_-]*$/u.test(heading)
    ? heading
    : heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '-')
        .replace(/^[-\p{N}]+|-+$/gu, '')
        .slice(0, 40)
        .replace(/-+$/, '');
  const base = words === '' ? 'column' : words;
  const isReserved = reservedFieldNames.includes(base) || reservedDimensionNames.includes(base);
  const first = isReserved ? `${base}-code` : base;
  let name = first;
  for (let count = 2; taken.has(name); count++) name = `${first}-${count}`;
  return name;
}

/** What the column of years is called in the languages of those who use Tallybook, and nearby. */
const yearWords =
  /^(?:year|years|annual|jahr|ann[ée]e|a[ñn]o|anul?|ano|anno|godina|godine|година|година|рік|год|viti|vitit|rok|leto|y[ıi]l|periud[ëe]|period|time_?period)$/iu;

export const isYearWord = (name: string): boolean => yearWords.test(name);

const quarterWords =
  /^(?:quarter|qtr|q|quartal|trimestre|trimestru|kvartal|квартал|kwarta[łl]|[čc]tvrtlet[íi]|tremujori?)$/iu;
const monthWords =
  /^(?:month|monat|mois|mes|m[êe]s|mese|luna|mjesec|mesec|месец|місяць|miesi[ąa]c|m[ěe]s[íi]c|muaji?)$/iu;

/** What the columns of quarters and of months are called, nearby. */
export function periodOfWord(name: string): 'quarter' | 'month' | undefined {
  if (quarterWords.test(name.trim())) return 'quarter';
  return monthWords.test(name.trim()) ? 'month' : undefined;
}

/** A blank category is one too: a name alone makes no total, it is added up. */
export const isTotalWord = (text: string): boolean => text === '' || isCalledTotal(text);

const noteWords =
  /^(?:(?:notes?|remarks?|comments?|footnotes?)(?:_\w+)?|sh[ëe]nim\w*|napomen\w*|observa\w*|bemerkung\w*|напомен\w*)$/iu;

export const isNoteWord = (name: string): boolean => noteWords.test(name);

/** What a state at a date is called in the languages of those who use Tallybook, and nearby. */
const stockWords =
  /(?:^|[^\p{L}])(?:stock|pending|waiting|backlog|inventory|population|balance|in custody|on the list|at (?:the )?end|31 dec\p{L}*|gjendj\p{L}*|popullsi\p{L}*|në pritje|në fund|stanje|stanovništv\p{L}*|nerešen\p{L}*|na čekanju|na kraju|стање|становништв\p{L}*|нерешен\p{L}*|на чекању|на крају)(?![\p{L}])/iu;

export const isStockWord = (text: string): boolean => stockWords.test(text.replace(/[-_]/g, ' '));

const flagWords = /^(?:(?:obs_?)?(?:flags?|status)|marks?|shenja?|oznak[ae]|ознак[ае])$/iu;

/** What a column is called that says how far to trust the number beside it. */
export const isFlagWord = (name: string): boolean => flagWords.test(name);

/** From this share of words without a digit on, a column that the key needs is one of names. */
export const oftenWords = 0.25;

/** Words in which no digit stands. */
export const withoutDigit = /^(?=.*\p{L}{2})\P{N}+$/u;
const withDigit = /\p{N}/u;

/** The letters before the first digit of a text, where nothing else stands there: "Bus" of "Bus 1". */
const wordBefore = (text: string): string | undefined => /^(\p{L}{2,})[\s-]+\p{N}/u.exec(text)?.[1];

/** Three capitals are taken for a currency, whose numbers are amounts. */
const isCurrency = (word: string): boolean => /^[A-Z]{3}$/.test(word);

/** True of cells such as `Bus 1` and `Tram`: no number stands without a word before it, and they come back or words stand among them. */
export function areNames(counts: ReadonlyMap<string, number>): boolean {
  const texts = [...counts.keys()];
  const isNamed = texts.every((text) => {
    const word = wordBefore(text);
    return !withDigit.test(text) || (word !== undefined && !isCurrency(word));
  });
  const sum = (some: readonly string[]): number =>
    some.reduce((count, text) => count + (counts.get(text) ?? 0), 0);
  const all = sum(texts);
  const words = sum(texts.filter((text) => withoutDigit.test(text)));
  return isNamed && (all >= 2 * texts.length || words >= all * oftenWords);
}
