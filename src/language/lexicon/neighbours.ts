import { z } from 'zod';
import { list, pattern, texts } from './pattern.js';
import { wholeWords } from './statement-words.js';

/** Where the pattern of a lexicon file is looked for. */
type Place = (written: string) => string;

const atStart: Place = (written) => `^(?:${written})(?![\\p{L}\\p{N}])`;
const atEnd: Place = (written) => `(?:${written})$`;
const rightBefore: Place = (written) => `(?<![\\p{L}\\p{N}])(?:${written}) $`;
const leadingTo: Place = (written) => `(?<![\\p{L}\\p{N}])(?:${written})[\\s(]*$`;
const whole: Place = (written) => `^(?:${written})$`;
const anywhere: Place = (written) => wholeWords([written]);
const asItIs: Place = (written) => written;

/** A pattern that a lexicon file writes. */
interface Neighbour {
  readonly of: Place;
  /** Default: `iu`. */
  readonly flags?: string;
  /** What it is where the file does not say; else nothing matches it then. */
  readonly unless?: string;
}

/** The patterns of what may stand around a printed number, as a lexicon file names them. */
const patterns = {
  /** What makes a percentage of the number before it, at the start of the text after it. */
  percent: { of: atStart, unless: ' ?(?:%|‰)' },
  /** Words and characters that change the sign of what follows them, at the end of the text before it. */
  signs: { of: atEnd },
  /** Words behind which a number says how much, and not in which direction: "fell by", "a surplus of", before the number. */
  sized: { of: rightBefore },
  /** What multiplies the number before it, at the start of the text after it. */
  scales: { of: atStart },
  /** What makes a ratio of the number before it, at the start of the text after it. */
  times: { of: atStart },
  /** Words that deny that what follows them is rounded, at the end of the text before it. */
  exactly: { of: rightBefore },
  /** A word that may stand between a number and its noun. */
  adjectives: { of: whole },
  /** A year that a clause is about; its first group is the year. Global. */
  years: { of: anywhere, flags: 'giu' },
  /** A point in time, up to which a clause may count; its first group is the year: "at the end of 2014". Global. */
  moments: { of: anywhere, flags: 'giu' },
  /** A year right behind the noun that it is of; its first group is the year. Global. */
  'year-of': { of: anywhere, flags: 'giu' },
  /** The years from one to another; its groups are the first and the last. Global. */
  spans: { of: anywhere, flags: 'giu' },
  /** Words with which a clause that names one year has a number of several. */
  'many-years': { of: anywhere },
  /** Words that point from the year of a clause to another one. */
  'other-times': { of: anywhere },
  /** What has a year of its own, its first group, and what was done to it then, its second: "the law adopted". Global. */
  enacted: { of: anywhere, flags: 'giu' },
  /** Words that name a category to leave it out. */
  excluding: { of: anywhere },
  /** What parts clauses. Global. */
  // What begins a sentence has a capital.
  clauses: { of: asItIs, flags: 'gu' },
  /** The head of a row or column that adds up the others. */
  totals: { of: whole },
  /** Endings that make forms of one word, at the end of a word. */
  endings: { of: atEnd, flags: 'u' },
  /** A word that may stand between a number and the category that it is of. */
  links: { of: whole },
  /** A word that tells nothing of what is counted: "were", "recorded". */
  neutral: { of: whole },
  /** Words that name a category as one part of what a number counts; `\uFFFC` stands for the number. */
  'of-all': { of: anywhere },
  /** A word at the head of a row or column whose numbers are of all. */
  wholes: { of: anywhere },
  /** What the title of an axis of shares begins with: "Share of ...", "Per cent". */
  shares: { of: atStart, unless: '%|‰' },
  /** A word right before a place where something was counted. */
  places: { of: whole },
  /** The year, as the first group, in which what a number tells begins: "since 2011", "compared with 2011". Global. */
  begins: { of: anywhere, flags: 'giu' },
  /** A number of years; a group is the word or the digits for how many: "the last two years", "over the six years". Global. */
  'last-years': { of: anywhere, flags: 'giu' },
  /** What has years of its own, at the end of the words before them: "the strategy for ". */
  documents: { of: leadingTo },
  /** Words that choose some of the years named: "the sharpest change from 2011 to 2014". */
  extremes: { of: anywhere },
  /** What leads to those of whom a sentence tells a part, at its beginning: "Of the victims". */
  'out-of': { of: atStart },
  /** Words that point to those of the sentence before: "of these". */
  'of-these': { of: anywhere },
  /** What takes in all of a dimension, whose noun is the first group: "whatever their nationality". Global. */
  whatever: { of: anywhere, flags: 'giu' },
  /** Who counted a number, `\uFFFC`, is its first group that there is: "the police identified \uFFFC". Global. */
  'counted-by': { of: anywhere, flags: 'giu' },
} satisfies Readonly<Record<string, Neighbour>>;

type Key = keyof typeof patterns;
type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : Name;
type Patterns = { readonly [Name in Key as Camel<Name>]: RegExp };

const entries = Object.entries(patterns) as readonly (readonly [Key, Neighbour])[];
const groups = z.array(list).default([]);

/** How a lexicon file writes them. */
export const neighbourWords = z.strictObject({
  ...(Object.fromEntries(entries.map(([name, { unless }]) => [name, pattern(unless)])) as {
    readonly [Name in Key]: ReturnType<typeof pattern>;
  }),
  amounts: texts,
  persons: texts,
  roles: groups,
  sorts: groups,
  held: texts,
  periods: z.record(z.string(), z.string()).default({}),
});

/** What may stand around a printed number, and what it then says of it: each pattern, `yearOf` for `year-of`, and words. */
export interface Neighbours extends Patterns {
  /** Units of money and measure, by their first form: they stand after no number of anything else. */
  readonly amounts: ReadonlySet<string>;
  /** Nouns that may stand for whoever is counted, by their first form: "person", "woman". */
  readonly persons: readonly string[];
  /** Words that say the sex or the age of persons, in groups: a noun among them needs data that have a word of its group. */
  readonly sorts: readonly (readonly string[])[];
  /** Other nouns that may not stand for what the data count, whether the data have them or not: "conviction". */
  readonly held: readonly string[];
  /** Nouns for persons that may stand for one another and for no others: "victim" and "survivor". */
  readonly roles: readonly (readonly string[])[];
  /** What the title of an axis of time is: "Month", by the type of its field. */
  readonly periods: Readonly<Record<string, RegExp>>;
}

/** The patterns of a lexicon file, made by `source`. */
export function neighboursOf(
  spec: z.infer<typeof neighbourWords>,
  source: (pattern: string) => string,
): Neighbours {
  const { amounts, persons, roles, sorts, held, periods } = spec;
  const compiled = entries.map(([name, { of, flags = 'iu' }]) => [
    name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase()),
    new RegExp(of(source(spec[name])), flags),
  ]);
  const titles = Object.entries(periods).map(([type, words]) => [
    type,
    new RegExp(whole(source(words)), 'iu'),
  ]);
  return {
    ...(Object.fromEntries(compiled) as Patterns),
    amounts: new Set(amounts),
    persons,
    roles,
    sorts,
    held,
    periods: Object.fromEntries(titles),
  };
}
