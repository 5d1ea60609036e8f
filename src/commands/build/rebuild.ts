import { join, relative, sep } from 'node:path';
import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { readPrevious } from '../../host/files/read-previous.js';
import { openTemporaryFolder } from '../../host/files/temporary-folder.js';
import { ignoreFolder } from '../../host/publication/ignored-folder.js';
import { toolVersion } from '../../host/version.js';
import { formats } from '../../model/dataset/formats.js';
import { type Manifest, parseManifest } from '../../outputs/manifest/manifest.js';
import { manifestFile } from '../../outputs/paths.js';
import { problem } from '../../problems/problem.js';
import { type BuildOptions, build } from './build.js';

/** What is built again, and what it is held against. */
export interface RebuildOptions extends Pick<BuildOptions, 'progress' | 'env' | 'session'> {
  /** The project folder, absolute. */
  readonly root: string;
  /** The folder with the outputs, absolute. */
  readonly published: string;
}

/**
 * Builds what an output folder holds again, all of it anew, into a temporary folder, and compares the hashes of the two manifests.
 * That the published files have these hashes is for `verify` to say. Positions are relative to the output folder.
 *
 * Rejects with an `EnvironmentProblem`.
 */
export async function rebuild({ root, published, ...options }: RebuildOptions): Promise<Diagnostic[]> {
  const bytes = await readPrevious(published, manifestFile);
  const manifest = parseManifest(bytes);
  if (bytes === undefined || manifest === undefined) return [];
  // In the project, since a build writes nowhere else.
  const within = join(root, '.tallybook');
  ignoreFolder(within, '.tallybook');
  const folder = openTemporaryFolder('rebuilt', within);
  try {
    const into = relative(root, folder.path).split(sep).join('/');
    const { diagnostics } = await build({ ...options, ...askedFor(manifest), root, into, cache: false });
    const again = await readPrevious(folder.path, manifestFile);
    const remade = parseManifest(again);
    if (again === undefined || remade === undefined) {
      const errors = diagnostics.filter((each) => hasErrors([each]));
      if (errors.length === 0) return [fault(manifest, manifestFile, strange)];
      return errors.map((each) => seenFrom(published, root, each));
    }
    const found = differences(manifest, remade);
    const isSame = found.length > 0 || Buffer.compare(bytes, again) === 0;
    return isSame ? found : [fault(manifest, manifestFile, other)];
  } finally {
    await folder.remove();
  }
}

/** The command line that makes what a manifest names. */
const askedFor = ({ outputs, audience, draft, failed = [] }: Manifest) => ({
  only: [...new Set([...outputs, ...failed].map(({ report }) => report))],
  languages: [...new Set([...outputs, ...failed].map(({ language }) => language))],
  formats: formats.filter((format) => outputs.some((output) => output.format === format)),
  audience: audience ?? ('public' as const),
  draft,
  debug: false,
  keepGoing: failed.length > 0,
});

/** A problem of the project with its place as it is from another folder. */
const seenFrom = (folder: string, root: string, { see: _, ...problem }: Diagnostic): Diagnostic => {
  const { file } = problem.position;
  const isOfTool = file === 'tallybook';
  return {
    ...problem,
    position: { ...problem.position, file: isOfTool ? file : relative(folder, join(root, file)) },
  };
};

const other = 'is not what the project builds';
const strange = 'is not built by the project';
const missing = 'is missing: the project builds it';

function differences(published: Manifest, remade: Manifest): Diagnostic[] {
  const before = new Map(published.outputs.map(({ path, sha256 }) => [path, sha256]));
  const after = new Map(remade.outputs.map(({ path, sha256 }) => [path, sha256]));
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path) !== after.get(path))
    .map((path) => fault(published, path, !after.has(path) ? strange : before.has(path) ? other : missing));
}

function fault({ tool }: Manifest, path: string, how: string): Diagnostic {
  const version = toolVersion();
  return problem(
    tool.version === version ? 'verify/rebuilt.changed' : 'verify/rebuilt.built',
    { file: path, line: 1, column: 1 },
    { path, how, version: tool.version, otherVersion: version },
  );
}
