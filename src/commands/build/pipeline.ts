import { type Diagnostic, forDraft, hasErrors } from '../../diagnostics.js';
import type { ResultCache } from '../../host/result-cache.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import type { Target } from '../../model/project/project.js';
import { inputsOf } from '../../outputs/manifest/manifest.js';
import { targetPaths } from '../../outputs/paths.js';
import { compile } from '../../session/compile.js';
import type { CompileOptions } from '../../session/compile-options.js';
import { finishedReport } from '../../session/finished-report.js';
import { keepTrees } from '../../session/keep-trees.js';
import type { CompiledReport, MadeReport, StandingReport } from '../../session/made-report.js';
import { makeReportOutputs } from '../../session/make-report-outputs.js';
import type { OpenProject } from '../../session/open-project.js';
import type { Progress } from '../../session/progress.js';
import { markAsHandled } from '../../session/promises.js';
import type { Session } from '../../session/session.js';
import { wantsPrint } from '../../session/workers/begin-worker-pool.js';
import type { Circumstances } from './circumstances.js';
import { publishOutputs } from './publish-outputs.js';
import { type ReadyTarget, readyFile } from './ready.js';

export interface PipelineInput {
  readonly session: Session;
  readonly opened: OpenProject;
  readonly draft: boolean;
  readonly debug: boolean;
  readonly keepGoing?: boolean;
  /** Targets beside these are published and up to date. */
  readonly hasFresh?: boolean;
  readonly progress: Progress;
  readonly now: Circumstances | undefined;
  /** What other processes have made of the project. */
  readonly results?: ResultCache | undefined;
  /** The targets that are compiled so that others are held against them, and stay as they are published. */
  readonly compared?: ReadonlySet<Target>;
}

export interface PipelineResult {
  readonly diagnostics: readonly Diagnostic[];
  readonly outputs: readonly { readonly path: string; readonly bytes: number; readonly pages?: number }[];
  /** How many targets have errors. */
  readonly failed?: number;
  /** How many finished targets are not published, and need not be made again by the next build. */
  readonly waiting?: number;
  /** True where the others were published all the same. */
  readonly isPublished?: boolean;
  /** How many passages of the reports no data can test, in the words of their authors. */
  readonly unchecked?: number;
}

/**
 * The pipeline of a build.
 *
 *     Project  --compile--> reports --print--> files --publish--> output/
 *
 * A report is printed as soon as its tree stands, while others are compiled and its words are read. When one has a
 * fault nothing is kept of any: no other begins to be printed, and nobody waits for what the browser still does.
 */
export async function runPipeline(input: PipelineInput): Promise<PipelineResult> {
  const { session, opened, draft, debug, progress, now, results: cache, compared } = input;
  const { root, project, targets } = opened;
  const isMade = (target: Target): boolean => compared?.has(target) !== true;
  const wantsBrowser = wantsPrint(targets, compared);
  const printing = printEach(input, isMade);
  const options = {
    tolerant: draft,
    draft,
    wantsBrowser,
    wantsPages: true,
    progress,
    cache,
    take: printing.take,
  };
  const { aboutData, data, made, dataIn } = await compile(session, opened, options);
  session.workerPool({ wantsBrowser, limits: project.limits }).restDrawing();
  const said = [...aboutData, ...made.flatMap(({ diagnostics }) => diagnostics)];
  const reports = made.flatMap(({ report }) => report ?? []);
  if (hasErrors(aboutData)) return { diagnostics: said, outputs: [] };
  if (debug) await keepTrees(root, project, data, reports);
  if (made.some(isFaulty)) return { diagnostics: said, outputs: [] };
  const ready = await printing.all();
  const printed = targets.flatMap((target) => ready.filter((each) => each.target === target));
  const diagnostics = [...aboutData, ...printed.flatMap((each) => each.diagnostics)];
  if (hasErrors(diagnostics)) return { diagnostics, outputs: [] };
  // Nothing of the worker pool is needed any more; it ends while the files are written.
  const resting = markAsHandled(session.rest());
  progress({ step: 'publish', state: 'begin' });
  const published = await publishOutputs({
    ...{ opened, draft, now, aboutData, dataIn },
    inputs: inputsOf(data, session.hashes),
    ready: printed,
    failed: [],
  });
  progress({ step: 'publish', state: 'end' });
  await resting;
  const own = reports.filter(({ target }) => isMade(target));
  return {
    diagnostics: [...diagnostics, ...session.warnings(), ...published.diagnostics],
    outputs: published.outputs,
    unchecked: own.reduce((sum, { content }) => sum + content.unchecked.length, 0),
  };
}

interface Printing {
  readonly take: NonNullable<CompileOptions['take']>;
  all(): Promise<readonly ReadyTarget[]>;
}

/** Prints each report as soon as its tree stands, until one has a fault. */
function printEach(
  { session, opened: { project }, draft, progress, results: cache }: PipelineInput,
  isMade: (target: Target) => boolean,
): Printing {
  const printing: Promise<ReadyTarget>[] = [];
  let isStopped = false;
  const look = (made: MadeReport): void => {
    if (isFaulty(made)) isStopped = true;
  };
  const print = async (
    { target, data, editions, host, check }: StandingReport,
    report: CompiledReport,
    source: PublishedData,
  ): Promise<ReadyTarget> => {
    const finished = finishedReport(report, { data, editions, source }, session);
    const { pages, ...made } = await makeReportOutputs(finished, { session, project, progress, cache }, host);
    const { diagnostics } = await check();
    return {
      files: made.files.map(readyFile),
      target,
      diagnostics: [...diagnostics, ...(draft ? forDraft(made.diagnostics) : made.diagnostics)],
      answers: [...host.answers(), ...report.answers],
      pageMaps: pages === undefined ? {} : { [targetPaths(target).folder]: pages },
      isOwn: true,
    };
  };
  return {
    take(standing, shared) {
      const { target, report, check } = standing;
      look(standing);
      markAsHandled(check().then(look));
      if (isStopped || report === undefined || !isMade(target)) return;
      printing.push(markAsHandled(print(standing, report, shared.data)));
    },
    all: () => Promise.all(printing),
  };
}

const isFaulty = ({ report, diagnostics }: MadeReport): boolean =>
  report === undefined || hasErrors(diagnostics);
