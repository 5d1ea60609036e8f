import { parse } from 'yaml';
import { z } from 'zod';
import { type Neighbours, neighboursOf, neighbourWords, noNeighbours } from './neighbours.js';

const pair = z.tuple([z.string(), z.string()]);
const values = z.record(z.string(), z.number());

const schema = z.strictObject({
  parts: z.record(z.string(), z.string()),
  dates: z.array(z.string()),
  enumerators: z.array(z.string()),
  orders: z.array(z.string()),
  provisions: z.array(z.string()),
  'legal-references': z.array(z.string()),
  labels: z.array(z.string()),
  units: z.array(z.array(z.string()).min(1)),
  'not-units': z.array(z.string()),
  'year-units': z.array(z.string()),
  inflections: z.array(pair),
  currencies: z.array(z.string()),
  'number-words': z.strictObject({
    cardinals: values,
    scales: values,
    ones: z.array(z.string()),
    patterns: z.array(z.string()),
    between: z.string(),
    stops: z.array(z.string()),
    multiples: z.string(),
  }),
  trend: z.record(z.string(), z.array(z.string())),
  quantifiers: z.record(z.string(), z.array(z.string())).default({}),
  'not-trend': z.array(z.string()),
  factors: z.record(z.string(), z.number()).default({}),
  'each-year': z.array(z.string()).default([]),
  supposed: z.array(z.string()).default([]),
  counts: z.array(z.string()).default([]),
  each: z.array(z.string()).default([]),
  since: z.array(z.string()).default([]),
  periods: z.array(z.string()).default([]),
  causes: z.array(z.string()).default([]),
  'not-causes': z.array(z.string()).default([]),
  negations: z.array(z.string()).default([]),
  speakers: z.array(z.string()).default([]),
  measures: z.array(z.string()).default([]),
  pronouns: z.array(z.string()).default([]),
  'not-subjects': z.array(z.string()).default([]),
  joints: z.array(z.string()).default([]),
  neighbours: neighbourWords,
});

/** What a feature adds to a lexicon. */
const addition = schema.pick({ enumerators: true }).strict();

/** How a language writes numbers in words. */
export interface NumberWords {
  /** "two" -> 2. */
  readonly cardinals: ReadonlyMap<string, number>;
  /** "hundred" -> 100. */
  readonly scales: ReadonlyMap<string, number>;
  /** Every number word, global. */
  readonly any: RegExp;
  /** Number words that may stand before or after what they multiply. */
  readonly multiples: RegExp;
  /** Source of what may stand between a number word and its unit. */
  readonly between: string;
  /** Words that end a search for the unit, in small letters. */
  readonly stops: ReadonlySet<string>;
}

/** Words of one kind of claim. */
export interface KindWords {
  /** The kind of claim that would test them. */
  readonly kind: string;
  readonly pattern: RegExp;
}

/** The words with which a language claims something of figures. */
export interface ClaimWords {
  /** Words of trend and comparison: "rose", "highest". */
  readonly trend: readonly KindWords[];
  /** Words that claim something only of the thing counted right after them: "most", "few", "no". */
  readonly quantifiers: readonly KindWords[];
  /** Uses of both that compare nothing: "at least", "most important". */
  readonly innocent: RegExp;
  /** What numbers words of comparison say, in small letters: "tripled" 3. */
  readonly factors: ReadonlyMap<string, number>;
  /** Words that hold for several years together: "every year". */
  readonly eachYear: RegExp;
  /** What shows that the words after it are supposed or wished and not told, at the end of the words before: "should be ". */
  readonly supposed: RegExp;
  /** The same words, wherever they stand. */
  readonly supposing: RegExp;
  /** Words that count something: "three of the". */
  readonly counts: RegExp;
  /** What stands before what the data tell apart, and takes in all of it: "every" region. */
  readonly each: RegExp;
  /** A year, as the first group, from which on something is so up to now: "since 2009". */
  readonly since: RegExp;
  /** A year, as the first group, with which a time begins or ends: "from 2009". */
  readonly periods: RegExp;
  /** Words that name a cause, which no figure can test: "because of". */
  readonly causes: RegExp;
  /** Uses of these that name none. */
  readonly notCauses: RegExp;
  /** What turns the word after it into its opposite, at the end of the words before: "did not ". */
  readonly negation: RegExp;
  /** What shows that a quotation has a speaker or a source beside it: "says", "according to". */
  readonly speaker: RegExp;
  /** Words for any figure: "number", "share". */
  readonly measures: RegExp;
  /** How a sentence begins that goes on about what the one before it spoke of: "It ", "They ". */
  readonly pronoun: RegExp;
  /** Labels of categories, in small letters, that say nothing by themselves: "other", "total". */
  readonly notSubjects: ReadonlySet<string>;
  /** What may join the names of two categories in one label: "or", "and". */
  readonly joint: RegExp;
}

/** What a language takes the numbers in running text to be. Patterns are global. */
export interface Lexicon {
  readonly dates: readonly RegExp[];
  readonly enumerators: readonly RegExp[];
  readonly legalReferences: readonly RegExp[];
  readonly labels: readonly RegExp[];
  /** A noun such as "Article" or "Figure" alone, as the head of a column of such numbers. */
  readonly orderHead: RegExp;
  readonly units: readonly (readonly string[])[];
  readonly notUnits: ReadonlySet<string>;
  /** Units of a declared number that is a year: it is printed without separators. */
  readonly yearUnits: ReadonlySet<string>;
  readonly inflections: readonly { readonly pattern: RegExp; readonly replacement: string }[];
  readonly currencies: readonly string[];
  readonly numberWords: NumberWords;
  /** What tells that words claim something of figures. */
  readonly claims: ClaimWords;
  readonly neighbours: Neighbours;
}

/**
 * The lexicon in the text of a lexicon file, with what features add to it. Throws when one of them is none: they ship with the
 * tool, so that is a fault of the tool.
 */
export function parseLexicon(text: string, ...additions: readonly string[]): Lexicon {
  const own = schema.parse(parse(text));
  const added = additions.flatMap((each) => addition.parse(parse(each)).enumerators);
  const spec = { ...own, enumerators: [...own.enumerators, ...added] };
  const source = (pattern: string): string =>
    withParts(pattern, spec.parts).replaceAll(' ?', '\\s*').replaceAll(' ', '\\s+');
  const compile = (patterns: readonly string[]): RegExp[] =>
    patterns.map((each) => new RegExp(source(each), 'gu'));
  const nouns = (list: readonly string[]): string => list.map(anyCase).join('|');
  const before = (list: readonly string[]): string[] => [
    `(?<![\\p{L}\\p{N}])(?:${nouns(list)})s {items}`,
    `(?<![\\p{L}\\p{N}])(?:${nouns(list)}) {item}(?:(?: ?[-–/] ?| to ){item})?`,
  ];
  const words = spec['number-words'];
  return {
    dates: compile(spec.dates),
    enumerators: compile([...before(spec.enumerators), ...spec.orders]),
    legalReferences: compile([...before(spec.provisions), ...spec['legal-references']]),
    labels: compile(spec.labels),
    orderHead: new RegExp(
      source(`^(?:${nouns([...spec.enumerators, ...spec.provisions])}|[Nn]o\\.?|[Nn]umber|#)s?$`),
      'u',
    ),
    units: spec.units,
    notUnits: new Set(spec['not-units']),
    yearUnits: new Set(spec['year-units']),
    inflections: spec.inflections.map(([pattern, replacement]) => ({
      pattern: new RegExp(pattern, 'u'),
      replacement,
    })),
    currencies: spec.currencies,
    numberWords: {
      cardinals: new Map(Object.entries(words.cardinals)),
      scales: new Map(Object.entries(words.scales)),
      any: new RegExp(source(anyNumberWord(words)), 'giu'),
      multiples: new RegExp(source(words.multiples), 'iu'),
      between: source(words.between),
      stops: new Set(words.stops),
    },
    claims: claimWords(spec, source),
    neighbours: neighboursOf(spec.neighbours, source, wholeWords),
  };
}

/** A pattern that nothing matches. */
const nothing = '$^';

function claimWords(spec: z.infer<typeof schema>, source: (pattern: string) => string): ClaimWords {
  const words = (patterns: readonly string[]): RegExp =>
    new RegExp(patterns.length === 0 ? nothing : source(wholeWords(patterns)), 'giu');
  const withYear = (patterns: readonly string[]): RegExp =>
    new RegExp(
      patterns.length === 0 ? nothing : source(`${wholeWords(patterns)} ([12]\\d{3})(?![\\p{N}/-])`),
      'giu',
    );
  const byKind = (groups: Readonly<Record<string, readonly string[]>>): KindWords[] =>
    Object.entries(groups).map(([kind, patterns]) => ({ kind, pattern: words(patterns) }));
  const one = (pattern: string, patterns: readonly string[]): RegExp =>
    new RegExp(
      patterns.length === 0 ? nothing : source(pattern.replace('{}', `(?:${patterns.join('|')})`)),
      'iu',
    );
  return {
    trend: byKind(spec.trend),
    quantifiers: byKind(spec.quantifiers),
    innocent: words(spec['not-trend']),
    factors: new Map(Object.entries(spec.factors)),
    eachYear: words(spec['each-year']),
    supposed: one('(?<![\\p{L}\\p{N}]){}(?:\\s+[^\\s,;:]+){0,5}\\s*$', spec.supposed),
    supposing: one('(?<![\\p{L}\\p{N}]){}(?![\\p{L}\\p{N}])', spec.supposed),
    counts: words(spec.counts),
    each: words(spec.each),
    since: withYear(spec.since),
    periods: withYear(spec.periods),
    causes: words(spec.causes),
    notCauses: words(spec['not-causes']),
    negation: one('(?<![\\p{L}\\p{N}]){}(?: \\p{L}+)?\\s*$', spec.negations),
    speaker: one('(?<![\\p{L}\\p{N}]){}(?![\\p{L}\\p{N}])', spec.speakers),
    measures: words(spec.measures),
    pronoun: one('^[^\\p{L}]*(?:\\p{L}+, )?{}(?![\\p{L}\\p{N}])', spec.pronouns),
    notSubjects: new Set(spec['not-subjects']),
    joint: one(
      '\\s*(?:[,/;]|(?<!\\p{L}){}(?!\\p{L}))\\s*',
      spec.joints.length === 0 ? ['\\b\\B'] : spec.joints,
    ),
  };
}

/** A lexicon without words, for a language that has none of its own: only years of the project are recognised. */
export const emptyLexicon: Lexicon = {
  dates: [],
  enumerators: [],
  legalReferences: [],
  labels: [],
  orderHead: /$^/u,
  units: [],
  notUnits: new Set(),
  yearUnits: new Set(),
  inflections: [],
  currencies: [],
  numberWords: {
    cardinals: new Map(),
    scales: new Map(),
    any: /$^/gu,
    multiples: /$^/u,
    between: '',
    stops: new Set(),
  },
  claims: {
    trend: [],
    quantifiers: [],
    innocent: /$^/gu,
    factors: new Map(),
    eachYear: /$^/gu,
    supposed: /$^/u,
    supposing: /$^/u,
    counts: /$^/gu,
    each: /$^/gu,
    since: /$^/gu,
    periods: /$^/gu,
    causes: /$^/gu,
    notCauses: /$^/gu,
    negation: /$^/u,
    speaker: /$^/u,
    measures: /$^/gu,
    pronoun: /$^/u,
    notSubjects: new Set(),
    joint: /[,/;]/u,
  },
  neighbours: noNeighbours,
};

/** `{year}` replaced by its part, parts in parts too. */
function withParts(pattern: string, parts: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{([a-z][a-z-]*)\}/g, (_, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`No part \`${name}\` in the lexicon`);
    return `(?:${withParts(part, parts)})`;
  });
}

/** "figure" as `[Ff]igure`: nouns begin sentences too. */
function anyCase(noun: string): string {
  const first = noun.charAt(0);
  return /\p{L}/u.test(first) ? `[${first.toUpperCase()}${first}]${noun.slice(1)}` : noun;
}

/** Patterns that begin and end with a word. */
const wholeWords = (patterns: readonly string[]): string =>
  `(?<![\\p{L}\\p{N}])(?:${patterns.join('|')})(?![\\p{L}\\p{N}])`;

/** Cardinals with their scales ("two hundred and twelve"), and whatever else tells a number. */
function anyNumberWord(words: z.infer<typeof schema>['number-words']): string {
  const single = [...Object.keys(words.cardinals), ...Object.keys(words.scales)].join('|');
  const joined = `(?:[ -](?:and )?(?:${[single, ...words.ones].join('|')}))*`;
  return [...words.patterns, `\\b(?:${single})${joined}\\b`].join('|');
}

/** The files of the tool, as far as a lexicon needs them. */
interface LexiconFiles {
  readText(path: string): Promise<string>;
  list(folder: string): Promise<readonly string[]>;
}

/** The lexicon of a language: `lexicon/TAG.yaml`, and a file of each feature beside it in `lexicon/TAG/`. */
export async function loadLexicon(tag: string, tool: LexiconFiles): Promise<Lexicon> {
  const own = await tool.readText(`lexicon/${tag}.yaml`);
  const names = await tool.list(`lexicon/${tag}`);
  return parseLexicon(
    own,
    ...(await Promise.all(names.map((name) => tool.readText(`lexicon/${tag}/${name}`)))),
  );
}
