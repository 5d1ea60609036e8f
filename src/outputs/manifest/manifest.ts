import { z } from 'zod';
import type { PublishedData } from '../../model/dataset/dataset.js';
import { fileFormats } from '../../model/dataset/formats.js';
import type { Release } from '../../model/project/release.js';
import type { TargetName } from '../../model/project/target-name.js';
import { type ReadPublished, readPublished } from '../../model/snapshot/read-published.js';
import { releaseSchema } from '../../model/snapshot/release-schema.js';
import { sha256 } from '../../sha256.js';
import { toJson } from '../canonical.js';
import { folderOfOutput, folderOfTarget } from '../paths.js';
import type { DatasetHashes } from './published-rows.js';

const input = z.strictObject({
  dataset: z.string(),
  sha256: z.string(),
  /** Of the result of a query: the hash of its text, and the datasets that it read. */
  query: z.strictObject({ sha256: z.string(), reads: z.array(z.string()) }).exactOptional(),
});

const output = z.strictObject({
  path: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  report: z.string(),
  /** The slug of an item of a matrix. */
  item: z.string().exactOptional(),
  language: z.string(),
  format: z.enum(fileFormats),
  /** How far its report is on its way to its readers, where that is declared. */
  release: releaseSchema.exactOptional(),
  /** How it was made, where a partial build kept it and what the manifest says of all has changed since. */
  tool: z.string().exactOptional(),
  edition: z.number().exactOptional(),
  draft: z.boolean().exactOptional(),
  inputs: z.array(input).exactOptional(),
});

const failed = z.strictObject({
  report: z.string(),
  /** The slug of an item of a matrix. */
  item: z.string().exactOptional(),
  language: z.string(),
});

/** The version of `manifest.json` that is written and read. */
const manifestVersion = 1;

const manifestSchema = z.strictObject({
  version: z.literal(manifestVersion),
  tool: z.strictObject({ name: z.literal('tallybook'), version: z.string() }),
  edition: z.number(),
  draft: z.boolean(),
  /** Of reports that are not for publication; absent of public ones. */
  audience: z.literal('confidential').exactOptional(),
  inputs: z.array(input),
  /** What is not there, since it had errors when the others were published all the same. */
  failed: z.array(failed).exactOptional(),
  outputs: z.array(output),
});

/** What stands in the output folder, and what it was made from. Paths are relative to the output folder. */
export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestOutput = z.infer<typeof output>;

/** A finished file of a target. */
export interface FinishedFile<Name extends string = ManifestOutput['format']> {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly report: string;
  readonly item?: string;
  readonly language: string;
  readonly format: Name;
  /** Pages, of PDFs. */
  readonly pages?: number;
}

/** A finished file as a manifest names it, wherever its bytes are. */
export interface HashedFile extends Omit<FinishedFile, 'bytes'> {
  readonly sha256: string;
  readonly bytes: number;
}

/** A file that was made just now, as a manifest names it. */
export const hashed = ({ bytes, ...file }: FinishedFile): HashedFile => ({
  ...file,
  sha256: sha256(bytes),
  bytes: bytes.byteLength,
});

/** Reads the text of a `manifest.json`. */
export const readManifest = (text: string): ReadPublished<Manifest> =>
  readPublished(text, { schema: manifestSchema, version: manifestVersion }, (path) => {
    const where = path === '' ? 'content' : `\`${path}\``;
    return `${where} of a manifest`;
  });

/** The manifest in the bytes of an earlier one; undefined when there is none or it is not one of ours. */
export function parseManifest(bytes: Uint8Array | undefined): Manifest | undefined {
  // One that is not read names nothing, so nothing is removed on its word.
  return bytes === undefined ? undefined : readManifest(new TextDecoder().decode(bytes)).value;
}

/** How an output was made: what its entry says of itself, else what the manifest says of all. */
interface Making {
  readonly tool: string;
  readonly edition: number;
  readonly draft: boolean;
  readonly inputs: Manifest['inputs'];
}

/** How an output of a manifest was made. */
export function makingOf(output: ManifestOutput, { tool, edition, draft, inputs }: Manifest): Making {
  return {
    tool: output.tool ?? tool.version,
    edition: output.edition ?? edition,
    draft: output.draft ?? draft,
    inputs: output.inputs ?? inputs,
  };
}

/** Every dataset of a project with the hash of what it publishes. */
export function inputsOf(data: PublishedData, hashes: DatasetHashes): Manifest['inputs'] {
  return Object.values(data).map((dataset) => ({
    dataset: dataset.name,
    sha256: hashes.of(dataset),
    ...(dataset.query && { query: { sha256: dataset.query.sha256, reads: [...dataset.query.reads] } }),
  }));
}

/** One hash of the datasets of a project, in their order. */
export const hashInputs = (inputs: Manifest['inputs']): string => sha256(JSON.stringify(inputs));

/** What goes into a manifest. */
interface ManifestInput {
  readonly version: string;
  readonly edition: number;
  readonly draft: boolean;
  readonly audience?: 'confidential';
  readonly inputs: Manifest['inputs'];
  readonly files: readonly HashedFile[];
  /** How far the report of a file is, by its id; asked of those that were made now. */
  releaseOf?(report: string): Release | undefined;
  /** What could not be made. */
  readonly failed?: readonly TargetName[];
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
  readonly obsolete: readonly ManifestOutput[];
}

/** The manifest after a build. Outputs that the build did not make keep their place, and how they were made. */
export function makeManifest(input: ManifestInput): MadeManifest {
  const { version, edition, previous, audience } = input;
  const now: Making = { tool: version, edition, draft: input.draft, inputs: input.inputs };
  const made = input.files.map(({ path, sha256: hash, bytes, report, item, language, format }) => {
    const release = input.releaseOf?.(report);
    return {
      output: {
        ...{ path, sha256: hash, bytes, report },
        ...(item === undefined ? {} : { item }),
        ...{ language, format },
        ...(release && { release }),
      },
      making: now,
    };
  });
  const paths = new Set(made.map(({ output }) => output.path));
  const before = previous?.outputs.filter(({ path }) => !paths.has(path)) ?? [];
  const kept = before.flatMap((output) =>
    previous === undefined || !input.wanted.has(output.path)
      ? []
      : [{ output, making: makingOf(output, previous) }],
  );
  // A folder with one draft in it is not to be published.
  const shared: Making = { ...now, draft: [...made, ...kept].some(({ making }) => making.draft) };
  const failed = failedOf(input);
  const manifest: Manifest = {
    version: manifestVersion,
    tool: { name: 'tallybook', version },
    edition,
    draft: shared.draft,
    ...(audience && { audience }),
    inputs: shared.inputs,
    ...(failed.length > 0 && { failed: [...failed] }),
    outputs: [...made, ...kept]
      .map(({ output, making }) => withMaking(output, making, shared))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
  return {
    bytes: toJson(manifest),
    kept: new Set(kept.map(({ output }) => output.path)),
    obsolete: before.filter(({ path }) => !input.wanted.has(path)),
  };
}

/** What failed now, and what an earlier build left out that the project still names and nobody has made since. */
function failedOf({ failed = [], files, previous, wanted }: ManifestInput): readonly TargetName[] {
  const named = new Set([...wanted].map(folderOfOutput));
  const now = new Set([...failed, ...files].map(folderOfTarget));
  const others = (previous?.failed ?? []).filter((each) => {
    const folder = folderOfTarget(each);
    return named.has(folder) && !now.has(folder);
  });
  return [...failed, ...others].sort((a, b) => (folderOfTarget(a) < folderOfTarget(b) ? -1 : 1));
}

/** An output with what holds for it and not for all. */
function withMaking(output: ManifestOutput, own: Making, shared: Making): ManifestOutput {
  const { path, sha256: hash, bytes, report, item, language, format, release } = output;
  return {
    ...{ path, sha256: hash, bytes, report },
    ...(item === undefined ? {} : { item }),
    ...{ language, format },
    ...(release && { release }),
    ...(own.tool === shared.tool ? {} : { tool: own.tool }),
    ...(own.edition === shared.edition ? {} : { edition: own.edition }),
    ...(own.draft === shared.draft ? {} : { draft: own.draft }),
    ...(JSON.stringify(own.inputs) === JSON.stringify(shared.inputs) ? {} : { inputs: own.inputs }),
  };
}
