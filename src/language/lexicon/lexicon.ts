import { remembered } from '../../model/remembered.js';
import { type LanguageFiles, parseOwnFile, partOf } from '../brought.js';
import { type Nouns, noNouns } from '../noun.js';
import { readPrepared, stemming } from '../prepared.js';
import { toSerbianLatin, writtenForm } from '../serbian-latin.js';
import { type Evidence, evidenceOf } from './evidence.js';
import {
  broughtForm,
  type LexiconSpec,
  lexiconForm,
  type NarrowWords,
  narrowOf,
  searched,
  wrongPatterns,
} from './form.js';
import { type Neighbours, neighboursOf } from './neighbours.js';
import { nothing } from './pattern.js';
import { type StatementWords, statementWordsOf, wholeWords } from './statement-words.js';
import { foundFirst, WordPattern } from './word-pattern.js';

/** What an extension adds to a lexicon. */
const addition = lexiconForm
  .pick({ enumerators: true, narrow: true, 'unit-forms': true })
  .partial({ enumerators: true })
  .strict();

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
  /** Every number word. */
  readonly any: WordPattern;
  /** Number words that may stand before or after what they multiply. */
  readonly multiples: RegExp;
  /** Source of what may stand between a number word and its unit. */
  readonly between: string;
  /** Words that end a search for the unit, in small letters. */
  readonly stops: ReadonlySet<string>;
  /** What may stand between what is counted and its number, at the end of the text before that: "victims numbered ". */
  readonly predicates: RegExp;
}

/** Measures and sums that a text may state where no data have any of their kind. */
interface Quantities {
  /** The forms of the units of each kind. */
  readonly kinds: readonly (readonly string[])[];
  /** What stands between two numbers of one unit: "100 to 500 m²". */
  readonly joins: RegExp;
  /** Words of a sentence that tells what was measured or paid, and sets no limit, price or distance. */
  readonly tells: RegExp;
}

/** What a language takes the numbers in running text to be. Patterns are global. */
export interface Lexicon {
  readonly dates: readonly RegExp[];
  readonly enumerators: readonly RegExp[];
  readonly legalReferences: readonly RegExp[];
  readonly labels: readonly RegExp[];
  /** Numbers that count something, whatever else they look like. */
  readonly figures: readonly RegExp[];
  /** A noun such as "Article" or "Figure" alone, as the head of a column of such numbers. */
  readonly orderHead: RegExp;
  readonly units: readonly (readonly string[])[];
  /** What is measured and not counted, by kinds such as money and length. */
  readonly quantities: Quantities;
  /** The forms of the units of a project. */
  readonly nouns: Nouns;
  /** The words that change in them, each with its forms. */
  readonly nounGroups: readonly (readonly string[])[];
  /** Which form of a unit its declaration is, and which stands alone; forms of units that the tool itself puts into data. */
  readonly unitForms: {
    readonly declared: 'of' | 'other';
    readonly alone: 'alone' | 'other';
    readonly own: Nouns;
  };
  /** Which word of a unit names what is counted, and what begins its complements. */
  readonly unitHead: { readonly stands: 'first' | 'last'; readonly complements: RegExp };
  readonly notUnits: ReadonlySet<string>;
  /** Units of a declared number that is a year: it is printed without separators. */
  readonly yearUnits: ReadonlySet<string>;
  /** Words that point to a year, or count years, from the year of the report: "last year", "the six years". */
  readonly relativeYears: WordPattern;
  readonly inflections: readonly { readonly pattern: RegExp; readonly replacement: string }[];
  readonly currencies: readonly string[];
  readonly numberWords: NumberWords;
  /** What tells that words state something of figures. */
  readonly statements: StatementWords;
  readonly neighbours: Neighbours;
  readonly evidence: Evidence;
  /** By the name that measures call them by. */
  readonly narrow: ReadonlyMap<string, NarrowWords>;
}

/**
 * The lexicon in the text of a lexicon file, with what extensions add to it. Throws when one of them is none: they ship with the
 * tool, so that is a fault of the tool.
 */
export const parseLexicon = remembered(readLexicon, 4);

function readLexicon(text: string, ...additions: readonly string[]): Lexicon {
  const own = lexiconForm.parse(parseOwnFile(text));
  const added = additions.map((each) => addition.parse(parseOwnFile(each)));
  return lexiconOf({
    ...own,
    'unit-forms': {
      ...own['unit-forms'],
      own: Object.assign({}, own['unit-forms'].own, ...added.map((each) => each['unit-forms'].own)) as Nouns,
    },
    enumerators: [...own.enumerators, ...added.flatMap(({ enumerators = [] }) => enumerators)],
    narrow: Object.assign({}, own.narrow, ...added.map(({ narrow }) => narrow)) as LexiconSpec['narrow'],
  });
}

/** The lexicon that a file says. Throws where a pattern in it is none. */
function lexiconOf(spec: LexiconSpec): Lexicon {
  const source = (pattern: string): string => searched(pattern, spec.parts);
  const compile = (patterns: readonly string[]): RegExp[] =>
    patterns.map((each) => new RegExp(foundFirst(source(each)), 'gu'));
  const nouns = (list: readonly string[]): string => list.map(anyCase).join('|');
  const before = (list: readonly string[]): string[] =>
    list.length === 0
      ? []
      : (spec['numbered-nouns'] ?? ['{noun} {items}']).map(
          (each) => `(?<![\\p{L}\\p{N}])${each.replaceAll('{noun}', `(?:${nouns(list)})`)}`,
        );
  const words = spec['number-words'];
  return {
    dates: compile(spec.dates),
    enumerators: compile([...before(spec.enumerators), ...spec.orders]),
    legalReferences: compile([...before(spec.provisions), ...spec['legal-references']]),
    labels: compile(spec.labels),
    figures: compile(spec.figures),
    orderHead: new RegExp(
      source(
        `^(?:${[...[...spec.enumerators, ...spec.provisions].map(anyCase), ...spec['order-heads']].join('|') || nothing})s?$`,
      ),
      'u',
    ),
    units: spec.units,
    quantities: {
      kinds: spec.quantities.kinds,
      joins: new RegExp(`^\\s*(?:[-–/]|${source(spec.quantities.joins || nothing)})\\s*$`, 'iu'),
      tells: new RegExp(`(?<!\\p{L})(?:${source(spec.quantities.tells || nothing)})(?!\\p{L})`, 'iu'),
    },
    unitHead: {
      stands: spec['unit-head'].stands,
      complements: new RegExp(`\\s+(?:${spec['unit-head'].complements})\\s+|\\s*/`, 'u'),
    },
    ...{ nouns: noNouns, nounGroups: [], unitForms: spec['unit-forms'] },
    notUnits: new Set(spec['not-units']),
    yearUnits: new Set(spec['year-units']),
    relativeYears: new WordPattern(source(wholeWords([...spec['relative-years'], nothing]))),
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
      any: new WordPattern(source(anyNumberWord(words))),
      multiples: new RegExp(source(words.multiples), 'iu'),
      between: source(words.between),
      stops: new Set(words.stops),
      predicates: new RegExp(`(?<![\\p{L}\\p{N}])(?:${source(words.predicates || nothing)})\\s+$`, 'iu'),
    },
    statements: statementWordsOf(spec, source),
    neighbours: neighboursOf(spec.neighbours, source),
    evidence: evidenceOf(spec.evidence, source),
    narrow: narrowOf(spec.narrow, source),
  };
}

/** A lexicon without words, for a language that has none of its own: only years of the project are recognised. */
export const emptyLexicon = lexiconOf(lexiconForm.parse({}));

/** "figure" as `[Ff]igure` and `FIGURE`: nouns begin sentences, and stand in headings, too. */
function anyCase(noun: string): string {
  const first = noun.charAt(0);
  if (!/\p{L}/u.test(first)) return noun;
  const begun = `[${first.toUpperCase()}${first}]${noun.slice(1)}`;
  // Of a pattern such as `\d` the capital would say the contrary.
  return /\\\p{L}/u.test(noun) ? begun : `${begun}|${noun.toUpperCase()}`;
}

/** Cardinals with their scales ("two hundred and twelve"), and whatever else tells a number. */
function anyNumberWord(words: LexiconSpec['number-words']): string {
  const single = [...Object.keys(words.cardinals), ...Object.keys(words.scales)].join('|');
  const joins = words.joins.length === 0 ? '' : `(?:(?:${words.joins.join('|')}) )?`;
  const joined = `(?:[ -]${joins}(?:${[single, ...words.ones].join('|')}))*`;
  const counted = single === '' ? [] : [`(?<![\\p{L}\\p{N}])(?:${single})${joined}(?![\\p{L}\\p{N}])`];
  return [...words.patterns, ...counted].join('|') || nothing;
}

/** The files of the tool, as far as a lexicon needs them. */
interface LexiconFiles extends LanguageFiles {
  list(folder: string): Promise<readonly string[]>;
}

/**
 * The lexicon of a language: `lexicon/TAG.yaml`, and a file of each extension beside it in `lexicon/TAG/`; where Tallybook has none,
 * that of the project, what Tallybook has prepared, or that of the language that it is written from; else `emptyLexicon`.
 */
export async function loadLexicon(
  tag: string,
  tool: LexiconFiles,
  project?: LanguageFiles,
): Promise<Lexicon> {
  const isOwn = await hasLexicon(tag, tool);
  const brought = isOwn ? undefined : await partOf(`lexicon/${tag}.yaml`, 'language', project);
  if (brought !== undefined) return broughtLexicon(brought);
  const [first, ...others] = await lexiconTexts(tag, tool);
  if (first !== undefined) return parseLexicon(first, ...others);
  return broughtLexicon((await readPrepared(tag, tool))?.language);
}

/** The files of a lexicon in the words of a language; none where Tallybook has no file of it or of what it is written from. */
async function lexiconTexts(tag: string, tool: LexiconFiles): Promise<readonly string[]> {
  if (!(await hasLexicon(tag, tool))) {
    const prepared = await readPrepared(tag, tool);
    if (prepared?.from === undefined || prepared.language !== undefined) return [];
    return (await lexiconTexts(prepared.from, tool)).map(stemming(prepared));
  }
  const written = writtenForm(tag);
  const own = await tool.readText(`lexicon/${written}.yaml`);
  const names = await tool.list(`lexicon/${written}`);
  const added = await Promise.all(names.map((name) => tool.readText(`lexicon/${written}/${name}`)));
  const texts = [own, ...added];
  return written === tag ? texts : texts.map((text) => toSerbianLatin(text));
}

/** True where Tallybook itself has a lexicon of a language. */
export const hasLexicon = (tag: string, tool: Pick<LexiconFiles, 'exists'>): Promise<boolean> =>
  tool.exists(`lexicon/${writtenForm(tag)}.yaml`);

/** The lexicon in a file of the project; the empty one where it is not ready yet, or no lexicon, which is reported where it is checked. */
function broughtLexicon(written: unknown): Lexicon {
  const { success, data } = broughtForm.safeParse(written);
  // What is wrong with it is reported where the file is checked. A search without bounds must not begin before.
  if (!success || !data.ready || wrongPatterns(data).length > 0) return emptyLexicon;
  try {
    return lexiconOf(data);
  } catch {
    return emptyLexicon;
  }
}
