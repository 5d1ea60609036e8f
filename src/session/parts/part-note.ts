import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { isSameSecret } from '../../host/same-secret.js';
import { fileFormats } from '../../model/dataset/formats.js';
import { toJson } from '../../outputs/canonical.js';
import { sha256 } from '../../sha256.js';
import { recordedAnswers, recordedWarning } from '../memo/recorded.js';

const hex = z.string().regex(/^[0-9a-f]{64}$/);

const partFile = z.strictObject({
  /** Relative to the part, and to the output folder. */
  path: z.string(),
  format: z.enum(fileFormats),
  sha256: hex,
  bytes: z.number().int().nonnegative(),
  pages: z.number().int().positive().exactOptional(),
});

const name = z.strictObject({
  report: z.string(),
  item: z.string().exactOptional(),
  language: z.string(),
});

const noteSchema = z.strictObject({
  version: z.literal(1),
  target: name,
  /** Hash of all that it was made from but files, which `asked` lists. */
  made: hex,
  /** SHA-256 of the list of what was asked of the files for it, which many targets share: `asked/HASH.json`. */
  asked: hex,
  /** What printed it; absent where nothing did. */
  browser: z.string().exactOptional(),
  /** Hash of what was known of the browsers of the machine that printed it. */
  browsers: hex.exactOptional(),
  files: z.array(partFile),
  warnings: z.array(recordedWarning),
  /** Page numbers by id, where it was printed. */
  pages: z.record(z.string(), z.number().int().positive()).exactOptional(),
  /** How many of its passages no data can test. */
  unchecked: z.number().int().nonnegative(),
});

const signedSchema = z.looseObject({ signature: z.string() });

/** What a part says of a finished target: written last, so that all that it names is there. */
export type PartNote = z.infer<typeof noteSchema>;
export type PartFile = z.infer<typeof partFile>;

/** What part of a project a folder holds, and what it was made from. */
export const partSchema = z.strictObject({
  version: z.literal(1),
  inputs: z.strictObject({
    version: z.string(),
    tool: z.string(),
    edition: z.number(),
    draft: z.boolean(),
    dated: z.string(),
    project: hex,
    data: hex,
    datasets: z.array(
      z.strictObject({
        dataset: z.string(),
        sha256: z.string(),
        query: z.strictObject({ sha256: z.string(), reads: z.array(z.string()) }).exactOptional(),
      }),
    ),
  }),
});

/** A note as it was read. */
export interface ReadNote {
  readonly note: PartNote;
  /** True where this user wrote it: one that came with a checkout proves nothing. */
  readonly isOwn: boolean;
}

/** The note in the bytes of a file; undefined where it is none. */
export function parseNote(bytes: Uint8Array, key: Uint8Array | undefined): ReadNote | undefined {
  try {
    const { signature, ...rest } = signedSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
    const note = noteSchema.parse(rest);
    return { note, isOwn: key !== undefined && isSameSecret(signature, sign(note, key)) };
  } catch {
    return undefined;
  }
}

/** A note as it is written; without a key its signature is empty. */
export const renderNote = (note: PartNote, key: Uint8Array | undefined): Uint8Array =>
  toJson({ ...note, signature: key === undefined ? '' : sign(note, key) });

/** The list of what was asked, and its hash. */
export function renderAsked(answers: z.infer<typeof recordedAnswers>): {
  readonly hash: string;
  readonly bytes: Uint8Array;
} {
  const bytes = toJson(answers);
  return { hash: sha256(bytes), bytes };
}

/** The list in the bytes of a file that has this hash; undefined where it has another, or holds no such list. */
export function parseAsked(bytes: Uint8Array, expected: string): z.infer<typeof recordedAnswers> | undefined {
  if (sha256(bytes) !== expected) return undefined;
  try {
    return recordedAnswers.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}

const sign = (note: PartNote, key: Uint8Array): string =>
  createHmac('sha256', key)
    .update(JSON.stringify(noteSchema.parse(note)))
    .digest('hex');
