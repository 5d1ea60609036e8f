import { z } from 'zod';
import { sha256, toJson } from '../outputs/canonical.js';
import type { FinishedFile } from '../outputs/manifest/manifest.js';
import { type Proof, proofSchema } from './proof.js';

/**
 * Beside the outputs: what each was made from, for the next build and for the publisher's own eyes. `.build/` is not
 * part of what is published.
 */
export const recordFile = '.build/inputs.json';

const recordedOutput = z.object({
  path: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  pages: z.number().exactOptional(),
  /** Key of `proofs`. */
  proof: z.string(),
});

const recordSchema = z.object({
  version: z.literal(1),
  /** SHA-256 of `manifest.json`. */
  manifest: z.string(),
  outputs: z.array(recordedOutput),
  /** By a hash of themselves. Outputs that a partial build kept still have the proof of their own build. */
  proofs: z.record(z.string(), proofSchema),
});

export type BuildRecord = z.infer<typeof recordSchema>;
export type RecordedOutput = z.infer<typeof recordedOutput>;

/** The record in the bytes of an earlier one; undefined when there is none or it is not one of ours. */
export function parseRecord(bytes: Uint8Array | undefined): BuildRecord | undefined {
  if (bytes === undefined) return undefined;
  try {
    return recordSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    // Then nothing is proven, and everything is built.
    return undefined;
  }
}

/** Finished files of one target with what they were made from; no proof where the tool does not know itself. */
export interface ProvenFiles {
  readonly files: readonly FinishedFile[];
  readonly proof: Proof | undefined;
}

/** The record of a build: the new files, and of the previous record those that the new manifest still names. */
export function makeRecord(
  built: readonly ProvenFiles[],
  manifest: { readonly bytes: Uint8Array; readonly kept: ReadonlySet<string> },
  previous: BuildRecord | undefined,
): Uint8Array {
  const all = new Map<string, Proof>(Object.entries(previous?.proofs ?? {}));
  const outputs = (previous?.outputs ?? []).filter(({ path }) => manifest.kept.has(path));
  for (const { files, proof } of built) {
    if (proof === undefined) continue;
    const key = sha256(toJson(proof)).slice(0, 16);
    all.set(key, proof);
    outputs.push(
      ...files.map(({ path, bytes, pages }) => ({
        path,
        sha256: sha256(bytes),
        bytes: bytes.byteLength,
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
  return toJson(record);
}
