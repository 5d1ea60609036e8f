import { type KeyObject, sign } from 'node:crypto';
import { join } from 'node:path';
import { eachOnce, hasErrors } from '../../diagnostics.js';
import { readPrevious } from '../../host/files/read-previous.js';
import { publish } from '../../host/publication/output.js';
import { readKey } from '../../host/signing-key.js';
import type { Format } from '../../model/dataset/formats.js';
import type { Audience } from '../../model/project/audience.js';
import type { Target } from '../../model/project/project.js';
import type { Shard } from '../../model/project/shard.js';
import { reportName, targetName } from '../../model/project/target-name.js';
import { pagesFile } from '../../outputs/page-maps.js';
import { manifestFile, ownFiles, signatureFile } from '../../outputs/paths.js';
import { variableProblems } from '../../project/variables.js';
import {
  notConfidential,
  type OpenedProject,
  type OpenProject,
  openProject,
  partsOf,
} from '../../session/open-project.js';
import { openOutput, outputFolderProblems } from '../../session/output-folder.js';
import { clearPart, hasPart } from '../../session/parts/local-part.js';
import type { Progress } from '../../session/progress.js';
import type { Session } from '../../session/session.js';
import { circumstancesOf } from './circumstances.js';
import { areIndexesWhole, type FreshTarget, findFresh } from './fresh.js';
import { type Call, isInOrder, type Manner } from './noop-record.js';
import type { PipelineInput, PipelineResult } from './pipeline.js';
import type { BuildResult } from './result.js';
import { withFresh } from './with-fresh.js';

/** What a command line asks of a build. Empty lists mean all. */
export interface BuildOptions {
  /** The project folder, absolute. */
  readonly root: string;
  readonly only: readonly string[];
  readonly languages: readonly string[];
  readonly formats: readonly Format[];
  readonly draft: boolean;
  /** Publish what could be made, where some targets have errors. */
  readonly keepGoing?: boolean;
  /** Put finished reports into this folder, absolute, and publish nothing. */
  readonly part?: string;
  /** Only the reports of this shard; with `part` alone. */
  readonly shard?: Shard;
  /** Make nothing, and publish what stands in these parts, absolute. */
  readonly merge?: readonly string[];
  /** False makes everything anew, whatever was made before; true where nothing is said. */
  readonly cache?: boolean;
  /** The private key, absolute, by which the manifest is signed. */
  readonly sign?: string;
  /** Only the reports for this audience. */
  readonly audience?: Audience;
  /** Build into this folder of the project instead of its own, relative to it; of one audience alone. */
  readonly into?: string;
  /** Keep what each stage made in `.debug/` of the output folder. */
  readonly debug: boolean;
  readonly progress: Progress;
  /** Takes a line about what the build waits for. */
  readonly say?: (line: string) => void;
  /** The variables of the environment. */
  readonly env: NodeJS.ProcessEnv;
  /** The command line that asks for it, where the next one like it may be answered by its record (`noop-record.ts`). */
  readonly call?: Call & Manner;
  /** One that is open already, for whoever builds again and again; it is put to rest. Its environment is the one that counts. */
  readonly session?: Session;
}

/**
 * Builds what is asked for and is not up to date; what that is takes no stage to find out, and the pipeline is loaded
 * only when there is something to build. A target whose files are, byte for byte, what a build under the same
 * circumstances made from the same inputs is left as it is, and what was said of it is said again. One build at a time
 * writes into an output folder; another waits for it. Public and confidential reports are built one after the other, each into their folder
 * with a manifest of its own: all of a folder or nothing.
 *
 * Rejects with an `EnvironmentProblem`.
 */
export async function build(options: BuildOptions): Promise<BuildResult> {
  const { root, env } = options;
  const wrong = variableProblems(env);
  if (wrong.length > 0) return { outputs: [], output: 'output', upToDate: false, diagnostics: wrong };
  const found = await openProject(root, options);
  const { opened, project, diagnostics } = found;
  const nothing = {
    outputs: [],
    output: project?.output ?? 'output',
    upToDate: false,
    ...(project && { limits: project.limits }),
  };
  if (opened === undefined) return { ...nothing, diagnostics };
  const isApart = options.part !== undefined || (options.merge ?? []).length > 0;
  const named = isApart ? notConfidential(found, options.only) : [];
  if (named.length > 0) return { ...nothing, diagnostics: [...diagnostics, ...named] };
  const folderOf = ({ project: { output } }: OpenProject): string => join(root, output);
  const key = options.sign && readKey('private', options.sign, partsOf(found).map(folderOf));
  if (key && 'code' in key) return { ...nothing, diagnostics: [...diagnostics, key] };
  // Confidential reports leave their folder for no part.
  const parts = (isApart ? [opened] : partsOf(found)).flatMap((part) => {
    if (options.audience !== undefined && options.audience !== (part.project.audience ?? 'public')) return [];
    const { into: output = part.project.output } = options;
    return [{ ...part, project: { ...part.project, output } }];
  });
  const folders = parts.flatMap((part) => outputFolderProblems(root, part.project));
  if (hasErrors(folders)) return { ...nothing, diagnostics: [...diagnostics, ...folders] };
  // The public reports first: they are the same whatever comes of the confidential ones.
  let result: BuildResult | undefined;
  for (const part of parts) {
    if (result !== undefined && hasErrors(result.diagnostics) && result.isPublished !== true) break;
    const built = await buildPart(part, options);
    if (key && (!hasErrors(built.diagnostics) || built.isPublished === true))
      await signOutputs(part, key, options.say);
    result = result === undefined ? built : bothOf(result, built);
  }
  if (options.call !== undefined && result !== undefined && isEchoed(result, found, options)) {
    const { keepNoopRecord } = await import('./keep-noop-record.js');
    await keepNoopRecord(options.call, found, options);
  }
  return { ...nothing, ...result, diagnostics: [...diagnostics, ...(result?.diagnostics ?? [])] };
}

/**
 * True where the next build like this would do nothing. Of many reports that is only kept when it has been seen, since to read the record of
 * thousands again would take the memory that a batch does without.
 */
const isEchoed = (result: BuildResult, { opened }: OpenedProject, options: BuildOptions): boolean =>
  opened !== undefined &&
  !hasErrors(result.diagnostics) &&
  // Who asks for these wants it done, whatever was done before.
  !options.debug &&
  options.cache !== false &&
  options.sign === undefined &&
  options.part === undefined &&
  (options.merge ?? []).length === 0 &&
  (result.upToDate || !isBatch(options, opened.targets));

/** Builds the reports for one audience into their folder. */
async function buildPart(opened: OpenProject, options: BuildOptions): Promise<BuildResult> {
  const { root, debug, draft, cache = true, say = () => {}, env } = options;
  const { project, targets, files } = opened;
  const { part: folder, shard, merge = [] } = options;
  const now = await circumstancesOf(draft, env);
  const asked = { root, project, targets, now, host: files };
  const lookFresh = async (): Promise<FreshTarget[]> => (debug || !cache ? [] : findFresh(asked));
  const nothing = { outputs: [], output: project.output, upToDate: false, diagnostics: [] };
  const upToDate = { ...nothing, upToDate: true };
  if (folder !== undefined) {
    const into = { folder, say, ...(shard && { shard }) };
    const { buildIntoPart } = await import('./into-part.js');
    const made = await inSession(options, (session) =>
      buildIntoPart({ ...options, session, opened, now }, into),
    );
    return { ...nothing, ...made };
  }
  if (merge.length > 0) {
    const { mergeParts } = await import('./merge.js');
    const lock = await openOutput(root, project, say);
    try {
      const merged = await inSession(options, (session) =>
        mergeParts({ ...options, session, opened, now }, merge),
      );
      return { ...nothing, ...merged };
    } finally {
      lock.release();
    }
  }
  const isCalm = isInOrder(root, project) && !hasPart(root, project);
  const before = isCalm ? await lookFresh() : [];
  const areAll = async (fresh: readonly FreshTarget[]): Promise<boolean> =>
    isAll(fresh, targets) && (await areIndexesWhole(asked));
  if (await areAll(before)) return withFresh(upToDate, before, targets);

  const lock = await openOutput(root, project, say);
  try {
    const fresh = lock.waited || !isCalm ? await lookFresh() : before;
    if (await areAll(fresh)) {
      await clearPart(root, project);
      return withFresh(upToDate, fresh, targets);
    }
    const done = new Set(fresh.map(({ target }) => target));
    // The languages of a report are held against each other, also against one that has not changed.
    const changed = new Set(targets.filter((target) => !done.has(target)).map(inAnyLanguage));
    const open = targets.filter((target) => changed.has(inAnyLanguage(target)));
    // It is compiled for that alone; but a draft says on every page what differs, and many reports are finished group by group.
    const isWhole = draft || isBatch(options, open);
    const compared = new Set(isWhole ? [] : open.filter((target) => done.has(target)));
    const left = fresh.filter(({ target }) => !changed.has(inAnyLanguage(target)) || compared.has(target));
    const building = { now, hasFresh: left.length > 0, compared, opened: { ...opened, targets: open } };
    const built = await runPipeline({ ...options, ...building });
    return withFresh({ ...nothing, ...built }, left, targets);
  } finally {
    lock.release();
  }
}

/** What came of the public reports with what came of the confidential ones. */
const bothOf = (open: BuildResult, closed: BuildResult): BuildResult => ({
  ...open,
  diagnostics: eachOnce([...open.diagnostics, ...closed.diagnostics]),
  ...(closed.outputs.length > 0 && { confidential: { output: closed.output, outputs: closed.outputs } }),
  upToDate: open.upToDate && closed.upToDate,
  ...((open.failed ?? closed.failed) === undefined
    ? {}
    : { failed: (open.failed ?? 0) + (closed.failed ?? 0) }),
  ...((open.unchecked ?? closed.unchecked) === undefined
    ? {}
    : { unchecked: (open.unchecked ?? 0) + (closed.unchecked ?? 0) }),
});

/** As many targets as are held in memory until all are published. */
const few = 12;

const isBatch = ({ debug, keepGoing }: BuildOptions, targets: readonly Target[]): boolean =>
  !debug && (targets.length > few || targets.some(({ item }) => item !== undefined) || keepGoing === true);

/** Runs the pipeline that suits what is to be built. */
async function runPipeline(options: BuildOptions & Omit<PipelineInput, 'session'>): Promise<PipelineResult> {
  const { opened, compared } = options;
  // What stands there and is no file of a build is told before anything is made.
  await readPrevious(join(options.root, opened.project.output), pagesFile);
  const isMany = isBatch(options, opened.targets);
  return await inSession(options, async (session) => {
    const { openCache } = await import('../../session/memo/open-cache.js');
    const results = isMany ? undefined : openCache(opened, session.env, options.cache);
    // What works beside the main thread gets ready while this loads all that a build needs.
    const { beginWorkerPool, wantsPrint } = await import('../../session/workers/begin-worker-pool.js');
    const wantsBrowser = wantsPrint(opened.targets, compared);
    await beginWorkerPool(session, opened, { wantsBrowser, cache: results });
    const { runPipeline } = isMany ? await import('./batch.js') : await import('./pipeline.js');
    try {
      return await runPipeline({ ...options, session, results });
    } finally {
      // Once the outputs are written, and of a build that failed as well: whoever mends it builds again.
      await results?.settle();
    }
  });
}

/** Does something in the session of a caller, or in one of its own, and puts it to rest whatever happens. */
async function inSession<T>(options: BuildOptions, work: (session: Session) => Promise<T>): Promise<T> {
  const { openSession } = await import('../../session/session.js');
  const session = options.session ?? openSession(options.env);
  try {
    return await work(session);
  } finally {
    await session.rest();
  }
}

const inAnyLanguage = (target: Target): string => reportName(targetName(target));

const isAll = (fresh: readonly FreshTarget[], wanted: readonly Target[]): boolean =>
  fresh.length > 0 && fresh.length === wanted.length;

/** Signs the manifest in the output folder of a project, which names the hashes of all else, and puts the signature beside it. */
async function signOutputs(
  { root, project }: OpenProject,
  key: KeyObject,
  say: (line: string) => void = () => {},
): Promise<void> {
  const output = join(root, project.output);
  const lock = await openOutput(root, project, say);
  try {
    const manifest = await readPrevious(output, manifestFile);
    if (manifest === undefined) return;
    await publish(output, [{ path: signatureFile, bytes: sign(null, manifest, key) }], {
      manifest: signatureFile,
      earlier: { named: new Set(ownFiles), written: new Map() },
      obsolete: [],
      shownRoot: project.output,
      within: root,
    });
  } finally {
    lock.release();
  }
}
