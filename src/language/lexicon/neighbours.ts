import { z } from 'zod';

/** A pattern that a lexicon may leave out: nothing matches it then. */
const optional = z.string().default('(?!)');

/** How a lexicon file writes them. */
export const neighbourWords = z.strictObject({
  percent: z.string(),
  signs: z.string(),
  scales: z.string(),
  times: z.string(),
  exactly: z.string(),
  adjectives: z.string(),
  amounts: z.array(z.string()),
  persons: z.array(z.string()),
  roles: z.array(z.array(z.string())),
  sorts: z.array(z.array(z.string())).default([]),
  held: z.array(z.string()).default([]),
  years: z.string(),
  'year-of': z.string(),
  spans: z.string(),
  'many-years': z.string(),
  'other-times': z.string(),
  excluding: z.string(),
  clauses: z.string(),
  totals: z.string(),
  endings: z.string(),
  links: z.string(),
  'of-all': z.string(),
  wholes: z.string(),
  shares: z.string(),
  periods: z.record(z.string(), z.string()),
  places: z.string(),
  neutral: optional,
  begins: optional,
  'last-years': optional,
  documents: optional,
  extremes: optional,
  'out-of': optional,
  'of-these': optional,
  whatever: optional,
});

/** What may stand around a printed number, and what it then says of it. */
export interface Neighbours {
  /** What makes a percentage of the number before it, at the start of the text after it. */
  readonly percent: RegExp;
  /** Words and characters that change the sign of what follows them, at the end of the text before it. */
  readonly signs: RegExp;
  /** What multiplies the number before it, at the start of the text after it. */
  readonly scales: RegExp;
  /** What makes a ratio of the number before it, at the start of the text after it. */
  readonly times: RegExp;
  /** Words that deny that what follows them is rounded, at the end of the text before it. */
  readonly exactly: RegExp;
  /** A word that may stand between a number and its noun. */
  readonly adjectives: RegExp;
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
  /** A year that a clause is about; its first group is the year. Global. */
  readonly years: RegExp;
  /** A year right behind the noun that it is of; its first group is the year. Global. */
  readonly yearOf: RegExp;
  /** The years from one to another; its groups are the first and the last. Global. */
  readonly spans: RegExp;
  /** Words with which a clause that names one year has a number of several. */
  readonly manyYears: RegExp;
  /** Words that point from the year of a clause to another one. */
  readonly otherTimes: RegExp;
  /** Words that name a category to leave it out. */
  readonly excluding: RegExp;
  /** What parts clauses. Global. */
  readonly clauses: RegExp;
  /** The head of a row or column that adds up the others. */
  readonly totals: RegExp;
  /** Endings that make forms of one word, at the end of a word. */
  readonly endings: RegExp;
  /** A word that may stand between a number and the category that it is of. */
  readonly links: RegExp;
  /** A word that tells nothing of what is counted: "were", "recorded". */
  readonly neutral: RegExp;
  /** Words that name a category as one part of what a number counts; `\uFFFC` stands for the number. */
  readonly ofAll: RegExp;
  /** A word at the head of a row or column whose numbers are of all. */
  readonly wholes: RegExp;
  /** What the title of an axis of shares begins with: "Share of ...", "Per cent". */
  readonly shares: RegExp;
  /** What the title of an axis of time is: "Month", by the type of its field. */
  readonly periods: Readonly<Record<string, RegExp>>;
  /** A word right before a place where something was counted. */
  readonly places: RegExp;
  /** The year, as the first group, in which what a number tells begins: "since 2011", "compared with 2011". Global. */
  readonly begins: RegExp;
  /** Years up to now; the first group is the word for how many: "the last two years". */
  readonly lastYears: RegExp;
  /** What has years of its own, at the end of the words before them: "the strategy for ". */
  readonly documents: RegExp;
  /** Words that choose some of the years named: "the sharpest change from 2011 to 2014". */
  readonly extremes: RegExp;
  /** What leads to those of whom a sentence tells a part, at its beginning: "Of the victims". */
  readonly outOf: RegExp;
  /** Words that point to those of the sentence before: "of these". */
  readonly ofThese: RegExp;
  /** What takes in all of a dimension, whose noun is the first group: "whatever their nationality". Global. */
  readonly whatever: RegExp;
}

/** The patterns of a lexicon file, made by `source`. */
export function neighboursOf(
  spec: z.infer<typeof neighbourWords>,
  source: (pattern: string) => string,
  wholeWords: (patterns: readonly string[]) => string,
): Neighbours {
  return {
    percent: new RegExp(`^(?:${source(spec.percent)})(?![\\p{L}\\p{N}])`, 'iu'),
    signs: new RegExp(`(?:${source(spec.signs)})$`, 'iu'),
    scales: new RegExp(`^(?:${source(spec.scales)})(?![\\p{L}\\p{N}])`, 'iu'),
    times: new RegExp(`^(?:${source(spec.times)})(?![\\p{L}\\p{N}])`, 'iu'),
    exactly: new RegExp(`(?<![\\p{L}\\p{N}])(?:${source(spec.exactly)}) $`, 'iu'),
    adjectives: new RegExp(`^(?:${source(spec.adjectives)})$`, 'iu'),
    amounts: new Set(spec.amounts),
    persons: spec.persons,
    roles: spec.roles,
    sorts: spec.sorts,
    held: spec.held,
    years: new RegExp(source(wholeWords([spec.years])), 'giu'),
    yearOf: new RegExp(source(wholeWords([spec['year-of']])), 'giu'),
    spans: new RegExp(source(wholeWords([spec.spans])), 'giu'),
    manyYears: new RegExp(source(wholeWords([spec['many-years']])), 'iu'),
    otherTimes: new RegExp(source(wholeWords([spec['other-times']])), 'iu'),
    excluding: new RegExp(source(wholeWords([spec.excluding])), 'iu'),
    // What begins a sentence has a capital.
    clauses: new RegExp(source(spec.clauses), 'gu'),
    totals: new RegExp(`^(?:${source(spec.totals)})$`, 'iu'),
    endings: new RegExp(`(?:${source(spec.endings)})$`, 'u'),
    links: new RegExp(`^(?:${source(spec.links)})$`, 'iu'),
    neutral: new RegExp(`^(?:${source(spec.neutral)})$`, 'iu'),
    ofAll: new RegExp(source(wholeWords([spec['of-all']])), 'iu'),
    wholes: new RegExp(source(wholeWords([spec.wholes])), 'iu'),
    shares: new RegExp(`^(?:${source(spec.shares)})(?![\\p{L}\\p{N}])`, 'iu'),
    periods: Object.fromEntries(
      Object.entries(spec.periods).map(([type, words]) => [type, new RegExp(`^(?:${source(words)})$`, 'iu')]),
    ),
    places: new RegExp(`^(?:${source(spec.places)})$`, 'iu'),
    begins: new RegExp(source(wholeWords([spec.begins])), 'giu'),
    lastYears: new RegExp(source(wholeWords([spec['last-years']])), 'iu'),
    documents: new RegExp(`(?<![\\p{L}\\p{N}])(?:${source(spec.documents)})[\\s(]*$`, 'iu'),
    extremes: new RegExp(source(wholeWords([spec.extremes])), 'iu'),
    outOf: new RegExp(`^(?:${source(spec['out-of'])})(?![\\p{L}\\p{N}])`, 'iu'),
    ofThese: new RegExp(source(wholeWords([spec['of-these']])), 'iu'),
    whatever: new RegExp(source(wholeWords([spec.whatever])), 'giu'),
  };
}

/** For a language without a lexicon: signs of per cent alone. */
export const noNeighbours: Neighbours = {
  percent: /^\s*[%‰]/u,
  signs: /(?!)/u,
  scales: /(?!)/u,
  times: /(?!)/u,
  exactly: /(?!)/u,
  adjectives: /(?!)/u,
  amounts: new Set(),
  persons: [],
  roles: [],
  sorts: [],
  held: [],
  years: /(?!)/gu,
  yearOf: /(?!)/gu,
  spans: /(?!)/gu,
  manyYears: /(?!)/u,
  otherTimes: /(?!)/u,
  excluding: /(?!)/u,
  clauses: /(?!)/gu,
  totals: /(?!)/u,
  endings: /(?!)/u,
  links: /(?!)/u,
  neutral: /(?!)/u,
  ofAll: /(?!)/u,
  wholes: /(?!)/u,
  shares: /^[%‰]/u,
  periods: {},
  places: /(?!)/u,
  begins: /(?!)/gu,
  lastYears: /(?!)/u,
  documents: /(?!)/u,
  extremes: /(?!)/u,
  outOf: /(?!)/u,
  ofThese: /(?!)/u,
  whatever: /(?!)/gu,
};
