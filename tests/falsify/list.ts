import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { PageSentence } from './page-sentences.js';

/** A sentence by its section and its text, or the beginning of it before an ellipsis. */
const named = { in: z.string(), says: z.string() };

const falsification = z.strictObject({
  ...named,
  /** What is no longer so after the change. */
  wrong: z.string(),
  /** Cells, as `change-data.ts` reads them. */
  change: z.array(z.string()).min(1),
  /**
   * Where the words are computed: what the sentence must say instead, as replacements in its text. Nothing else in it may
   * change. What is computed may be left out when it is not so any more.
   */
  becomes: z.union([z.record(z.string(), z.string()), z.literal('left out')]).optional(),
  /** Why nothing holds it yet. One that is named here and held all the same is a fault of the list. */
  survives: z.string().optional(),
});

/** Sentences that no change of a cell makes false, with the reason: some of a section, or all that are not named elsewhere. */
const apart = z.strictObject({
  because: z.string(),
  in: z.string(),
  says: z.union([z.array(z.string()).min(1), z.literal('all else')]),
});

const list = z.strictObject({
  falsified: z.array(falsification),
  unfalsifiable: z.array(apart),
});

export type Falsification = z.infer<typeof falsification>;
export type FalsifyList = z.infer<typeof list>;

/** Reads `<report>.yaml`. */
export function readList(path: string): FalsifyList {
  return list.parse(parse(readFileSync(path, 'utf8')));
}

/** The sentences that a list names by these words. */
export function sentencesNamed(
  { in: section, says }: { readonly in: string; readonly says: string },
  sentences: readonly PageSentence[],
): PageSentence[] {
  const isIt = says.endsWith('…')
    ? ({ text }: PageSentence) => text.startsWith(says.slice(0, -1).trim())
    : ({ text }: PageSentence) => text === says;
  return sentences.filter((each) => each.section === section && isIt(each));
}
