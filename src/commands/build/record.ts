import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { isSameSecret } from '../../host/same-secret.js';
import { toJson } from '../../outputs/canonical.js';
import type { HashedFile } from '../../outputs/manifest/manifest.js';
import { sha256 } from '../../sha256.js';
import { type Proof, proofSchema } from './proof.js';

const recordedOutput = z.object({
  path: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  pages: z.number().exactOptional(),
  /** Key of `proofs`. */
  proof: z.string(),
});

const recordSchema = z.strictObject({
  version: z.literal(1),
  /** SHA-256 of `manifest.json`. */
  manifest: z.string(),
  outputs: z.array(recordedOutput),
  /** By a hash of themselves. Outputs that a partial build kept still have the proof of their own build. */
  proofs: z.record(z.string(), proofSchema),
});

/** What is in the file: `signature` is the HMAC-SHA-256 of all else. */
const signedSchema = z.looseObject({ signature: z.string() });

/**
 * What each output was made from. Whoever can change an output can change this file too, so that it carries a signature by
 * a key that no project holds: a record without it proves nothing.
 */
export type BuildRecord = z.infer<typeof recordSchema>;
export type RecordedOutput = z.infer<typeof recordedOutput>;

/** The record in the bytes of an earlier one; undefined when there is none or it was not signed with this key. */
export function parseRecord(
  bytes: Uint8Array | undefined,
  key: Uint8Array | undefined,
): BuildRecord | undefined {
  if (bytes === undefined || key === undefined) return undefined;
  try {
    const { signature, ...record } = signedSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
    return isSameSecret(signature, sign(record, key)) ? recordSchema.parse(record) : undefined;
  } catch {
    // Then nothing is proven, and everything is built.
    return undefined;
  }
}

/** What every version of the record has, by whomever it was signed. `{}` holds nothing that could be lost. */
const anyRecord = z.union([
  z.looseObject({
    version: z.number(),
    manifest: z.string(),
    outputs: z.array(z.looseObject({ path: z.string(), sha256: z.string() })),
    signature: z.string(),
  }),
  z.strictObject({}),
]);

/** True for the bytes of a record, somebody else's too: such a file is replaced. */
export function isRecord(bytes: Uint8Array): boolean {
  try {
    return anyRecord.safeParse(JSON.parse(new TextDecoder().decode(bytes))).success;
  } catch {
    return false;
  }
}

const sign = (record: object, key: Uint8Array): string =>
  createHmac('sha256', key).update(toJson(record)).digest('hex');

/** Finished files of one target with what they were made from; without, where another user says so. */
export interface ProvenFiles {
  readonly files: readonly HashedFile[];
  readonly proof: Proof | undefined;
}

/** Stands for a proof that there is not: such an output is known to have been written, and is built again. */
const unproven = 'none';

/** The record of a build: the new files, and of the previous record those that the new manifest still names. */
export function makeRecord(
  built: readonly ProvenFiles[],
  manifest: { readonly bytes: Uint8Array; readonly kept: ReadonlySet<string> },
  previous: BuildRecord | undefined,
  key: Uint8Array,
): Uint8Array {
  const all = new Map<string, Proof>(Object.entries(previous?.proofs ?? {}));
  const outputs = (previous?.outputs ?? []).filter(({ path }) => manifest.kept.has(path));
  for (const { files, proof } of built) {
    const key = proof === undefined ? unproven : sha256(toJson(proof)).slice(0, 16);
    if (proof !== undefined) all.set(key, proof);
    outputs.push(
      ...files.map(({ path, sha256, bytes, pages }) => ({
        ...{ path, sha256, bytes },
        ...(pages === undefined ? {} : { pages }),
        proof: key,
      })),
    );
  }
  const used = new Set(outputs.map(({ proof }) => proof));
  const record: BuildRecord = {
    version: 1,
    manifest: sha256(manifest.bytes),
    outputs: outputs.sort((a, b) => (a.path < b.path ? -1 : 1)),
    proofs: Object.fromEntries(
      [...all].filter(([key]) => used.has(key)).sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
  return toJson({ ...record, signature: sign(record, key) });
}
