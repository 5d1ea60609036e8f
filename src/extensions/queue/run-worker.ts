import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { printDiagnostics } from '../../cli/print-diagnostics.js';
import type { Printing } from '../../cli/printing.js';
import type { SharedRequest } from '../../cli/request.js';
import { visible } from '../../control-characters.js';
import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { EnvironmentProblem } from '../../host/host.js';
import { ChildEnded } from '../../host/processes/child.js';
import { ownMark } from '../../host/processes/process-mark.js';
import { listenForStop } from '../../host/processes/stop.js';
import { problem } from '../../problems/problem.js';
import { queueAddressOf } from './host/connection.js';
import { type Consumer, type Elsewhere, GiveBack, JobFailed, openConsumer } from './host/queue.js';
import { openShare, type Share } from './host/share.js';
import { type JobResult, ownChannel, parseJob, putResult, readRun } from './jobs.js';
import { Builder } from './worker/builder.js';

interface WorkerRequest extends SharedRequest {
  readonly command: 'worker';
  /** The address of the queue as typed, which may hold a password; without it, that in the environment. */
  readonly queue: string | undefined;
  /** As typed. */
  readonly share: string;
  /** How many jobs are done at once. */
  readonly concurrency: number;
  /** For how many seconds a job stays this worker's when nothing is heard of it. */
  readonly lease: number;
  /** End when all jobs are done. */
  readonly untilEmpty: boolean;
}

/**
 * Works until it is stopped. Returns 0, or 130 where it was interrupted, 2 where it was asked wrongly, and 3 where it ended while jobs wait
 * for a worker of another version.
 */
export async function runWorker(request: WorkerRequest, terminal: Printing): Promise<0 | 2 | 3 | 130> {
  const { json, quiet, share } = request;
  const { diagnostics, stopped } = await work({
    ...request,
    share: { folder: resolve(terminal.cwd, share), shown: visible(share) },
    env: terminal.env,
    say: (line) => {
      if (!quiet) terminal.err(line);
    },
  });
  printDiagnostics(diagnostics, json, terminal.cwd, terminal);
  if (diagnostics.some(({ code }) => code === 'queue/address')) return 2;
  if (stopped !== undefined) return stopped === 'SIGINT' ? 130 : 0;
  return hasErrors(diagnostics) ? 3 : 0;
}

interface WorkerOptions extends Pick<WorkerRequest, 'queue' | 'concurrency' | 'lease' | 'untilEmpty'> {
  /** The shared directory, absolute and as typed. */
  readonly share: { readonly folder: string; readonly shown: string };
  readonly env: NodeJS.ProcessEnv;
  /** Takes a line about what is done. */
  readonly say: (line: string) => void;
}

interface WorkerResult {
  readonly diagnostics: readonly Diagnostic[];
  /** The signal that ended it; absent where it ended by itself. */
  readonly stopped?: NodeJS.Signals;
}

/** How often it is looked for jobs that wait for others, in milliseconds. */
const between = 10_000;
/** How often, where it ends with the last job, whether there is one. */
const shortly = 250;

/**
 * Takes jobs from a queue, builds their reports and puts them into the shared directory, until it is told to stop: then what it is at goes
 * back to the queue at once. Rejects with an `EnvironmentProblem`.
 */
export async function work(options: WorkerOptions): Promise<WorkerResult> {
  const { queue, share: asked, concurrency, lease, untilEmpty, env, say } = options;
  const address = queueAddressOf(queue, env);
  if ('code' in address) return { diagnostics: [address] };
  const share = openShare(asked.folder, asked.shown);
  const channel = await ownChannel(share, env);
  // Parts are written by one alone, so that nobody waits for anybody.
  const mark = `${ownMark()}-${randomBytes(4).toString('hex')}`;
  const free = Array.from({ length: concurrency }, (_, at) => new Builder(share, `${mark}-${at + 1}`));
  const all = [...free];
  const stop = listenForStop();
  let stopped: NodeJS.Signals | undefined;
  const stopping = new AbortController();
  const closeAll = async (): Promise<void> => {
    await Promise.all(all.map((builder) => builder.close()));
  };
  const ended = stop.asked.then((signal) => {
    stopped = signal;
    stopping.abort();
    // What is built at this moment rejects at once, and goes back.
    void closeAll();
  });
  const take = async (id: string, data: unknown): Promise<void> => {
    const builder = free.pop();
    if (builder === undefined || stopped !== undefined) throw new GiveBack();
    const begun = performance.now();
    try {
      const report = await doJob(id, data, { share, builder, env, say });
      say(`Built ${report} in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    } catch (error) {
      if (stopped !== undefined) throw new GiveBack();
      say(`Failed on a job (${error instanceof Error ? error.message : 'without a reason'})`);
      throw error;
    } finally {
      free.push(builder);
    }
  };
  try {
    const consumer = await openConsumer({ address, channel, concurrency, lease, work: take, say });
    say(`Waiting for jobs at ${address.shown}, as ${channel.shown}`);
    const tell = tellerOf(share, say);
    const round = async (): Promise<boolean> => {
      tell(await consumer.elsewhere());
      return waitForEnd(consumer, untilEmpty, stopping.signal);
    };
    try {
      // Nothing that the queue answers is waited for when it is time to stop: it may be gone.
      while (stopped === undefined && (await Promise.race([ended, round()])) !== true);
      if (stopped !== undefined) return { diagnostics: [], stopped };
      const left = await consumer.elsewhere();
      return { diagnostics: left.map((each) => elsewhereProblem(each, share.id)) };
    } finally {
      await consumer.close();
    }
  } finally {
    stop.release();
    await closeAll();
  }
}

/** Waits, but no longer than until it is time to stop: whoever ends a container gives it ten seconds. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, { signal });
  } catch {
    // It is time to stop.
  }
}

/** What is said of jobs that wait for another worker. */
function elsewhereProblem({ share, shown, jobs }: Elsewhere, own: string): Diagnostic {
  const isOtherShare = share !== own;
  return problem(
    isOtherShare ? 'queue/elsewhere.jobs' : 'queue/elsewhere.jobs-worker',
    { file: 'tallybook', line: 1, column: 1 },
    {
      jobThat: jobs === 1 ? 'a job' : `${jobs} jobs`,
      shown,
      withAnother: isOtherShare ? ', with another shared directory' : '',
    },
    { severity: isOtherShare ? 'warning' : 'error' },
  );
}

/** Says of jobs that wait for other workers, once of each kind. */
function tellerOf(share: Share, say: WorkerOptions['say']): (found: readonly Elsewhere[]) => void {
  const told = new Set<string>();
  return (found) => {
    for (const each of found) {
      const key = `${each.share} ${each.tool}`;
      if (!told.has(key)) say(elsewhereProblem(each, share.id).message);
      told.add(key);
    }
  };
}

/** Waits for a while, or until it is told to stop; true where there is nothing left to do and that is to be the end. */
async function waitForEnd(consumer: Consumer, untilEmpty: boolean, signal: AbortSignal): Promise<boolean> {
  const next = performance.now() + between;
  do {
    if (untilEmpty && (await consumer.isEmpty())) return true;
    await pause(untilEmpty ? shortly : between, signal);
  } while (performance.now() < next && !signal.aborted);
  return false;
}

interface Doing {
  readonly share: Share;
  readonly builder: Pick<Builder, 'build'>;
  readonly env: NodeJS.ProcessEnv;
  /** Takes a line about what is begun. */
  readonly say: (line: string) => void;
}

/**
 * Does a job, and returns the name of its report. What fails is written into the shared directory; then it rejects: with `JobFailed`, or with
 * what went wrong on this machine, after which it may be tried again.
 */
export async function doJob(id: string, data: unknown, { share, builder, env, say }: Doing): Promise<string> {
  const fail = async (result: JobResult, again?: unknown): Promise<never> => {
    await putResult(share, id, result);
    throw (
      again ??
      new JobFailed(
        [...result.diagnostics, ...result.failed.flatMap((each) => each.diagnostics)].find(
          ({ severity }) => severity === 'error',
        )?.code,
      )
    );
  };
  const of = (problem: Diagnostic): JobResult => ({ diagnostics: [problem], failed: [] });
  const job = parseJob(data);
  if (job === undefined) throw new JobFailed('a job of another form');
  const run = await readRun(share, job.run);
  if (run === undefined) return await fail(of(lost(job.report)));
  say(`Building ${job.report}`);
  try {
    const { diagnostics, failed, finished, lacking } = await builder.build(run, job, env);
    const [first] = lacking;
    if (first !== undefined) return await fail(of(unread(job.report, first)));
    if (hasErrors(diagnostics) || failed.length > 0 || finished === 0)
      return await fail({ diagnostics, failed });
    return job.report;
  } catch (error) {
    if (error instanceof EnvironmentProblem) return await fail(of(error.diagnostic), error);
    if (error instanceof ChildEnded) return await fail(of(ended(job.report)), error);
    throw error;
  }
}

const lost = (report: string): Diagnostic =>
  problem('queue/job.list', { file: 'tallybook', line: 1, column: 1 }, { report });

const unread = (report: string, path: string): Diagnostic =>
  problem('queue/job.reading', { file: 'tallybook', line: 1, column: 1 }, { path, report });

const ended = (report: string): Diagnostic =>
  problem('queue/job.end', { file: 'tallybook', line: 1, column: 1 }, { report });
