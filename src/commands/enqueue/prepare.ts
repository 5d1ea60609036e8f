import type { Diagnostic } from '../../diagnostics.js';
import type { QueuedJob } from '../../host/queue/producer.js';
import type { Answer } from '../../host/recording.js';
import type { Share } from '../../host/share/share.js';
import type { Target } from '../../model/project.js';
import { reportName, targetName } from '../../model/target-name.js';
import type { DataIn } from '../../session/index-pages.js';
import { type Job, jobId, putRun, type Run } from '../../session/jobs/run.js';
import type { OpenProject } from '../../session/open-project.js';
import type { PartInputs } from '../../session/parts/part-inputs.js';
import type { Session } from '../../session/session.js';
import { firstOfEach, type Gathered, gather, putInputs } from './gather.js';

/** The reports for one audience, as they are enqueued. */
export interface PreparedPart {
  readonly opened: OpenProject;
  /** What was said of data and translations. */
  readonly aboutData: readonly Diagnostic[];
  /** What every part of a worker must be made from. */
  readonly inputs: PartInputs;
  /** The texts of the data, for the pages that lead to reports. */
  readonly dataIn: DataIn;
}

/** A report, or an item, in the languages that are wanted. */
export interface PreparedJob extends QueuedJob {
  readonly targets: readonly Target[];
}

/** All that is to be built, with what it is built from in the shared directory. */
export interface Prepared {
  readonly parts: readonly PreparedPart[];
  /** What was said of the reports that were read. */
  readonly aboutReports: Gathered['aboutReports'];
  /** Puts what these targets are built from into the directory, beside what was put there before, and returns their jobs. */
  jobs(targets: readonly Target[]): Promise<{ readonly run: string; readonly jobs: readonly PreparedJob[] }>;
  /** Looks at what targets read that the first of their reports did not. */
  widen(targets: readonly Target[]): Promise<void>;
}

/** Reads what is to be built, as `check` does, of each report that is made for many the first item that is published. */
export async function prepareJobs(
  session: Session,
  opened: readonly OpenProject[],
  share: Share,
  { tool, draft }: Pick<Run, 'tool' | 'draft'>,
): Promise<Prepared> {
  const read: { readonly opened: OpenProject; readonly gathered: Gathered }[] = [];
  for (const each of opened) {
    const { first, gone } = await firstOfEach(session, each, draft);
    const gathered = await gather(session, each, first, draft);
    read.push({ opened: each, gathered: { ...gathered, aboutReports: [...gone, ...gathered.aboutReports] } });
  }
  const answers: (readonly Answer[])[] = read.map(({ gathered }) => gathered.answers);
  const dated = session.env.SOURCE_DATE_EPOCH;
  const environment = dated === undefined || dated === '' ? {} : { SOURCE_DATE_EPOCH: dated };
  return {
    parts: read.map(({ opened: each, gathered: { aboutData, inputs, dataIn } }) => ({
      opened: each,
      aboutData,
      inputs,
      dataIn,
    })),
    aboutReports: read.flatMap(({ gathered }) => gathered.aboutReports),
    async jobs(targets) {
      const files = new Map<string, Run['files'][number]>();
      for (const each of opened)
        for (const file of await putInputs(share, each, answers.flat()))
          if (file.sha256 !== undefined || !files.has(file.path)) files.set(file.path, file);
      const sorted = [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
      const run = await putRun(share, { tool, draft, environment, files: sorted });
      return { run, jobs: jobsOf(run, targets) };
    },
    async widen(targets) {
      for (const each of opened) {
        const own = each.targets.filter((target) => targets.includes(target));
        if (own.length > 0) answers.push((await gather(session, each, own, draft)).answers);
      }
    },
  };
}

/** One job for each report or item, with all of its languages. */
function jobsOf(run: string, targets: readonly Target[]): PreparedJob[] {
  const groups = new Map<string, Target[]>();
  for (const target of targets) {
    const name = reportName(targetName(target));
    groups.set(name, [...(groups.get(name) ?? []), target]);
  }
  return [...groups].map(([report, own]) => {
    const formats = [...new Set(own.flatMap((target) => target.formats))];
    const data: Job = { run, report, languages: own.map(({ language }) => language), formats };
    return { id: jobId(data), data, targets: own };
  });
}
