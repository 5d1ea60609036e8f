import { type KeyObject, verify } from 'node:crypto';
import type { Diagnostic } from '../../diagnostics.js';
import { FileProblem, type Files } from '../../host/host.js';
import { type Manifest, type ManifestOutput, readManifest } from '../../outputs/manifest/manifest.js';
import { outputOf } from '../../outputs/outputs.js';
import { manifestFile, signatureFile } from '../../outputs/paths.js';
import { type Fault, faultOf, phrase } from '../../problems/problem.js';
import { limitProblem, type ResourceLimits } from '../../resource-limits.js';
import { sha256 } from '../../sha256.js';
import type { JsonPath } from '../../yaml/json.js';
import { placedIn, publishedText } from './problem.js';

/** A manifest that could be read. */
export interface FoundManifest {
  readonly manifest: Manifest;
  readonly bytes: Uint8Array;
  /** SHA-256 of the file: the one hash that stands for all that was published. */
  readonly digest: string;
  /** A fault at the place of one of its parts. */
  at(fault: Fault, path: JsonPath): Diagnostic;
}

/** The bytes of every file that the manifest names and that is there, by path. */
export interface CheckedFiles {
  readonly found: FoundManifest | undefined;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly problems: readonly Diagnostic[];
}

/** Reads every output that the manifest names, and holds it against its hash and size. */
export async function checkFiles(output: Files, limits: ResourceLimits): Promise<CheckedFiles> {
  const files = new Map<string, Uint8Array>();
  const none = (problem: Diagnostic): CheckedFiles => ({ found: undefined, files, problems: [problem] });
  const bytes = await readFile(output, manifestFile);
  if (bytes instanceof FileProblem) return none(await foreign(output));
  const text = publishedText('verify/output', manifestFile, bytes);
  if ('problem' in text) return none(text.problem);
  const place = placedIn(manifestFile, text.value);
  const read = readManifest(text.value);
  if (read.value === undefined) {
    const { fault, hint, offset } = read;
    return none(place(faultOf('verify/output.build', { fault, manifestFile }, { hint }), offset));
  }
  const { value: manifest, offsetOf } = read;
  const at: FoundManifest['at'] = (fault, path) => place(fault, offsetOf(path));
  const problems: Diagnostic[] = [];
  for (const [index, named] of manifest.outputs.entries()) {
    const { path } = named;
    const contents = await readFile(output, path);
    if (contents instanceof FileProblem)
      problems.push(
        contents.reason === 'outside'
          ? at(faultOf('verify/missing-file.path', { path }), ['outputs', index, 'path'])
          : absent(path, contents),
      );
    else if (contents.byteLength > limits.publishedBytes) problems.push(tooLarge(path, contents, limits));
    else {
      const excess = outputOf(path)?.refuse?.({ file: path, bytes: contents }, limits);
      if (excess === undefined) files.set(path, contents);
      else problems.push(excess);
      for (const each of hashFault(named, contents)) problems.push(each);
    }
  }
  return { found: { manifest, bytes, digest: sha256(bytes), at }, files, problems };
}

async function readFile(output: Files, path: string): Promise<Uint8Array | FileProblem> {
  try {
    return await output.read(path);
  } catch (error) {
    if (error instanceof FileProblem) return error;
    throw error;
  }
}

async function foreign(output: Files): Promise<Diagnostic> {
  const isProject = await output.exists('tallybook.yaml');
  const hint = isProject ? phrase('verify/output.project') : undefined;
  return placedIn(manifestFile)(faultOf('verify/output.folder', { manifestFile }, { hint }));
}

function absent(path: string, { reason }: FileProblem): Diagnostic {
  const id = reason === 'missing' ? 'verify/missing-file.names' : 'verify/missing-file.unreadable';
  return placedIn(path)(faultOf(id, { path, manifestFile }));
}

function tooLarge(file: string, { byteLength }: Uint8Array, limits: ResourceLimits): Diagnostic {
  return limitProblem({
    name: 'publishedBytes',
    limits,
    position: { file, line: 1, column: 1 },
    found: byteLength,
  });
}

function hashFault({ path, sha256: expected, bytes }: ManifestOutput, found: Uint8Array): Diagnostic[] {
  if (sha256(found) === expected && found.byteLength === bytes) return [];
  const size = found.byteLength === bytes ? '' : ` (${found.byteLength} bytes instead of ${bytes})`;
  return [placedIn(path)(faultOf('verify/hash.content', { size, manifestFile }))];
}

/** The manifest must bear the signature of this key. */
export async function checkSignature(
  output: Files,
  { bytes }: FoundManifest,
  key: KeyObject | Diagnostic,
): Promise<Diagnostic[]> {
  if ('code' in key) return [key];
  const signature = await readFile(output, signatureFile);
  const at = placedIn(manifestFile);
  if (signature instanceof FileProblem) return [at(faultOf('verify/signature.signature', { signatureFile }))];
  return verify(null, bytes, key, signature) ? [] : [at(faultOf('verify/signature.key', { signatureFile }))];
}
