import { type Diagnostic, hasErrors } from '../../../diagnostics.js';
import { EnvironmentProblem } from '../../../host/host.js';
import { ChildEnded } from '../../../host/processes/child.js';
import { problem } from '../../../problems/problem.js';
import { JobFailed } from '../host/consumer.js';
import type { Share } from '../host/share.js';
import { type JobResult, putResult } from '../jobs/result.js';
import { parseJob, readRun } from '../jobs/run.js';
import type { Builder } from './builder.js';

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
