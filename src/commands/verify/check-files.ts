import type { Diagnostic } from '../../diagnostics.js';
import { FileProblem, type Files } from '../../host/host.js';
import { type Manifest, type ManifestOutput, readManifest } from '../../outputs/manifest/manifest.js';
import { outputOf } from '../../outputs/outputs.js';
import { faultOf, phrase } from '../../problems/problem.js';
import { limitProblem, type ResourceLimits } from '../../resource-limits.js';
import { sha256 } from '../../sha256.js';
import type { JsonPath } from '../../yaml/json.js';
import { problemAt, publishedText } from './problem.js';

export const manifestFile = 'manifest.json';

/** A manifest that could be read, with the place of each of its parts. */
export interface FoundManifest {
  readonly manifest: Manifest;
  readonly bytes: Uint8Array;
  /** SHA-256 of the file: the one hash that stands for all that was published. */
  readonly digest: string;
  placeOf(path: JsonPath): { readonly text: string; readonly offset: number };
}

/** The bytes of every file that the manifest names and that is there, by path. */
export interface CheckedFiles {
  readonly found: FoundManifest | undefined;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly problems: readonly Diagnostic[];
}

/** Reads every output that the manifest names, and holds it against its hash and size. */
export async function checkFiles(output: Files, limits: ResourceLimits): Promise<CheckedFiles> {
  const bytes = await readFile(output, manifestFile);
  const files = new Map<string, Uint8Array>();
  if (bytes instanceof FileProblem) return { found: undefined, files, problems: [await foreign(output)] };
  const decoded = publishedText('verify/output', manifestFile, bytes);
  if ('problem' in decoded) return { found: undefined, files, problems: [decoded.problem] };
  const { text } = decoded;
  const read = readManifest(text);
  if (read.manifest === undefined) {
    const place = { text, offset: read.offset };
    const problem = problemAt(
      faultOf('verify/output.build', { fault: read.fault, manifestFile }, { hint: read.hint }),
      manifestFile,
      place,
    );
    return { found: undefined, files, problems: [problem] };
  }
  const { manifest, offsetOf } = read;
  const placeOf = (path: JsonPath) => ({ text, offset: offsetOf(path) });
  const problems: Diagnostic[] = [];
  for (const [index, named] of manifest.outputs.entries()) {
    const contents = await readFile(output, named.path);
    if (contents instanceof FileProblem)
      problems.push(absent(named, contents, () => placeOf(['outputs', index, 'path'])));
    else if (contents.byteLength > limits.publishedBytes) problems.push(tooLarge(named, contents, limits));
    else {
      const excess = outputOf(named.path)?.refuse?.({ file: named.path, bytes: contents }, limits);
      if (excess === undefined) files.set(named.path, contents);
      else problems.push(excess);
      for (const each of hashFault(named, contents)) problems.push(each);
    }
  }
  return { found: { manifest, bytes, digest: sha256(bytes), placeOf }, files, problems };
}

export async function readFile(output: Files, path: string): Promise<Uint8Array | FileProblem> {
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
  return problemAt(faultOf('verify/output.folder', { manifestFile }, { hint }), manifestFile);
}

function absent(
  { path }: ManifestOutput,
  { reason }: FileProblem,
  place: () => { readonly text: string; readonly offset: number },
): Diagnostic {
  if (reason === 'outside') {
    return problemAt(faultOf('verify/missing-file.path', { path }), manifestFile, place());
  }
  const what = reason === 'missing' ? `absence of \`${path}\`` : `thing that is no readable file`;
  return problemAt(faultOf('verify/missing-file.names', { what, manifestFile }), path);
}

function tooLarge({ path }: ManifestOutput, { byteLength }: Uint8Array, limits: ResourceLimits): Diagnostic {
  const position = { file: path, line: 1, column: 1 };
  const found = `${byteLength.toLocaleString('en')} bytes`;
  return limitProblem({ name: 'publishedBytes', limits, position, found });
}

function hashFault({ path, sha256: expected, bytes }: ManifestOutput, found: Uint8Array): Diagnostic[] {
  if (sha256(found) === expected && found.byteLength === bytes) return [];
  const size = found.byteLength === bytes ? '' : ` (${found.byteLength} bytes instead of ${bytes})`;
  return [problemAt(faultOf('verify/hash.content', { size, manifestFile }), path)];
}
