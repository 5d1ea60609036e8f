import { z } from 'zod';
import { list, nothing, texts } from './pattern.js';
import { WordPattern } from './word-pattern.js';

const byKind = z.record(z.string(), list).default({});

/** How a lexicon file writes them. */
export const statementPatterns = {
  trend: byKind,
  quantifiers: byKind,
  'not-trend': texts,
  sizes: z.strictObject({ large: texts, small: texts }).prefault({}),
  factors: z.record(z.string(), z.number()).default({}),
  'each-year': texts,
  supposed: texts,
  counts: texts,
  each: texts,
  since: texts,
  periods: texts,
  times: texts,
  ever: texts,
  causes: texts,
  'not-causes': texts,
  effects: texts,
  likewise: texts,
  conjunctions: texts,
  verbs: texts,
  negations: texts,
  concord: z.boolean().default(false),
  speakers: texts,
  measures: texts,
  pronouns: texts,
  'not-subjects': texts,
  joints: texts,
  abbreviations: texts,
};

const written = z.strictObject(statementPatterns);

/** Words of one kind of statement. */
interface KindWords {
  /** The kind of test that they ask for. */
  readonly kind: string;
  readonly pattern: WordPattern;
}

/** The words with which a language states something of figures. */
export interface StatementWords {
  /** Words of trend and comparison: "rose", "highest". */
  readonly trend: readonly KindWords[];
  /** Words that state something only of the thing counted right after them: "most", "few", "no". */
  readonly quantifiers: readonly KindWords[];
  /** Uses of both that compare nothing: "at least", "most important". */
  readonly innocent: WordPattern;
  /** Words that say how much something changed or differs, beside those above or as part of them: "sharply", "slightly". */
  readonly sizes: readonly KindWords[];
  /** What numbers words of comparison say, in small letters: "tripled" 3. */
  readonly factors: ReadonlyMap<string, number>;
  /** Words that hold for several years together: "every year". */
  readonly eachYear: WordPattern;
  /** What shows that the words after it are supposed or wished and not told, at the end of the words before: "should be ". */
  readonly supposed: RegExp;
  /** The same words, wherever they stand. */
  readonly supposing: RegExp;
  /** Words that count something: "three of the". */
  readonly counts: WordPattern;
  /** What stands before what the data tell apart, and takes in all of it: "every" region; "group of" behind it is the first group. */
  readonly each: WordPattern;
  /** A year, as the first group, from which on something is so up to now: "since 2009". */
  readonly since: WordPattern;
  /** A year, as the first group, with which a time begins or ends: "from 2009". */
  readonly periods: WordPattern;
  /** Words that point to a time without its year: "the year before". */
  readonly times: WordPattern;
  /** Words for which all years are compared: "ever". */
  readonly ever: WordPattern;
  /** Words that name a cause, which no figure can test: "because of". */
  readonly causes: WordPattern;
  /** Uses of these that name none. */
  readonly notCauses: WordPattern;
  /** What says that a policy had its effect: "the campaign worked". */
  readonly effects: WordPattern;
  /** What makes something else share in what a statement says: "as did", "in contrast to". */
  readonly likewise: WordPattern;
  /** What joins clauses: "and". */
  readonly conjunctions: WordPattern;
  /** Words by which a clause is told from a list of nouns: "are", "did". */
  readonly verbs: WordPattern;
  /** What turns the word after it into its opposite, at the end of the words before: "did not ". */
  readonly negation: RegExp;
  /** A negation before a word for none says the same once more, as in Serbian, and does not turn it round. */
  readonly concord: boolean;
  /** What shows that a quotation has a speaker or a source beside it: "says", "according to". */
  readonly speaker: RegExp;
  /** Words for any figure: "number", "share". */
  readonly measures: WordPattern;
  /** How a sentence begins that goes on about what the one before it spoke of: "It ", "They ". */
  readonly pronoun: RegExp;
  /** Labels of categories, in small letters, that say nothing by themselves: "other", "total". */
  readonly notSubjects: ReadonlySet<string>;
  /** What may join the names of two categories in one label: "or", "and". */
  readonly joint: RegExp;
  /** What has a dot that ends no sentence: "No. 5", ordinals where they are written with one. */
  readonly abbreviations: WordPattern;
}

/** Patterns that begin and end with a word. */
export const wholeWords = (patterns: readonly string[]): string =>
  `(?<![\\p{L}\\p{N}])(?:${patterns.join('|')})(?![\\p{L}\\p{N}])`;

/** The words of a lexicon file as patterns; `source` writes one as a regular expression. */
export function statementWordsOf(
  spec: z.infer<typeof written>,
  source: (pattern: string) => string,
): StatementWords {
  const words = (patterns: readonly string[]): WordPattern =>
    new WordPattern(patterns.length === 0 ? nothing : source(wholeWords(patterns)));
  const withYear = (patterns: readonly string[]): WordPattern =>
    new WordPattern(
      patterns.length === 0 ? nothing : source(`${wholeWords(patterns)} ([12]\\d{3})(?![\\p{N}/-])`),
    );
  const kinds = (groups: Readonly<Record<string, readonly string[]>>): KindWords[] =>
    Object.entries(groups).map(([kind, patterns]) => ({ kind, pattern: words(patterns) }));
  const one = (pattern: string, patterns: readonly string[]): RegExp =>
    new RegExp(
      patterns.length === 0 ? nothing : source(pattern.replace('{}', `(?:${patterns.join('|')})`)),
      'iu',
    );
  return {
    trend: kinds(spec.trend),
    quantifiers: kinds(spec.quantifiers),
    innocent: words(spec['not-trend']),
    sizes: kinds(spec.sizes),
    factors: new Map(Object.entries(spec.factors)),
    eachYear: words(spec['each-year']),
    supposed: one('(?<![\\p{L}\\p{N}]){}(?:\\s+[^\\s,;:.!?]+){0,5}\\s*$', spec.supposed),
    supposing: one('(?<![\\p{L}\\p{N}]){}(?![\\p{L}\\p{N}])', spec.supposed),
    counts: words(spec.counts),
    each: words(spec.each),
    since: withYear(spec.since),
    periods: withYear(spec.periods),
    times: words(spec.times),
    ever: words(spec.ever),
    causes: words(spec.causes),
    notCauses: words(spec['not-causes']),
    effects: words(spec.effects),
    likewise: words(spec.likewise),
    conjunctions: words(spec.conjunctions),
    verbs: words(spec.verbs),
    negation: one('(?<![\\p{L}\\p{N}]){}(?: \\p{L}+)?\\s*$', spec.negations),
    concord: spec.concord,
    speaker: one('(?<![\\p{L}\\p{N}]){}(?![\\p{L}\\p{N}])', spec.speakers),
    measures: words(spec.measures),
    pronoun: one('^[^\\p{L}]*(?:\\p{L}+, )?{}(?![\\p{L}\\p{N}])', spec.pronouns),
    notSubjects: new Set(spec['not-subjects']),
    joint: one(
      '\\s*(?:[,/;]|(?<!\\p{L}){}(?!\\p{L}))\\s*',
      spec.joints.length === 0 ? ['\\b\\B'] : spec.joints,
    ),
    abbreviations: new WordPattern(
      spec.abbreviations.length === 0
        ? nothing
        : source(`(?<![\\p{L}\\p{N}])(?:${spec.abbreviations.join('|')})`),
    ),
  };
}
