import { join } from 'node:path';
import type { PublishedData } from '../datasets/dataset.js';
import type { Host } from '../host/host.js';
import { type OutputFile, publish, readPrevious } from '../host/output.js';
import { environmentProblem } from '../host/problems.js';
import { toolVersion } from '../host/version.js';
import { sha256, toJson } from '../outputs/canonical.js';
import { type Manifest, makeManifest, parseManifest } from '../outputs/manifest/manifest.js';
import type { Project } from '../project/project.js';
import { allPaths } from './output-paths.js';
import { pagesFile } from './page-maps.js';
import type { PrintedTargets } from './print-targets.js';

interface PublishInput {
  readonly root: string;
  readonly project: Project;
  readonly data: PublishedData;
  readonly draft: boolean;
  readonly printed: PrintedTargets;
  /** Every project file that went in. */
  readonly reads: readonly string[];
  readonly host: Host;
}

const manifestFile = 'manifest.json';

/** Writes what was printed, the manifest last. A partial build keeps the other targets of the previous manifest. */
export async function publishOutputs(
  input: PublishInput,
): Promise<{ path: string; bytes: number; pages?: number }[]> {
  const { root, project, data, draft, printed } = input;
  const output = join(root, project.output);
  const wanted = allPaths(project);
  const manifest = makeManifest({
    version: toolVersion(),
    edition: project.edition,
    draft,
    data,
    files: printed.files,
    previous: await previousManifest(output, project.output),
    wanted,
  });
  const folders = new Set([...wanted].map((path) => path.slice(0, path.lastIndexOf('/'))));
  const pageMaps = Object.fromEntries(
    Object.entries(printed.pageMaps)
      .filter(([folder]) => folders.has(folder))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const files: OutputFile[] = [
    ...printed.files.map(({ path, bytes }) => ({ path, bytes })),
    { path: pagesFile, bytes: toJson(pageMaps) },
    { path: '.build/inputs.json', bytes: toJson(await hashInputs(input)) },
    { path: manifestFile, bytes: manifest.bytes },
  ];
  await publish(output, files, {
    manifest: manifestFile,
    obsolete: manifest.obsolete,
    shownRoot: project.output,
  });
  return printed.files.map(({ path, bytes, pages }) => ({
    path,
    bytes: bytes.byteLength,
    ...(pages === undefined ? {} : { pages }),
  }));
}

/** The manifest of the last build. A file of that name which is not ours may be somebody's work: it is not replaced. */
async function previousManifest(output: string, shown: string): Promise<Manifest | undefined> {
  const bytes = await readPrevious(output, manifestFile);
  const manifest = parseManifest(bytes);
  if (bytes === undefined || manifest !== undefined) return manifest;
  const file = `${shown}/${manifestFile}`;
  throw environmentProblem(
    'host/write',
    `Unexpected file \`${file}\` that Tallybook did not write, expected none or the manifest of an earlier build`,
    { file, hint: 'move it away, or name another `output` folder in tallybook.yaml; nothing was changed' },
  );
}

/** Hashes of the raw files, for the publisher's own eyes: `.build/` is not part of what is published. */
async function hashInputs({ reads, host }: PublishInput): Promise<{ path: string; sha256: string }[]> {
  const inputs: { path: string; sha256: string }[] = [];
  for (const path of [...new Set(reads)].sort()) {
    if (await host.project.exists(path)) inputs.push({ path, sha256: sha256(await host.project.read(path)) });
  }
  return inputs;
}
