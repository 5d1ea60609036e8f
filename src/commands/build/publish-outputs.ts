import { join } from 'node:path';
import type { Diagnostic } from '../../diagnostics.js';
import { readPrevious } from '../../host/files/read-previous.js';
import { environmentProblem } from '../../host/problems.js';
import { foreignFile, type ObsoleteOutput } from '../../host/publication/own-outputs.js';
import { publish } from '../../host/publication/publication.js';
import type { OutputFile } from '../../host/publication/publish-options.js';
import { toolVersion } from '../../host/version.js';
import { annexFormats, formats, someFormat } from '../../model/dataset/formats.js';
import { groupBy } from '../../model/group-by.js';
import type { Project, Target } from '../../model/project/project.js';
import { targetName } from '../../model/project/target-name.js';
import { parseSnapshot, type Snapshot, type SnapshotFile } from '../../model/snapshot/snapshot.js';
import { toJson } from '../../outputs/canonical.js';
import {
  type MadeManifest,
  type Manifest,
  type ManifestOutput,
  makeManifest,
  parseManifest,
} from '../../outputs/manifest/manifest.js';
import { isPageMaps, type PageMaps, parsePageMaps } from '../../outputs/page-maps.js';
import {
  folderOfOutput,
  isIndexPath,
  isOutputPath,
  manifestFile,
  ownFiles,
  pagesFile,
  projectPaths,
  recordFile,
  signatureFile,
  targetPaths,
} from '../../outputs/paths.js';
import { renderSnapshot } from '../../outputs/snapshot/render-snapshot.js';
import { faultOf, problem } from '../../problems/problem.js';
import { type DataIn, indexPages } from '../../session/index-pages.js';
import type { OpenProject } from '../../session/open-project.js';
import { sha256 } from '../../sha256.js';
import type { Circumstances } from './circumstances.js';
import { makeProof } from './proof.js';
import { bytesOf, type ReadyFile, type ReadyTarget, readyFile } from './ready.js';
import { type BuildRecord, isRecord, makeRecord, parseRecord } from './record.js';

/** What stands in the output folder before this build. */
interface Before {
  /** The outputs of a folder, as the manifest names them. */
  readonly folders: ReadonlyMap<string, readonly ManifestOutput[]>;
  read(path: string): Promise<Uint8Array | undefined>;
}

/** What a manifest names, by folder. */
export function besidesIn(manifest: Manifest | undefined, read: Before['read']): Before {
  return { folders: groupBy(manifest?.outputs ?? [], ({ path }) => folderOfOutput(path)), read };
}

/**
 * The files of a target that was built in some of its formats. Those of its other formats stay, and where they were
 * made when the report said the same, its snapshot answers for them too. Where not, it leaves them out, so that
 * `verify` says that they are of another build.
 */
export async function keepSiblings(
  files: readonly ReadyFile[],
  before: Before,
): Promise<readonly ReadyFile[]> {
  const published = files.find(({ path }) => path.endsWith('/published.json'));
  if (published === undefined) return files;
  const folder = folderOfOutput(published.path);
  const made = new Set(files.map(({ path }) => path));
  const kept = new Map(
    before.folders
      .get(folder)
      ?.filter(({ path }) => !made.has(path))
      .map(({ path, sha256 }) => [path, sha256]),
  );
  if (kept.size === 0) return files;
  const read = (bytes?: Uint8Array) => parseSnapshot(new TextDecoder().decode(bytes)).value;
  const earlier = read(await before.read(published.path));
  const now = read(await bytesOf(published));
  if (earlier === undefined || now === undefined || contentOf(earlier) !== contentOf(now)) return files;
  const siblings = earlier.files.filter(({ name, sha256 }) => kept.get(`${folder}/${name}`) === sha256);
  const all = [...now.files, ...siblings].sort((a, b) => rank(a) - rank(b));
  const bytes = renderSnapshot({ ...now, files: all });
  return files.map((file) => (file === published ? readyFile({ ...file, bytes }) : file));
}

const rank = ({ format }: SnapshotFile): number => ['json', ...annexFormats, ...formats].indexOf(format);

/** All that a snapshot says of the report itself. */
const contentOf = ({ files: _, ...content }: Snapshot): string => JSON.stringify(content);

export interface PublishInput {
  /** What was asked of its files holds for every target. */
  readonly opened: OpenProject;
  readonly draft: boolean;
  readonly now: Circumstances | undefined;
  /** The datasets with the hash of what each publishes. */
  readonly inputs: Manifest['inputs'];
  /** The texts of the data, for the pages that lead to reports which are made for many. */
  readonly dataIn: DataIn;
  /** What was said of data and translations, which every target was made from. */
  readonly aboutData: readonly Diagnostic[];
  readonly ready: readonly ReadyTarget[];
  /** Targets that could not be made: what an earlier build made of them is no output any more, since it would look current. */
  readonly failed: readonly Target[];
}

/** What stands in the output folder now, and what was met there. */
export interface Published {
  readonly outputs: readonly { readonly path: string; readonly bytes: number; readonly pages?: number }[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Writes what was made, the manifest last. A partial build keeps the other targets of the previous manifest. */
export async function publishOutputs(input: PublishInput): Promise<Published> {
  const { root, project } = input.opened;
  const output = join(root, project.output);
  const previous = await previousManifest(output, project);
  const { files, targets, wanted } = await allFiles(input, previous, output);
  const { edition, audience } = project;
  const manifest = makeManifest({
    ...{ version: toolVersion(), edition, draft: input.draft, ...(audience && { audience }) },
    ...{ inputs: input.inputs, files, failed: input.failed.map(targetName), previous, wanted },
    releaseOf: (report) => project.reports.find(({ id }) => id === report)?.release,
  });
  await refuseForeignNotes(output, project.output);
  const known = parsePageMaps(await readPrevious(output, pagesFile));
  const before = await previousRecord(output, input.now);
  const record = recordOf(targets, input, manifest, before);
  const notes: OutputFile[] = [
    { path: pagesFile, bytes: toJson(mergePageMaps(known, input.ready, wanted)) },
    ...(record === undefined ? [] : [{ path: recordFile, bytes: record }]),
    { path: manifestFile, bytes: manifest.bytes },
  ];
  const named = previous?.outputs.map(({ path }) => path) ?? [];
  const written = new Map(before?.outputs.map(({ path, sha256 }) => [path, sha256] as const) ?? []);
  const obsolete = manifest.obsolete.map(({ path }) => path);
  const outputs = files.map(({ path, sha256, content }) => ({ path, sha256, ...content }));
  const left = await publish(output, [...outputs, ...notes], {
    manifest: manifestFile,
    earlier: { named: new Set([...named, ...ownFiles]), written },
    // By the signed record alone: whoever forges a manifest can name any file in it, with its right hash.
    obsolete: [
      ...obsolete.filter(isOutputPath).map((path) => ({ path, sha256: written.get(path) ?? unproven })),
      ...(await staleSignature(output, manifest.bytes)),
    ],
    shownRoot: project.output,
    within: root,
  });
  return {
    outputs: files.map(({ path, bytes, pages }) => ({ path, bytes, ...(pages !== undefined && { pages }) })),
    diagnostics: [
      ...left.map((path) => {
        const file = `${project.output}/${path}`;
        return written.has(path) ? leftChanged(file) : leftUnproven(file);
      }),
      ...obsolete
        .filter((path) => !isOutputPath(path))
        .map((path) => leftForeign(`${project.output}/${manifestFile}`, path)),
    ],
  };
}

/** What a build puts into the output folder. */
interface AllFiles {
  readonly files: readonly ReadyFile[];
  /** The same by what it was made from. */
  readonly targets: readonly ProvenTarget[];
  /** The paths that outputs of the project may have. */
  readonly wanted: ReadonlySet<string>;
}

/** The files of the targets, and the pages that lead to them. */
async function allFiles(
  { opened, draft, ready, failed, dataIn }: PublishInput,
  previous: Manifest | undefined,
  output: string,
): Promise<AllFiles> {
  const lost = new Set(failed.map((target) => targetPaths(target).folder));
  const possible = [...projectPaths(opened.project)].filter((path) => !lost.has(folderOfOutput(path)));
  const siblings = besidesIn(previous, (path) => readPrevious(output, path));
  const finished = await Promise.all(
    ready.map(async (target) => ({ ...target, files: await keepSiblings(target.files, siblings) })),
  );
  const files = finished.flatMap((target) => target.files);
  const isPossible = new Set(possible);
  const standing = previous?.outputs.map(({ path }) => path).filter((path) => isPossible.has(path)) ?? [];
  const there = new Set([...files.map(({ path }) => path), ...standing]);
  const indexes = await indexPages(opened, draft, dataIn, (path) => there.has(path));
  const indexFiles = indexes.files.map(readyFile);
  const index = { files: indexFiles, answers: indexes.host.answers(), diagnostics: [], isOwn: true };
  // One that leads nowhere is no output any more.
  const made = new Set(indexFiles.map(({ path }) => path));
  const wanted = possible.filter((path) => !isIndexPath(path) || made.has(path));
  return {
    files: [...files, ...indexFiles],
    targets: indexFiles.length === 0 ? finished : [...finished, index],
    wanted: new Set(wanted),
  };
}

/** The signature of an earlier manifest, which would look like a forgery beside another one. */
async function staleSignature(output: string, manifest: Uint8Array): Promise<ObsoleteOutput[]> {
  const signature = await readPrevious(output, signatureFile);
  const before = await readPrevious(output, manifestFile);
  const isCurrent = before !== undefined && sha256(before) === sha256(manifest);
  return signature === undefined || isCurrent ? [] : [{ path: signatureFile, sha256: sha256(signature) }];
}

/** The hash of no file: what nobody is known to have written is not removed. */
const unproven = '';

function leftUnproven(file: string): Diagnostic {
  return problem('output/left.yours', { file, line: 1, column: 1 }, { file });
}

function leftChanged(file: string): Diagnostic {
  return problem('output/left.changes', { file, line: 1, column: 1 }, { file });
}

function leftForeign(file: string, path: string): Diagnostic {
  return problem('output/left.manifest', { file, line: 1, column: 1 }, { path });
}

async function previousRecord(
  output: string,
  now: Circumstances | undefined,
): Promise<BuildRecord | undefined> {
  return parseRecord(await readPrevious(output, recordFile), now?.key);
}

/** Files, and what they were made from. */
type ProvenTarget = Omit<ReadyTarget, 'target' | 'pageMaps'>;

function recordOf(
  ready: readonly ProvenTarget[],
  input: PublishInput,
  manifest: MadeManifest,
  before: BuildRecord | undefined,
): Uint8Array | undefined {
  const { now } = input;
  if (now === undefined) return undefined;
  const proven = ready.map((target) => ({
    files: target.files,
    proof: target.isOwn ? proofOf(target, now, input) : undefined,
  }));
  return makeRecord(proven, manifest, before, now.key);
}

function proofOf(target: ProvenTarget, now: Circumstances, { opened, aboutData }: PublishInput) {
  const isPrinted = someFormat(
    'needsBrowser',
    target.files.map(({ format }) => format),
  );
  return makeProof(
    now,
    [...opened.host.answers(), ...target.answers],
    [...aboutData, ...target.diagnostics],
    isPrinted,
  );
}

/** The page maps of what was printed now and of what the project still names, in the order of their folders. */
function mergePageMaps(
  known: PageMaps,
  ready: readonly ReadyTarget[],
  wanted: ReadonlySet<string>,
): PageMaps {
  const folders = new Set([...wanted].map(folderOfOutput));
  const all: Record<string, PageMaps[string]> = { ...known };
  for (const { pageMaps } of ready) Object.assign(all, pageMaps);
  return Object.fromEntries(
    Object.entries(all)
      .filter(([folder]) => folders.has(folder))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** What a build notes for the next one. A file of that name in another form is somebody's, and is not replaced. */
async function refuseForeignNotes(output: string, shown: string): Promise<void> {
  for (const [path, isOurs] of [
    [pagesFile, isPageMaps],
    [recordFile, isRecord],
  ] as const) {
    const bytes = await readPrevious(output, path);
    if (bytes !== undefined && !isOurs(bytes)) throw foreignFile(`${shown}/${path}`, 'a file');
  }
}

/**
 * The manifest of the last build. A file of that name which is not ours may be somebody's work: it is not replaced; nor is that of reports for
 * another audience, whose files a build would else keep.
 */
async function previousManifest(
  output: string,
  { output: shown, audience }: Project,
): Promise<Manifest | undefined> {
  const bytes = await readPrevious(output, manifestFile);
  const manifest = parseManifest(bytes);
  if (bytes === undefined || (manifest !== undefined && manifest.audience === audience)) return manifest;
  if (manifest !== undefined) throw otherAudience(shown, manifest.audience);
  throw foreignFile(`${shown}/${manifestFile}`, 'a file');
}

function otherAudience(shown: string, found: Manifest['audience']): Error {
  const [is, wanted] = found === undefined ? ['public', 'confidential'] : ['confidential', 'public'];
  return environmentProblem(faultOf('host/foreign-file.reports', { is, shown, wanted }), {
    file: `${shown}/${manifestFile}`,
  });
}
