import { z } from 'zod';
import { claimPatterns, wholeWords } from './claim-words.js';
import { neighbourWords } from './neighbours.js';
import { costlyPattern } from './pattern-cost.js';
import { WordPattern } from './word-pattern.js';

/** How a lexicon file writes them: by the name that a measure calls them by. */
const narrowSpec = z
  .record(z.string(), z.strictObject({ words: z.array(z.string()), unless: z.array(z.string()) }))
  .default({});

const pair = z.tuple([z.string(), z.string()]);
const values = z.record(z.string(), z.number());
const quantities = z.strictObject({
  kinds: z.array(z.array(z.string())).default([]),
  joins: z.string().default(''),
  tells: z.string().default(''),
});

export const lexiconForm = z.strictObject({
  parts: z.record(z.string(), z.string()),
  dates: z.array(z.string()),
  'numbered-nouns': z.array(z.string()),
  enumerators: z.array(z.string()),
  'order-heads': z.array(z.string()),
  orders: z.array(z.string()),
  provisions: z.array(z.string()),
  'legal-references': z.array(z.string()),
  labels: z.array(z.string()),
  figures: z.array(z.string()).default([]),
  units: z.array(z.array(z.string()).min(1)),
  quantities: quantities.prefault({}),
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
    predicates: z.string().default(''),
    multiples: z.string(),
  }),
  ...claimPatterns,
  neighbours: neighbourWords,
  narrow: narrowSpec,
});

/** What a lexicon file says. */
export type LexiconSpec = z.infer<typeof lexiconForm>;

/** A pattern that nothing matches. */
export const nothing = '(?!)';

/** The lexicon of a language that a project brings: the same, of which what is not there says nothing. */
export const broughtForm = z.strictObject(
  {
    ready: z.boolean({ error: '`true` or `false`' }),
    ...z.strictObject({ ...lexiconForm.shape, ...claimPatterns }).partial().shape,
    'unit-head': lexiconForm.shape['unit-head'].partial().optional(),
    'number-words': lexiconForm.shape['number-words'].partial().optional(),
    neighbours: neighbourWords.partial().optional(),
  },
  { error: 'a mapping with `ready`' },
);

/** The whole of a lexicon that a project brings. */
export function filledIn({ ready: _, ...given }: z.infer<typeof broughtForm>): LexiconSpec {
  const written = <Words extends object>(words: Words): Words =>
    Object.fromEntries(Object.entries(words).filter(([, text]) => text !== '')) as Words;
  const { 'number-words': numbers = {}, 'unit-head': head = {}, neighbours = {} } = given;
  return lexiconForm.parse({
    ...empty,
    ...given,
    'number-words': { ...empty['number-words'], ...numbers, multiples: numbers.multiples || nothing },
    'unit-head': { ...empty['unit-head'], ...written(head) },
    neighbours: { ...empty.neighbours, ...written(neighbours) },
  });
}

const empty = {
  parts: {},
  dates: [],
  'numbered-nouns': ['{noun} {items}'],
  enumerators: [],
  'order-heads': ['#'],
  orders: [],
  provisions: [],
  'legal-references': [],
  labels: [],
  figures: [],
  units: [],
  quantities: {},
  'unit-head': { stands: 'last', complements: nothing },
  'not-units': [],
  'year-units': [],
  inflections: [],
  currencies: [],
  'number-words': {
    cardinals: {},
    scales: {},
    ones: [],
    joins: [],
    patterns: [],
    between: '',
    stops: [],
    predicates: '',
    multiples: nothing,
  },
  trend: {},
  'not-trend': [],
  neighbours: {
    percent: ' ?(?:%|‰)',
    signs: nothing,
    scales: nothing,
    times: nothing,
    exactly: nothing,
    adjectives: nothing,
    amounts: [],
    persons: [],
    roles: [],
    sorts: [],
    held: [],
    years: nothing,
    'year-of': nothing,
    spans: nothing,
    'many-years': nothing,
    'other-times': nothing,
    excluding: nothing,
    clauses: nothing,
    totals: nothing,
    endings: nothing,
    links: nothing,
    'of-all': nothing,
    wholes: nothing,
    shares: '%|‰',
    periods: {},
    places: nothing,
  },
};

/** A pattern of a lexicon that is none, or that may take too long, with its place in the file. */
export interface WrongPattern {
  readonly path: readonly (string | number)[];
  readonly why: string;
  readonly isCostly: boolean;
}

/** Keys whose texts are words, not patterns. */
const literal: ReadonlySet<string> = new Set([
  'units',
  'not-units',
  'year-units',
  'currencies',
  'not-subjects',
]);

/** Keys whose patterns are searched as they are written: capitals and small letters are not the same. */
const withCapitals: ReadonlySet<string> = new Set([
  'dates',
  'numbered-nouns',
  'enumerators',
  'order-heads',
  'orders',
  'provisions',
  'legal-references',
  'labels',
  'figures',
]);

/** The patterns of a lexicon that cannot be searched for: broken, with a part that is not there, or with a search without bounds. */
export function wrongPatterns(spec: z.infer<typeof broughtForm>): readonly WrongPattern[] {
  const parts = spec.parts ?? {};
  const wrong: WrongPattern[] = [];
  const visit = (node: unknown, path: readonly (string | number)[]): void => {
    if (typeof node === 'string') {
      const [key] = path;
      // The noun of `numbered-nouns` is no part: each noun of the lexicon is put there.
      const pattern = key === 'numbered-nouns' ? node.replaceAll('{noun}', '(?:n)') : node;
      const why = faultOf(pattern, parts);
      if (why !== undefined) wrong.push({ path, why, isCostly: false });
      // Parts are judged in the patterns that they stand in.
      else if (key !== 'parts') {
        const cost = costlyPattern(searched(pattern, parts), withCapitals.has(String(key)) ? 'u' : 'iu');
        if (cost !== undefined) wrong.push({ path, why: cost, isCostly: true });
      }
    } else if (Array.isArray(node))
      for (const [index, child] of node.entries()) visit(child, [...path, index]);
    else if (typeof node === 'object' && node !== null)
      for (const [key, child] of Object.entries(node))
        if (path.length > 0 || !literal.has(key)) visit(child, [...path, key]);
  };
  visit(spec, []);
  // Nouns of numbers of order are put before an `item`.
  const [asked] = (['enumerators', 'provisions'] as const).filter((key) => (spec[key] ?? []).length > 0);
  const lacking = asked === undefined ? [] : ['item', 'items'].filter((part) => parts[part] === undefined);
  for (const part of lacking)
    wrong.push({
      path: ['parts'],
      why: `no part \`${part}\`, which \`${asked}\` are before`,
      isCostly: false,
    });
  return wrong;
}

function faultOf(pattern: string, parts: Readonly<Record<string, string>>): string | undefined {
  try {
    new RegExp(withParts(pattern, parts), 'u');
    return undefined;
  } catch (error) {
    return error instanceof RangeError
      ? 'a part that has itself'
      : error instanceof Error
        ? error.message
        : String(error);
  }
}

/** A pattern as it is searched for: with its parts, and for each space any white space. */
export const searched = (pattern: string, parts: Readonly<Record<string, string>>): string =>
  withParts(pattern, parts).replaceAll(' ?', '\\s*').replaceAll(' ', '\\s+');

/** `{year}` replaced by its part, parts in parts too. */
function withParts(pattern: string, parts: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{([a-z][a-z-]*)\}/g, (_, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`No part \`${name}\` in the lexicon`);
    return `(?:${withParts(part, parts)})`;
  });
}

/** Words that say less than some measures count: "done" of what is done or on schedule. */
export interface NarrowWords {
  readonly words: WordPattern;
  /** What a sentence names the rest with, so that both together say all: "on schedule". */
  readonly unless: WordPattern;
}

/** The patterns of a lexicon file, made by `source`. */
export const narrowOf = (
  spec: z.infer<typeof narrowSpec>,
  source: (pattern: string) => string,
): ReadonlyMap<string, NarrowWords> =>
  new Map(
    Object.entries(spec).map(([name, { words, unless }]) => [
      name,
      {
        words: new WordPattern(source(wholeWords(words))),
        unless: new WordPattern(source(wholeWords(unless))),
      },
    ]),
  );
