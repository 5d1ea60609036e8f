import { type KeyObject, sign } from 'node:crypto';
import { join } from 'node:path';
import { type Diagnostic, eachOnce, hasErrors } from '../../diagnostics.js';
import { wantsFetch } from '../../host/browser/candidates.js';
import { readPrevious } from '../../host/files/read-previous.js';
import { publish } from '../../host/publication/publication.js';
import { readKey } from '../../host/signing-key.js';
import type { Format } from '../../model/dataset/formats.js';
import type { Audience } from '../../model/project/audience.js';
import type { Project, Target } from '../../model/project/project.js';
import type { Shard } from '../../model/project/shard.js';
import { reportName, targetName } from '../../model/project/target-name.js';
import { manifestFile, ownFiles, pagesFile, signatureFile } from '../../outputs/paths.js';
import { variableProblems } from '../../project/variables.js';
import {
  notConfidential,
  notEmbargoed,
  type OpenedProject,
  type OpenProject,
  openCache,
  openProject,
  publishedPartsOf,
} from '../../session/open-project.js';
import { openOutput, outputFolderProblems } from '../../session/output-folder.js';
import { clearPart, hasPart } from '../../session/parts/local-part.js';
import type { Progress } from '../../session/progress.js';
import type { Session } from '../../session/session.js';
import { type Circumstances, circumstancesOf } from './circumstances.js';
import { areIndexesWhole, type FreshTarget, findFresh } from './fresh.js';
import { type Call, isInOrder, type Manner } from './noop/noop-record.js';
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
 * only when there is something to build. A target is left as it is where a build under the same circumstances
 * made exactly its files from the same inputs; what was said of it is said again. One build at a time
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
  const { project, diagnostics } = found;
  const nothing = {
    outputs: [],
    output: project?.output ?? 'output',
    upToDate: false,
    ...(project && { limits: project.limits }),
  };
  const wanted = wantedOf(found, options);
  if ('problems' in wanted) return { ...nothing, diagnostics: [...diagnostics, ...wanted.problems] };
  const result = await buildAll(wanted, options);
  if (options.call !== undefined && result !== undefined && isNoopNext(result, wanted, options)) {
    const { keepNoopRecord } = await import('./noop/keep-noop-record.js');
    await keepNoopRecord(options.call, found, options);
  }
  return { ...nothing, ...result, diagnostics: [...diagnostics, ...(result?.diagnostics ?? [])] };
}

/** What is built, a folder after the other. */
interface Wanted {
  /** All that was asked for. */
  readonly opened: OpenProject;
  /** The reports for each audience, with the folder that they are built into. */
  readonly parts: readonly OpenProject[];
  /** The key that signs them. */
  readonly key: KeyObject | undefined;
}

/** What is to be built of a project, or why nothing can be. */
function wantedOf(
  found: OpenedProject,
  options: BuildOptions,
): Wanted | { readonly problems: readonly Diagnostic[] } {
  const { root, audience, into, only, sign } = options;
  const { opened } = found;
  if (opened === undefined) return { problems: [] };
  const isApart = isInParts(options);
  // What is not for publication leaves its folder for no part.
  const named = isApart ? [...notConfidential(found, only), ...notEmbargoed(found)] : [];
  if (named.length > 0) return { problems: named };
  // Asked once: what is under embargo changes with the clock.
  const all = publishedPartsOf(found);
  const folders = all.map(({ project }) => join(root, project.output));
  const key = sign === undefined ? undefined : readKey('private', sign, folders);
  if (key !== undefined && 'code' in key) return { problems: [key] };
  const parts = (isApart ? [opened] : all)
    .filter(({ project }) => audience === undefined || audience === (project.audience ?? 'public'))
    .map((part) => ({ ...part, project: { ...part.project, output: into ?? part.project.output } }));
  const problems = parts.flatMap(({ project }) => outputFolderProblems(root, project));
  return hasErrors(problems) ? { problems } : { opened, parts, key };
}

/** True where reports are put into parts, or taken out of them. */
const isInParts = ({ part, merge = [] }: BuildOptions): boolean => part !== undefined || merge.length > 0;

/** Builds part by part; what is faulty ends it. */
async function buildAll({ parts, key }: Wanted, options: BuildOptions): Promise<BuildResult | undefined> {
  const isBuilt = ({ diagnostics, isPublished }: BuildResult): boolean =>
    isPublished === true || !hasErrors(diagnostics);
  // The public reports first: they are the same whatever comes of the confidential ones.
  let result: BuildResult | undefined;
  const signed: string[] = [];
  for (const part of parts) {
    if (result !== undefined && !isBuilt(result)) break;
    const built = await buildPart(part, options);
    const path = key && isBuilt(built) ? await signOutputs(part, key, options.say) : undefined;
    if (path !== undefined) signed.push(path);
    result = result === undefined ? built : bothOf(result, built, part.project);
  }
  return result && { ...result, ...(signed.length > 0 && { signed }) };
}

/**
 * True where the next build like this would do nothing. Of many reports that is only kept when it has been seen, since to read the record of
 * thousands again would take the memory that a batch does without.
 */
const isNoopNext = (result: BuildResult, { opened }: Wanted, options: BuildOptions): boolean =>
  !hasErrors(result.diagnostics) &&
  // Its end is found by looking at the clock.
  notEmbargoed({ opened }).length === 0 &&
  // Who asks for these wants it done, whatever was done before.
  !options.debug &&
  options.cache !== false &&
  options.sign === undefined &&
  !isInParts(options) &&
  (result.upToDate || !isBatch(options, opened.targets));

/** Builds the reports for one audience into their folder, or puts them into a part, or takes them out of parts. */
async function buildPart(opened: OpenProject, options: BuildOptions): Promise<BuildResult> {
  const { draft, env, part, merge = [], progress } = options;
  const said = wantsFetch(env)
    ? await (await import('./fetch-browser.js')).fetchBrowser(opened.targets, env, progress)
    : [];
  const now = await circumstancesOf(draft, env);
  const built =
    part !== undefined
      ? await intoPart(opened, now, options, part)
      : merge.length > 0
        ? await outOfParts(opened, now, options, merge)
        : await intoOutput(opened, now, options);
  return said.length === 0 ? built : { ...built, diagnostics: [...said, ...built.diagnostics] };
}

const nothingOf = ({ project }: OpenProject) => ({
  outputs: [],
  output: project.output,
  upToDate: false,
  diagnostics: [],
});

type Now = Circumstances | undefined;

async function intoPart(
  opened: OpenProject,
  now: Now,
  options: BuildOptions,
  folder: string,
): Promise<BuildResult> {
  const { shard, say = () => {} } = options;
  const { buildIntoPart } = await import('./into-part.js');
  const made = await inSession(options, (session) =>
    buildIntoPart({ ...options, session, opened, now }, { folder, say, ...(shard && { shard }) }),
  );
  return { ...nothingOf(opened), ...made };
}

async function outOfParts(
  opened: OpenProject,
  now: Now,
  options: BuildOptions,
  parts: readonly string[],
): Promise<BuildResult> {
  const { root, say = () => {} } = options;
  const { mergeParts } = await import('./merge.js');
  const lock = await openOutput(root, opened.project, say);
  try {
    const merged = await inSession(options, (session) =>
      mergeParts({ ...options, session, opened, now }, parts),
    );
    return { ...nothingOf(opened), ...merged };
  } finally {
    lock.release();
  }
}

/** Builds what is not up to date. */
async function intoOutput(opened: OpenProject, now: Now, options: BuildOptions): Promise<BuildResult> {
  const { root, debug, draft, cache = true, say = () => {} } = options;
  const { project, targets, files } = opened;
  const asked = { root, project, targets, now, host: files };
  const lookFresh = async (): Promise<FreshTarget[]> => (debug || !cache ? [] : findFresh(asked));
  const upToDate = { ...nothingOf(opened), upToDate: true };
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
    const { open, compared, left } = stale(targets, fresh, (some) => draft || isBatch(options, some));
    const building = { now, hasFresh: left.length > 0, compared, opened: { ...opened, targets: open } };
    const built = await runPipeline({ ...options, ...building });
    return withFresh({ ...nothingOf(opened), ...built }, left, targets);
  } finally {
    lock.release();
  }
}

/** What is to be compiled, which of it only for comparison, and what stays as it is. */
interface Stale {
  readonly open: readonly Target[];
  readonly compared: ReadonlySet<Target>;
  readonly left: readonly FreshTarget[];
}

/**
 * The languages of a report are held against each other, also against one that has not changed, which is compiled for that alone. But a draft
 * says on every page what differs, and many reports are finished group by group: then the report `isWhole`.
 */
function stale(
  targets: readonly Target[],
  fresh: readonly FreshTarget[],
  isWhole: (open: readonly Target[]) => boolean,
): Stale {
  const done = new Set(fresh.map(({ target }) => target));
  const changed = new Set(targets.filter((target) => !done.has(target)).map(inAnyLanguage));
  const open = targets.filter((target) => changed.has(inAnyLanguage(target)));
  const compared = new Set(isWhole(open) ? [] : open.filter((target) => done.has(target)));
  const left = fresh.filter(({ target }) => !changed.has(inAnyLanguage(target)) || compared.has(target));
  return { open, compared, left };
}

/** What came of the reports for everybody with what came of others, which are built into the folder of `project`. */
const bothOf = (open: BuildResult, closed: BuildResult, { audience }: Project): BuildResult => ({
  ...open,
  diagnostics: eachOnce([...open.diagnostics, ...closed.diagnostics]),
  ...(closed.outputs.length > 0 && {
    [audience ?? 'embargoed']: { output: closed.output, outputs: closed.outputs },
  }),
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

/** Signs the manifest in the output folder of a project, which names the hashes of all else, and puts the signature beside it; returns its path. */
async function signOutputs(
  { root, project }: OpenProject,
  key: KeyObject,
  say: (line: string) => void = () => {},
): Promise<string | undefined> {
  const output = join(root, project.output);
  const lock = await openOutput(root, project, say);
  try {
    const manifest = await readPrevious(output, manifestFile);
    if (manifest === undefined) return undefined;
    await publish(output, [{ path: signatureFile, bytes: sign(null, manifest, key) }], {
      manifest: signatureFile,
      earlier: { named: new Set(ownFiles), written: new Map() },
      obsolete: [],
      shownRoot: project.output,
      within: root,
    });
    return `${project.output}/${signatureFile}`;
  } finally {
    lock.release();
  }
}
