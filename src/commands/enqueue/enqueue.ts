import { eachOnce, hasErrors } from '../../diagnostics.js';
import { addressProblem, queueVariable, readQueueAddress } from '../../host/queue/address.js';
import { openProducer, type Producer } from '../../host/queue/producer.js';
import { cleanShare } from '../../host/share/clean.js';
import { openShare } from '../../host/share/share.js';
import { ownChannel } from '../../session/jobs/channel.js';
import { type OpenProject, openProject, partsOf } from '../../session/open-project.js';
import { outputFolderProblems } from '../../session/output-folder.js';
import { openSession } from '../../session/session.js';
import { bringBack } from './bring-back.js';
import { finishedOf, missingIn } from './finished.js';
import type { EnqueueOptions, EnqueueResult } from './options.js';
import { prepareJobs } from './prepare.js';

/**
 * Puts the reports of a project into a queue, for workers that see the same shared directory: a job for each report, or item of one, with what
 * it is built from. What is enqueued twice is built once. Nothing confidential leaves the project unless its report is named. Rejects with
 * an `EnvironmentProblem`.
 */
export async function enqueue(options: EnqueueOptions): Promise<EnqueueResult> {
  const { root, draft, queue, share: asked, wait, keepGoing, env, say } = options;
  const address = readQueueAddress(queue ?? env[queueVariable] ?? '');
  if (address === undefined)
    return { diagnostics: [addressProblem(queue === undefined ? queueVariable : '--queue')] };
  const found = await openProject(root, options);
  const { project } = found;
  const limits = project && { limits: project.limits };
  if (found.opened === undefined) return { ...limits, diagnostics: found.diagnostics };
  const opened = partsOf(found).filter((part) => isAskedFor(part, options.only));
  const left = found.confidential?.targets.length ?? 0;
  if (left > 0 && !opened.includes(found.confidential as OpenProject))
    say('Confidential reports are left out: name them in `--only` to enqueue them');
  const folders = opened.flatMap((part) => outputFolderProblems(root, part.project));
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
    const said = prepared.aboutReports.flatMap(({ diagnostics }) => diagnostics);
    const diagnostics = eachOnce([...aboutData, ...said]);
    if (hasErrors(aboutData) || (hasErrors(said) && !keepGoing)) return { ...limits, diagnostics };
    // Of many items another one may well be without errors.
    const hopeless = prepared.aboutReports.filter(
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
      .map((target) => ({
        target,
        diagnostics: hopeless.find((each) => each.target === target)?.diagnostics ?? [],
      }));
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
