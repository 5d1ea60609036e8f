import { z } from 'zod';
import { remembered } from '../../model/remembered.js';
import { parseOwnFile } from '../own-file.js';
import { toSerbianLatin, writtenForm } from '../serbian-latin.js';
import { type ClaimWords, claimPatterns, claimWordsOf, noClaimWords, wholeWords } from './claim-words.js';
import { type Neighbours, neighboursOf, neighbourWords, noNeighbours } from './neighbours.js';

const pair = z.tuple([z.string(), z.string()]);
const values = z.record(z.string(), z.number());

const schema = z.strictObject({
  parts: z.record(z.string(), z.string()),
  dates: z.array(z.string()),
  'numbered-nouns': z.array(z.string()),
  enumerators: z.array(z.string()),
  'order-heads': z.array(z.string()),
  orders: z.array(z.string()),
  provisions: z.array(z.string()),
  'legal-references': z.array(z.string()),
  labels: z.array(z.string()),
  units: z.array(z.array(z.string()).min(1)),
  'unit-head': z.strictObject({ stands: z.enum(['first', 'last']), complements: z.string() }),
  'not-units': z.array(z.string()),
  'year-units': z.array(z.string()),
  inflections: z.array(pair),
  currencies: z.array(z.string()),
  'number-words': z.strictObject({
    cardinals: values,
    scales: values,
    ones: z.array(z.string()),
    joins: z.array(z.string()),
    patterns: z.array(z.string()),
    between: z.string(),
    stops: z.array(z.string()),
    multiples: z.string(),
  }),
  ...claimPatterns,
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
  /** "one", which counts nothing by itself. */
  readonly ones: ReadonlySet<string>;
  /** What joins the parts of a number: "and". */
  readonly joins: ReadonlySet<string>;
  /** Every number word, global. */
  readonly any: RegExp;
  /** Number words that may stand before or after what they multiply. */
  readonly multiples: RegExp;
  /** Source of what may stand between a number word and its unit. */
  readonly between: string;
  /** Words that end a search for the unit, in small letters. */
  readonly stops: ReadonlySet<string>;
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
  /** Which word of a unit names what is counted, and what begins its complements. */
  readonly unitHead: { readonly stands: 'first' | 'last'; readonly complements: RegExp };
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
export const parseLexicon = remembered(readLexicon, 4);

function readLexicon(text: string, ...additions: readonly string[]): Lexicon {
  const own = schema.parse(parseOwnFile(text));
  const added = additions.flatMap((each) => addition.parse(parseOwnFile(each)).enumerators);
  const spec = { ...own, enumerators: [...own.enumerators, ...added] };
  const source = (pattern: string): string =>
    withParts(pattern, spec.parts).replaceAll(' ?', '\\s*').replaceAll(' ', '\\s+');
  const compile = (patterns: readonly string[]): RegExp[] =>
    patterns.map((each) => new RegExp(source(each), 'gu'));
  const nouns = (list: readonly string[]): string => list.map(anyCase).join('|');
  const before = (list: readonly string[]): string[] =>
    spec['numbered-nouns'].map(
      (each) => `(?<![\\p{L}\\p{N}])${each.replaceAll('{noun}', `(?:${nouns(list)})`)}`,
    );
  const words = spec['number-words'];
  return {
    dates: compile(spec.dates),
    enumerators: compile([...before(spec.enumerators), ...spec.orders]),
    legalReferences: compile([...before(spec.provisions), ...spec['legal-references']]),
    labels: compile(spec.labels),
    orderHead: new RegExp(
      source(
        `^(?:${[nouns([...spec.enumerators, ...spec.provisions]), ...spec['order-heads']].join('|')})s?$`,
      ),
      'u',
    ),
    units: spec.units,
    unitHead: {
      stands: spec['unit-head'].stands,
      complements: new RegExp(`\\s+(?:${spec['unit-head'].complements})\\s+|\\s*/`, 'u'),
    },
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
      ones: new Set(words.ones),
      joins: new Set(words.joins),
      any: new RegExp(source(anyNumberWord(words)), 'giu'),
      multiples: new RegExp(source(words.multiples), 'iu'),
      between: source(words.between),
      stops: new Set(words.stops),
    },
    claims: claimWordsOf(spec, source),
    neighbours: neighboursOf(spec.neighbours, source, wholeWords),
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
  unitHead: { stands: 'last', complements: /\s*\//u },
  notUnits: new Set(),
  yearUnits: new Set(),
  inflections: [],
  currencies: [],
  numberWords: {
    cardinals: new Map(),
    scales: new Map(),
    ones: new Set(),
    joins: new Set(),
    any: /$^/gu,
    multiples: /$^/u,
    between: '',
    stops: new Set(),
  },
  claims: noClaimWords,
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

/** Cardinals with their scales ("two hundred and twelve"), and whatever else tells a number. */
function anyNumberWord(words: z.infer<typeof schema>['number-words']): string {
  const single = [...Object.keys(words.cardinals), ...Object.keys(words.scales)].join('|');
  const joined = `(?:[ -](?:(?:${words.joins.join('|')}) )?(?:${[single, ...words.ones].join('|')}))*`;
  return [...words.patterns, `(?<![\\p{L}\\p{N}])(?:${single})${joined}(?![\\p{L}\\p{N}])`].join('|');
}

/** The files of the tool, as far as a lexicon needs them. */
interface LexiconFiles {
  readText(path: string): Promise<string>;
  list(folder: string): Promise<readonly string[]>;
}

/** The lexicon of a language: `lexicon/TAG.yaml`, and a file of each feature beside it in `lexicon/TAG/`. */
export async function loadLexicon(tag: string, tool: LexiconFiles): Promise<Lexicon> {
  const written = writtenForm(tag);
  const own = await tool.readText(`lexicon/${written}.yaml`);
  const names = await tool.list(`lexicon/${written}`);
  const added = await Promise.all(names.map((name) => tool.readText(`lexicon/${written}/${name}`)));
  const texts: readonly [string, ...string[]] = [own, ...added];
  const [first, ...others] = written === tag ? texts : texts.map(toSerbianLatin);
  return parseLexicon(first ?? '', ...others);
}
