import { join } from 'node:path';
import type { PublishedData } from '../datasets/dataset.js';
import type { Diagnostic } from '../diagnostics.js';
import { type OutputFile, publish, readPrevious } from '../host/output.js';
import { environmentProblem } from '../host/problems.js';
import type { Answer } from '../host/recording.js';
import { toolVersion } from '../host/version.js';
import { toJson } from '../outputs/canonical.js';
import {
  type MadeManifest,
  type Manifest,
  makeManifest,
  parseManifest,
} from '../outputs/manifest/manifest.js';
import type { Project } from '../project/project.js';
import { keepSiblings } from './keep-siblings.js';
import type { MadeTarget } from './make-targets.js';
import { allPaths } from './output-paths.js';
import { type PageMaps, pagesFile } from './page-maps.js';
import { type Circumstances, makeProof } from './proof.js';
import { makeRecord, parseRecord, recordFile } from './record.js';

interface PublishInput {
  readonly root: string;
  readonly project: Project;
  readonly data: PublishedData;
  readonly draft: boolean;
  readonly now: Circumstances | undefined;
  /** What every target was made from, and what was said of that. */
  readonly answers: readonly Answer[];
  readonly warnings: readonly Diagnostic[];
  readonly printed: readonly MadeTarget[];
  /** The page maps of the last build. */
  readonly known: PageMaps;
}

const manifestFile = 'manifest.json';

/** Writes what was printed, the manifest last. A partial build keeps the other targets of the previous manifest. */
export async function publishOutputs(
  input: PublishInput,
): Promise<{ path: string; bytes: number; pages?: number }[]> {
  const { root, project, data, draft, printed } = input;
  const output = join(root, project.output);
  const wanted = allPaths(project);
  const before = {
    manifest: await previousManifest(output, project.output),
    read: (path: string) => readPrevious(output, path),
  };
  const finished = await Promise.all(
    printed.map(async (target) => ({ ...target, files: await keepSiblings(target.files, before) })),
  );
  const built = finished.flatMap(({ files }) => files);
  const manifest = makeManifest({
    version: toolVersion(),
    edition: project.edition,
    draft,
    data,
    files: built,
    previous: before.manifest,
    wanted,
  });
  const record = await recordOf({ ...input, printed: finished }, manifest, output);
  const files: OutputFile[] = [
    ...built.map(({ path, bytes }) => ({ path, bytes })),
    { path: pagesFile, bytes: toJson(mergePageMaps(input, wanted)) },
    ...(record === undefined ? [] : [{ path: recordFile, bytes: record }]),
    { path: manifestFile, bytes: manifest.bytes },
  ];
  await publish(output, files, {
    manifest: manifestFile,
    obsolete: manifest.obsolete,
    shownRoot: project.output,
  });
  return built.map(({ path, bytes, pages }) => ({
    path,
    bytes: bytes.byteLength,
    ...(pages === undefined ? {} : { pages }),
  }));
}

async function recordOf(
  input: PublishInput,
  manifest: MadeManifest,
  output: string,
): Promise<Uint8Array | undefined> {
  const { now, printed } = input;
  if (now === undefined) return undefined;
  const proven = printed.map((target) => ({ files: target.files, proof: proofOf(target, now, input) }));
  return makeRecord(proven, manifest, parseRecord(await readPrevious(output, recordFile), now.key), now.key);
}

function proofOf(target: MadeTarget, now: Circumstances, { answers, warnings }: PublishInput) {
  const isPrinted = target.files.some(({ format }) => format === 'pdf');
  return makeProof(now, [...answers, ...target.answers], [...warnings, ...target.diagnostics], isPrinted);
}

/** The page maps of what was printed now and of what the project still names, in the order of their folders. */
function mergePageMaps({ printed, known }: PublishInput, wanted: ReadonlySet<string>): PageMaps {
  const folders = new Set([...wanted].map((path) => path.slice(0, path.lastIndexOf('/'))));
  const all: Record<string, PageMaps[string]> = { ...known };
  for (const { pageMaps } of printed) Object.assign(all, pageMaps);
  return Object.fromEntries(
    Object.entries(all)
      .filter(([folder]) => folders.has(folder))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
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
