import { type Diagnostic, forDraft, hasErrors } from '../../diagnostics.js';
import { EnvironmentProblem } from '../../host/host.js';
import type { Target } from '../../model/project/project.js';
import { targetName } from '../../model/project/target-name.js';
import { inputsOf, type Manifest } from '../../outputs/manifest/manifest.js';
import type { BegunReport } from '../begin-report.js';
import { finishedReport } from '../finished-report.js';
import type { DataIn } from '../index-pages.js';
import type { MadeReport, SharedData } from '../made-report.js';
import { makeReportOutputs } from '../make-report-outputs.js';
import type { OpenProject } from '../open-project.js';
import type { Progress } from '../progress.js';
import { compileGroups, type ReportGroup } from '../report-groups.js';
import type { Session } from '../session.js';
import { wantsPrint } from '../workers/begin-worker-pool.js';
import { openPart } from './open-part.js';
import type { FinishedTarget, MadeTarget, Part, PartPlace } from './part.js';
import { partInputs } from './part-inputs.js';

/** Work of which only so much is under way at a time. The first failure ends it. */
class Slots {
  readonly #most: number;
  readonly #running = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;

  constructor(most: number) {
    this.#most = most;
  }

  /** Waits until there is room for one more. Fails with what went wrong in another. */
  async room(): Promise<void> {
    while (this.#running.size >= this.#most && this.#failure === undefined) await Promise.race(this.#running);
    this.#expectNoFailure();
  }

  /** Starts work, which is waited for in `room` and `all`. */
  run(work: () => Promise<void>): void {
    const running = work().catch((error: unknown) => {
      this.#failure ??= { error };
    });
    this.#running.add(running);
    void running.then(() => this.#running.delete(running));
  }

  /** Waits until everything has ended. Fails with what went wrong first. */
  async all(): Promise<void> {
    await this.ended();
    this.#expectNoFailure();
  }

  /** Waits until everything has ended, whatever came of it. Never fails. */
  async ended(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #expectNoFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}

/** What is put into a part. */
export interface PartWork {
  readonly session: Session;
  /** With the targets that are wanted; the languages of a report or item stand beside each other. */
  readonly opened: OpenProject;
  readonly draft: boolean;
  readonly progress: Progress;
  /** Where the part lies, or is to lie; whoever calls has the right to write there. */
  readonly place: PartPlace;
}

/** A target that has errors. */
export interface FailedTarget {
  readonly target: Target;
  readonly diagnostics: readonly Diagnostic[];
}

/** What stands in a part, and what does not. */
export interface MadePart {
  /** What was said of data and translations, which all share. With an error among it nothing was made. */
  readonly aboutData: readonly Diagnostic[];
  /** In the order of the targets. */
  readonly finished: readonly FinishedTarget[];
  readonly failed: readonly FailedTarget[];
  /** How many of the finished ones stood there already. */
  readonly found: number;
  readonly inputs: Manifest['inputs'];
  readonly dataIn: DataIn;
}

/** Groups of reports under way at a time: one is written while another is printed and a third is finished. */
const underWay = 4;
/** How many groups one after the other a browser may fail to print, before the machine is taken to be at fault. */
const mostBroken = 3;

/**
 * Makes targets and puts each into a part as soon as it is finished; nothing of it stays in memory. What the part has already, made from the
 * same inputs and whole, is not made again. A target with errors stops no other; of its group, the languages of a report or item, none is
 * finished, since they are compared. Rejects with an `EnvironmentProblem`; what is finished by then stays in the part.
 */
export async function makePart(work: PartWork): Promise<MadePart> {
  const { session, opened, draft, progress, place } = work;
  const wantsBrowser = wantsPrint(opened.targets);
  const options = { tolerant: draft, draft, wantsBrowser, wantsPages: true, progress };
  const finished = new Map<Target, FinishedTarget>();
  const failed = new Map<Target, FailedTarget>();
  const slots = new Slots(underWay);
  const openIn = (shared: SharedData): Promise<Part> =>
    openPart(place, partInputs(opened.project, shared, draft, session));
  let opening: Promise<Part> | undefined;
  let found = 0;
  let broken = 0;
  const take = (made: MadeGroup): void => {
    broken = made.broken === undefined ? 0 : broken + 1;
    if (made.broken !== undefined && broken >= mostBroken) throw made.broken;
    for (const each of made.finished) finished.set(each.target, each);
    for (const each of made.failed) {
      finished.delete(each.target);
      failed.set(each.target, each);
    }
  };
  const compiling = compileGroups(session, opened, options, async (group, shared) => {
    opening ??= openIn(shared);
    const part = await opening;
    for (const target of group.targets) {
      const there = await part.find(target, opened.files);
      if (there !== undefined) finished.set(target, there);
    }
    const missing = group.targets.filter((target) => !finished.has(target));
    found += group.targets.length - missing.length;
    if (missing.length === 0) {
      for (const target of group.targets) progress({ ...doneOf(target), found: true });
      return;
    }
    await slots.room();
    const begun = await group.begin();
    slots.run(async () => {
      const made = await makeGroup(work, { group, begun, shared, missing, part });
      group.forget();
      take(made);
      for (const target of group.targets) progress({ ...doneOf(target), failed: made.failed.length > 0 });
    });
  });
  // Nothing is written once whoever calls has given the right to it back.
  const compiled = await compiling.finally(() => slots.ended());
  await slots.all();
  const hasData = !hasErrors(compiled.aboutData);
  // A shard without a report is a part as well, for whoever merges all.
  if (hasData) await (opening ?? openIn(compiled));
  // Also where no report was made: one that waits in the part may be of a run that was refused for just that.
  const aboutTexts = hasData ? await compiled.sayOfTexts(opened.targets.map(({ language }) => language)) : [];
  return {
    aboutData: [...compiled.aboutData, ...aboutTexts],
    finished: opened.targets.flatMap((target) => finished.get(target) ?? []),
    failed: opened.targets.flatMap((target) => failed.get(target) ?? []),
    found,
    inputs: inputsOf(compiled.data, session.hashes),
    dataIn: compiled.dataIn,
  };
}

const doneOf = (target: Target) => ({ step: 'target', state: 'end', target: targetName(target) }) as const;

interface GroupWork {
  readonly group: ReportGroup;
  readonly begun: readonly Pick<BegunReport, 'check'>[];
  readonly shared: SharedData;
  /** Those of its targets that the part does not have. */
  readonly missing: readonly Target[];
  readonly part: Part;
}

interface MadeGroup {
  readonly finished: readonly FinishedTarget[];
  /** All of the group, where one has errors. */
  readonly failed: readonly FailedTarget[];
  /** Where the browser gave up on it. */
  readonly broken?: EnvironmentProblem;
}

/** Prints a group and puts it into the part, where all of it is without errors. */
async function makeGroup(work: PartWork, group: GroupWork): Promise<MadeGroup> {
  const reports = await Promise.all(group.begun.map(({ check }) => check()));
  const differences = group.group.differences(reports);
  const said = (made: MadeReport, more: readonly Diagnostic[] = []): FailedTarget => ({
    target: made.target,
    // What is said of the group is said of its first.
    diagnostics: [...made.diagnostics, ...(made === reports[0] ? differences : []), ...more],
  });
  const isFaulty = ({ report, diagnostics }: MadeReport): boolean =>
    report === undefined || hasErrors(diagnostics);
  if (hasErrors(differences) || reports.some(isFaulty))
    return { finished: [], failed: reports.map((each) => said(each)) };
  let printed: readonly MadeTarget[];
  try {
    printed = await Promise.all(
      reports
        .filter(({ target }) => group.missing.includes(target))
        .map((made) => printTarget(work, made, group.shared)),
    );
  } catch (error) {
    if (!(error instanceof EnvironmentProblem) || error.diagnostic.code !== 'host/browser-failed')
      throw error;
    return { finished: [], failed: reports.map((each) => said(each, [error.diagnostic])), broken: error };
  }
  const made = printed.map((each) => ({
    ...each,
    diagnostics: [...each.diagnostics, ...(each.target === reports[0]?.target ? differences : [])],
  }));
  if (made.some(({ diagnostics }) => hasErrors(diagnostics))) return { finished: [], failed: made };
  // Nothing is written any more when this returns: whoever is told of a full disk gives back the lock.
  const put = await Promise.allSettled(made.map((each) => group.part.put(each)));
  const finished = put.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
  return { finished, failed: [] };
}

async function printTarget(
  { session, opened, draft, progress }: PartWork,
  { target, report, data, editions, diagnostics, host }: MadeReport,
  shared: SharedData,
): Promise<MadeTarget> {
  if (report === undefined) throw new Error('a report without a tree is not printed');
  const { project } = opened;
  const finished = finishedReport(report, { data, editions, source: shared.data }, session);
  const { files, pages, ...made } = await makeReportOutputs(finished, { session, project, progress }, host);
  return {
    target,
    files,
    diagnostics: [...diagnostics, ...(draft ? forDraft(made.diagnostics) : made.diagnostics)],
    ...(pages && { pages }),
    unchecked: report.content.unchecked.length,
    answers: [...host.answers(), ...report.answers],
    ...(wantsPrint([target]) && {
      browser: (await session.workerPool({ wantsBrowser: true, limits: project.limits }).printer()).version,
    }),
  };
}
