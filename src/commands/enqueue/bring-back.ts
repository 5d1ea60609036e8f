import { type Diagnostic, eachOnce, hasErrors } from '../../diagnostics.js';
import type { Producer } from '../../host/queue/producer.js';
import type { Share } from '../../host/share/share.js';
import type { Target } from '../../model/project.js';
import { reportName, targetName } from '../../model/target-name.js';
import { readResult } from '../../session/jobs/result.js';
import { publishFinished } from '../build/publish-finished.js';
import type { BuildResult } from '../build/result.js';
import { finishedOf, missingIn } from './finished.js';
import type { EnqueueOptions, EnqueueResult } from './options.js';
import type { Prepared, PreparedJob, PreparedPart } from './prepare.js';
import { watchJobs } from './watch.js';

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
export async function bringBack(
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
    {
      severity: 'error',
      code: 'queue/job',
      message: `Unexpected lack of \`${reportName(targetName(target))}\` (${target.language}) in the shared directory, expected what its worker made`,
      position: target.item?.position ?? target.report.position,
      hint: 'did the project change meanwhile? Enqueue it again',
    },
  ];
}
