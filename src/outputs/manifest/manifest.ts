import { z } from 'zod';
import type { PublishedData } from '../../datasets/dataset.js';
import { sha256, toJson } from '../canonical.js';
import { hashDataset } from './published-rows.js';

const input = z.object({ dataset: z.string(), sha256: z.string() });

const output = z.object({
  path: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  report: z.string(),
  language: z.string(),
  format: z.enum(['html', 'pdf', 'json']),
  /** What it was made from, where a partial build kept it and `inputs` of the manifest have changed since. */
  inputs: z.array(input).exactOptional(),
});

const manifestSchema = z.object({
  version: z.literal(1),
  tool: z.object({ name: z.string(), version: z.string() }),
  edition: z.number(),
  draft: z.boolean(),
  inputs: z.array(input),
  outputs: z.array(output),
});

/** What stands in the output folder, and what it was made from. Paths are relative to the output folder. */
export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestOutput = z.infer<typeof output>;

/** A finished file of a target. */
export interface FinishedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly report: string;
  readonly language: string;
  readonly format: ManifestOutput['format'];
  /** Pages, of PDFs. */
  readonly pages?: number;
}

/** The manifest in the bytes of an earlier one; undefined when there is none or it is not one of ours. */
export function parseManifest(bytes: Uint8Array | undefined): Manifest | undefined {
  if (bytes === undefined) return undefined;
  try {
    return manifestSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    // It names nothing, so nothing is removed on its word.
    return undefined;
  }
}

/** What goes into a manifest. */
export interface ManifestInput {
  readonly version: string;
  readonly edition: number;
  readonly draft: boolean;
  readonly data: PublishedData;
  readonly files: readonly FinishedFile[];
  readonly previous: Manifest | undefined;
  /** Every path that a full build of the project would write: what a partial build keeps of the previous one. */
  readonly wanted: ReadonlySet<string>;
}

/** A new manifest. */
export interface MadeManifest {
  readonly bytes: Uint8Array;
  /** The outputs of the previous manifest that it still names, as they are. */
  readonly kept: ReadonlySet<string>;
  /** Those that nothing names any more. */
  readonly obsolete: readonly string[];
}

/** The manifest after a build. Outputs that the build did not make keep their place, and the inputs they were made from. */
export function makeManifest(input: ManifestInput): MadeManifest {
  const inputs = Object.values(input.data).map((dataset) => ({
    dataset: dataset.name,
    sha256: hashDataset(dataset),
  }));
  const made = input.files.map(({ path, bytes, report, language, format }) => ({
    path,
    sha256: sha256(bytes),
    bytes: bytes.byteLength,
    report,
    language,
    format,
  }));
  const paths = new Set(made.map(({ path }) => path));
  const before = input.previous?.outputs.filter(({ path }) => !paths.has(path)) ?? [];
  const kept = before
    .filter(({ path }) => input.wanted.has(path))
    .map((output) => withInputs(output, input.previous?.inputs ?? [], inputs));
  const outputs = [...made, ...kept].sort((a, b) => (a.path < b.path ? -1 : 1));
  const manifest: Manifest = {
    version: 1,
    tool: { name: 'tallybook', version: input.version },
    edition: input.edition,
    draft: input.draft || (kept.length > 0 && input.previous?.draft === true),
    inputs,
    outputs,
  };
  return {
    bytes: toJson(manifest),
    kept: new Set(kept.map(({ path }) => path)),
    obsolete: before.filter(({ path }) => !input.wanted.has(path)).map(({ path }) => path),
  };
}

type Inputs = Manifest['inputs'];

/** A kept output, with its own inputs where they are not those of the new manifest. */
function withInputs({ inputs, ...output }: ManifestOutput, previous: Inputs, now: Inputs): ManifestOutput {
  const own = inputs ?? previous;
  return JSON.stringify(own) === JSON.stringify(now) ? output : { ...output, inputs: own };
}
