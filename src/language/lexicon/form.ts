import { z } from 'zod';
import { nounsForm } from '../nouns-form.js';
import { evidenceForm } from './evidence.js';
import { neighbourWords } from './neighbours.js';
import { list, pattern, texts } from './pattern.js';
import { costlyPattern } from './pattern-cost.js';
import { statementPatterns, wholeWords } from './statement-words.js';
import { WordPattern } from './word-pattern.js';

/** How a lexicon file writes them: by the name that a measure calls them by. */
const narrowSpec = z.record(z.string(), z.strictObject({ words: list, unless: list })).default({});

const values = z.record(z.string(), z.number()).default({});
const text = z.string().default('');

/** A lexicon file; what is not there says nothing. */
export const lexiconForm = z.strictObject({
  parts: z.record(z.string(), z.string()).default({}),
  dates: texts,
  'numbered-nouns': list.optional(),
  enumerators: texts,
  'order-heads': list.default(['#']),
  orders: texts,
  provisions: texts,
  'legal-references': texts,
  labels: texts,
  figures: texts,
  units: z.array(list.min(1)).default([]),
  quantities: z.strictObject({ kinds: z.array(list).default([]), joins: text, tells: text }).prefault({}),
  'unit-head': z
    .strictObject({ stands: z.enum(['first', 'last']).default('last'), complements: pattern() })
    .prefault({}),
  'unit-forms': z
    .strictObject({
      declared: z.enum(['of', 'other']).default('of'),
      alone: z.enum(['alone', 'other']).default('alone'),
      own: nounsForm.default({}),
    })
    .prefault({}),
  'not-units': texts,
  'year-units': texts,
  'relative-years': texts,
  inflections: z.array(z.tuple([z.string(), z.string()])).default([]),
  currencies: texts,
  'number-words': z
    .strictObject({
      cardinals: values,
      scales: values,
      ones: texts,
      joins: texts,
      patterns: texts,
      between: text,
      stops: texts,
      predicates: text,
      multiples: pattern(),
    })
    .prefault({}),
  ...statementPatterns,
  neighbours: neighbourWords.prefault({}),
  narrow: narrowSpec,
  evidence: evidenceForm.prefault({}),
});

/** What a lexicon file says. */
export type LexiconSpec = z.infer<typeof lexiconForm>;

/** The lexicon of a language that a project brings. */
export const broughtForm = z.strictObject(
  { ready: z.boolean({ error: '`true` or `false`' }), ...lexiconForm.shape },
  { error: 'a mapping with `ready`' },
);

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
  const { parts } = spec;
  const wrong: WrongPattern[] = [];
  const visit = (node: unknown, path: readonly (string | number)[]): void => {
    if (typeof node === 'string') {
      const [key] = path;
      // The noun of `numbered-nouns` is no part: each noun of the lexicon is put there.
      const own = key === 'numbered-nouns' ? node.replaceAll('{noun}', '(?:n)') : node;
      const why = faultOf(own, parts);
      if (why !== undefined) wrong.push({ path, why, isCostly: false });
      // Parts are judged in the patterns that they stand in.
      else if (key !== 'parts') {
        const cost = costlyPattern(searched(own, parts), withCapitals.has(String(key)) ? 'u' : 'iu');
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
  const [asked] = (['enumerators', 'provisions'] as const).filter((key) => spec[key].length > 0);
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
