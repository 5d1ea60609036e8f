import { z } from 'zod';
import { wholeWords } from './claim-words.js';
import { WordPattern } from './word-pattern.js';

/** How a lexicon file writes them: by the name that a measure calls them by. */
export const narrowSpec = z
  .record(z.string(), z.strictObject({ words: z.array(z.string()), unless: z.array(z.string()) }))
  .default({});

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
