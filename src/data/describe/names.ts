import { isCalledTotal } from '../../model/totals/total-word.js';
import { reservedDimensionNames, reservedFieldNames } from '../check-fields.js';

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
