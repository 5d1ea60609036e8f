import { setTimeout } from 'node:timers/promises';
import type { BuildOptions } from '../../../commands/build/build.js';
import { publishFinished } from '../../../commands/build/publish-finished.js';
import type { BuildResult } from '../../../commands/build/result.js';
import { type Diagnostic, eachOnce, hasErrors } from '../../../diagnostics.js';
import type { Target } from '../../../model/project/project.js';
import { reportName, targetName } from '../../../model/project/target-name.js';
import { problem } from '../../../problems/problem.js';
import type { ResourceLimits } from '../../../resource-limits.js';
import { notEmbargoed, type OpenProject, openProject, partsOf } from '../../../session/open-project.js';
import { outputFolderProblems } from '../../../session/output-folder.js';
import type { FinishedTarget } from '../../../session/parts/part.js';
import { openSession } from '../../../session/session.js';
import { queueAddressOf } from '../host/connection.js';
import { type JobState, openProducer, type Producer, type QueuedJob } from '../host/queue.js';
import { cleanShare, openShare, type Share } from '../host/share.js';
import { collectTargets, ownChannel, readResult } from '../jobs.js';
import { type Prepared, type PreparedJob, type PreparedPart, prepareJobs } from './prepare.js';

/** What of the reports stands finished in the shared directory, for whatever audience. */
async function finishedOf(
  share: Share,
  runs: readonly string[],
  parts: readonly PreparedPart[],
): Promise<ReadonlyMap<Target, FinishedTarget>> {
  const all = new Map<Target, FinishedTarget>();
  for (const { opened, inputs } of parts)
    for (const [target, finished] of await collectTargets(share, runs, opened, inputs))
      all.set(target, finished);
  return all;
}

/** The jobs of which not all is finished. */
const missingIn = (
  jobs: readonly PreparedJob[],
  finished: ReadonlyMap<Target, FinishedTarget>,
): readonly PreparedJob[] => jobs.filter(({ targets }) => targets.some((target) => !finished.has(target)));

interface Work extends Pick<EnqueueOptions, 'draft' | 'env' | 'say' | 'keepGoing'> {
  readonly share: Share;
  readonly producer: Producer;
  readonly prepared: Prepared;
  readonly run: string;
  readonly jobs: readonly PreparedJob[];
  /** Those of them that wait in the queue. */
  readonly missing: readonly PreparedJob[];
  /** What is known to have errors, and was not enqueued. */
  readonly failed: readonly Failed[];
  /** What is said where nobody works. */
  readonly alone: string;
}

/** What came of a target that failed. */
interface Failed {
  readonly target: Target;
  readonly diagnostics: readonly Diagnostic[];
}

/** How often inputs are put after that only some item read, and of how many reports they are looked for each time. */
const rounds = 5;
const atOnce = 8;

/**
 * Waits for jobs, and publishes what came of them. What failed is told as a build tells it, with its item and place; then nothing is
 * published, or with `keepGoing` the rest.
 */
async function bringBack(
  work: Work,
  before: readonly Diagnostic[],
): Promise<Pick<EnqueueResult, 'diagnostics' | 'published'>> {
  const { share, prepared, keepGoing } = work;
  const runs = [work.run];
  let { jobs } = work;
  await watch(work, work.missing);
  let finished = await finishedOf(share, runs, prepared.parts);
  for (let round = 0; round < rounds; round += 1) {
    const troubled = missingIn(jobs, finished);
    if (troubled.length === 0) break;
    await prepared.widen(troubled.slice(0, atOnce).flatMap(({ targets }) => targets));
    const wider = await prepared.jobs(troubled.flatMap(({ targets }) => targets));
    // What they read was all there: so it is they that have errors.
    if (wider.run === runs.at(-1)) break;
    runs.push(wider.run);
    jobs = [...jobs.filter((job) => !troubled.includes(job)), ...wider.jobs];
    // It may well be that all of it was done once.
    finished = await finishedOf(share, runs, prepared.parts);
    const left = missingIn(wider.jobs, finished);
    await work.producer.put(left);
    await watch(work, left);
    finished = await finishedOf(share, runs, prepared.parts);
  }
  const failed = [...work.failed];
  for (const job of jobs)
    for (const target of job.targets)
      if (!finished.has(target)) failed.push({ target, diagnostics: await whyOf(share, job, target) });
  const good = [...finished].map(([target, { warnings }]) => ({ target, diagnostics: warnings }));
  const diagnostics = eachOnce([...before, ...[...good, ...failed].flatMap((each) => each.diagnostics)]);
  if (finished.size === 0 || (failed.length > 0 && !keepGoing)) return { diagnostics };
  const published: BuildResult[] = [];
  for (const part of prepared.parts) {
    const isOfPart = (target: Target): boolean => part.opened.targets.includes(target);
    const own = [...finished.values()].filter(({ target }) => isOfPart(target));
    // Where nothing came of any report for an audience, what stood there stays, as after any build that made nothing.
    if (own.length === 0) continue;
    const lost = failed.map(({ target }) => target).filter(isOfPart);
    published.push(await publishPart(work, part, own, lost));
  }
  const [open, closed] = published;
  return {
    diagnostics: eachOnce([...diagnostics, ...published.flatMap((each) => each.diagnostics)]),
    ...(open && { published: { ...open, ...(closed && { confidential: closed }) } }),
  };
}

async function publishPart(
  { draft, env, say }: Work,
  { opened, aboutData, inputs, dataIn }: PreparedPart,
  finished: Parameters<typeof publishFinished>[0]['finished'],
  failed: readonly Target[],
): Promise<BuildResult> {
  const made = await publishFinished({
    ...{ opened, draft, env, say, dataIn, aboutData, finished, failed },
    inputs: inputs.datasets,
  });
  return { ...made, output: opened.project.output, upToDate: false };
}

async function watch({ producer, say, alone }: Work, jobs: readonly PreparedJob[]): Promise<void> {
  let said = 0;
  await watchJobs(producer, jobs, {
    progress: (ended, failed) => {
      const share = Math.floor((ended / jobs.length) * 10);
      if (share > said) say(`${ended} of ${jobs.length} done${failed > 0 ? `, ${failed} failed` : ''}`);
      said = Math.max(said, share);
    },
    alone: () => say(alone),
  });
}

/** Why a target is not there, as its worker has said. */
async function whyOf(
  share: Share,
  { id, targets }: PreparedJob,
  target: Target,
): Promise<readonly Diagnostic[]> {
  const result = await readResult(share, id);
  const own = result?.failed.find(({ language }) => language === target.language)?.diagnostics ?? [];
  const said = [...(targets[0] === target ? (result?.diagnostics ?? []) : []), ...own];
  const others = result?.failed.flatMap((each) => each.diagnostics) ?? [];
  if (hasErrors(said) || hasErrors([...(result?.diagnostics ?? []), ...others])) return said;
  return [
    problem('queue/job.worker', target.item?.position ?? target.report.position, {
      reportName: reportName(targetName(target)),
      language: target.language,
    }),
  ];
}

/**
 * Puts the reports of a project into a queue, for workers that see the same shared directory: a job for each report, or item of one, with what
 * it is built from. What is enqueued twice is built once. Nothing confidential leaves the project unless its report is named. Rejects with
 * an `EnvironmentProblem`.
 */
export async function enqueue(options: EnqueueOptions): Promise<EnqueueResult> {
  const { root, draft, queue, share: asked, wait, keepGoing, env, say } = options;
  const address = queueAddressOf(queue, env);
  if ('code' in address) return { diagnostics: [address] };
  const found = await openProject(root, options);
  const { project } = found;
  const limits = project && { limits: project.limits };
  if (found.opened === undefined) return { ...limits, diagnostics: found.diagnostics };
  const opened = partsOf(found).filter((part) => isAskedFor(part, options.only));
  const left = found.confidential?.targets.length ?? 0;
  if (left > 0 && !opened.includes(found.confidential as OpenProject))
    say('Confidential reports are left out: name them in `--only` to enqueue them');
  const folders = [
    ...notEmbargoed(found),
    ...opened.flatMap((part) => outputFolderProblems(root, part.project)),
  ];
  if (hasErrors(folders)) return { ...limits, diagnostics: [...found.diagnostics, ...folders] };
  const share = openShare(asked.folder, asked.shown);
  const channel = await ownChannel(share, env);
  const session = openSession(env);
  let producer: Producer | undefined;
  try {
    // First, so that nobody waits for a compile to hear that there is no queue.
    producer = await openProducer(address, channel, say);
    const prepared = await prepareJobs(session, opened, share, { tool: channel.tool, draft });
    const aboutData = [...found.diagnostics, ...prepared.parts.flatMap((part) => part.aboutData)];
    const aboutReports = prepared.parts.flatMap((part) => part.aboutReports);
    const said = aboutReports.flatMap(({ diagnostics }) => diagnostics);
    const diagnostics = eachOnce([...aboutData, ...said]);
    if (hasErrors(aboutData) || (hasErrors(said) && !keepGoing)) return { ...limits, diagnostics };
    // Of many items another one may well be without errors.
    const hopeless = aboutReports.filter(
      (each) => each.target.item === undefined && hasErrors(each.diagnostics),
    );
    const ids = hopeless.map(({ target }) => target.report.id);
    const all = opened.flatMap(({ targets }) => targets);
    const { run, jobs } = await prepared.jobs(all.filter(({ report }) => !ids.includes(report.id)));
    const finished = await finishedOf(share, [run], prepared.parts);
    const missing = missingIn(jobs, finished);
    await producer.put(missing);
    say(saidOf(jobs.length, missing.length));
    // Now that what is wanted is young.
    await cleanShare(share);
    if (!wait) {
      if (missing.length > 0 && (await producer.workers()) === 0) say(nobody(channel.shown));
      return { ...limits, diagnostics };
    }
    await session.rest();
    const failed = all
      .filter(({ report }) => ids.includes(report.id))
      .map((target) => ({ target, diagnostics: saidOfTarget(target, hopeless) }));
    const alone = nobody(channel.shown);
    const work = { ...options, share, producer, prepared, run, jobs, missing, failed, alone };
    return { ...limits, ...(await bringBack(work, aboutData)) };
  } finally {
    await producer?.close();
    await session.rest();
  }
}

/** Public reports are; a confidential one must be named, itself or with an item. */
const isAskedFor = ({ project }: OpenProject, only: readonly string[]): boolean =>
  project.audience === undefined || only.length > 0;

function saidOf(all: number, put: number): string {
  const reports = `${all} ${all === 1 ? 'report' : 'reports'}`;
  if (put === all) return `Enqueued ${reports}`;
  return put === 0
    ? `${reports} are built already`
    : `Enqueued ${put} of ${reports}; the others are built already`;
}

const nobody = (shown: string): string =>
  `No worker listens yet that is ${shown}: start \`tallybook worker\` with the same \`--queue\` and \`--share\``;

export interface EnqueueOptions
  extends Pick<BuildOptions, 'root' | 'only' | 'languages' | 'formats' | 'draft' | 'env'> {
  /** Wait until all is built, and publish it. */
  readonly wait: boolean;
  /** Publish what could be made, where some reports have errors. */
  readonly keepGoing: boolean;
  /** The address of the queue as typed; without it, that in the environment. */
  readonly queue: string | undefined;
  /** The shared directory, absolute and as typed. */
  readonly share: { readonly folder: string; readonly shown: string };
  /** Takes a line about what is done. */
  readonly say: (line: string) => void;
}

export interface EnqueueResult {
  readonly diagnostics: readonly Diagnostic[];
  readonly limits?: ResourceLimits;
  /** What was published, after waiting for it. */
  readonly published?: BuildResult;
}

const saidOfTarget = (
  target: Target,
  said: readonly { readonly target: Target; readonly diagnostics: readonly Diagnostic[] }[],
): readonly Diagnostic[] => said.find((each) => each.target === target)?.diagnostics ?? [];

/** As many jobs are asked after at once: those at the head of the queue, which are done first. */
const askedAtOnce = 100;

/** How long it is waited between two looks, in milliseconds, and after how many of them it is said that nobody works. */
const between = 400;
const patience = 12;

interface Watching {
  /** How many have come to an end, and how many of them failed. */
  readonly progress: (ended: number, failed: number) => void;
  /** Nobody listens at the queue. */
  readonly alone: () => void;
}

/**
 * Waits until jobs have come to an end, whoever does them, and returns the ids of those that failed. One that the queue has lost, such as
 * with its memory, is put there again.
 */
async function watchJobs(
  producer: Producer,
  jobs: readonly QueuedJob[],
  { progress, alone }: Watching,
): Promise<ReadonlySet<string>> {
  const failed = new Set<string>();
  let pending = [...jobs];
  let looks = 0;
  while (pending.length > 0) {
    const head = pending.slice(0, askedAtOnce);
    const states = await producer.states(head.map(({ id }) => id));
    const left = head.filter((_, at) => !isEnd(states[at]));
    for (const [at, { id }] of head.entries()) if (states[at] === 'failed') failed.add(id);
    const gone = head.filter((_, at) => states[at] === 'gone');
    if (gone.length > 0) await producer.put(gone);
    pending = [...left, ...pending.slice(askedAtOnce)];
    progress(jobs.length - pending.length, failed.size);
    looks += 1;
    if (looks === patience && !states.includes('active') && (await producer.workers()) === 0) alone();
    // Where most of the head was done, more may be behind it.
    if (left.length * 2 > head.length) await setTimeout(between);
  }
  return failed;
}

const isEnd = (state: JobState | undefined): boolean => state === 'done' || state === 'failed';
