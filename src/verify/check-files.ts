import type { Diagnostic } from '../diagnostics.js';
import { FileProblem, type Files } from '../host/host.js';
import { sha256 } from '../outputs/canonical.js';
import { type Manifest, type ManifestOutput, parseManifest } from '../outputs/manifest/manifest.js';
import { problemAt } from './problem.js';

const manifestFile = 'manifest.json';

/** The bytes of every file that the manifest names and that is there, by path. */
export interface CheckedFiles {
  readonly manifest: Manifest | undefined;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly problems: readonly Diagnostic[];
}

/** Reads every output that the manifest names, and holds it against its hash and size. */
export async function checkFiles(output: Files): Promise<CheckedFiles> {
  const bytes = await readFile(output, manifestFile);
  const manifest = bytes instanceof Uint8Array ? parseManifest(bytes) : undefined;
  const files = new Map<string, Uint8Array>();
  if (manifest === undefined) return { manifest, files, problems: [await foreign(output, bytes)] };
  const problems: Diagnostic[] = [];
  for (const named of manifest.outputs) {
    const found = await readFile(output, named.path);
    if (found instanceof Uint8Array) {
      files.set(named.path, found);
      problems.push(...hashFault(named, found));
    } else problems.push(absent(named, found));
  }
  return { manifest, files, problems };
}

async function readFile(output: Files, path: string): Promise<Uint8Array | FileProblem> {
  try {
    return await output.read(path);
  } catch (error) {
    if (error instanceof FileProblem) return error;
    throw error;
  }
}

async function foreign(output: Files, bytes: Uint8Array | FileProblem): Promise<Diagnostic> {
  if (bytes instanceof Uint8Array) {
    const message = `Unexpected \`${manifestFile}\` that Tallybook did not write, expected that of a build`;
    return problemAt('verify/output', manifestFile, message);
  }
  const isProject = await output.exists('tallybook.yaml');
  const hint = isProject ? 'this is the folder of a project: name its output folder' : undefined;
  const message = `Unexpected folder without \`${manifestFile}\`, expected the output folder of a build`;
  return problemAt('verify/output', manifestFile, message, undefined, hint);
}

function absent({ path }: ManifestOutput, { reason }: FileProblem): Diagnostic {
  const message =
    reason === 'outside'
      ? `Unexpected path \`${path}\` out of the output folder, expected a file in it`
      : `Unexpected absence of \`${path}\`, expected the file that \`${manifestFile}\` names`;
  return problemAt('verify/missing-file', reason === 'outside' ? manifestFile : path, message);
}

function hashFault({ path, sha256: expected, bytes }: ManifestOutput, found: Uint8Array): Diagnostic[] {
  if (sha256(found) === expected && found.byteLength === bytes) return [];
  const size = found.byteLength === bytes ? '' : ` (${found.byteLength} bytes instead of ${bytes})`;
  const message = `Unexpected content${size}, expected the file that \`${manifestFile}\` names`;
  return [problemAt('verify/hash', path, message, undefined, 'it was changed after the build: build again')];
}
