import { posix } from 'node:path';
import { type Diagnostic, hasErrors } from '../../../diagnostics.js';
import { type EnvironmentProblem, FileProblem, type Files } from '../../../host/host.js';
import { environmentProblem } from '../../../host/problems.js';
import { type Answer, sortAnswers } from '../../../host/recording.js';
import { groupBy } from '../../../model/group-by.js';
import type { Target } from '../../../model/project/project.js';
import { reportName, targetName } from '../../../model/project/target-name.js';
import { faultOf } from '../../../problems/problem.js';
import { unpublishedItems } from '../../../session/checks/unpublished-items.js';
import { compile } from '../../../session/compile.js';
import type { DataIn } from '../../../session/index-pages.js';
import type { OpenProject } from '../../../session/open-project.js';
import { type PartInputs, partInputs } from '../../../session/parts/part-inputs.js';
import { compileGroups } from '../../../session/report-groups.js';
import type { Session } from '../../../session/session.js';
import type { QueuedJob } from '../host/queue.js';
import { putInput, type Share } from '../host/share.js';
import { type Job, jobId, putRun, type Run } from '../jobs.js';

/** The reports for one audience, as they are enqueued: what they read, and what was said of them meanwhile. */
export interface PreparedPart {
  readonly opened: OpenProject;
  /** What was asked of the files of the project, and the answers. */
  readonly answers: readonly Answer[];
  /** What was said of data and translations. */
  readonly aboutData: readonly Diagnostic[];
  /** The texts of the data, for the pages that lead to reports. */
  readonly dataIn: DataIn;
  readonly aboutReports: readonly { readonly target: Target; readonly diagnostics: readonly Diagnostic[] }[];
  /** What every part of a worker must be made from. */
  readonly inputs: PartInputs;
}

/** Compiles reports, as `check` does, and keeps what they ask of the files. */
async function gather(
  session: Session,
  opened: OpenProject,
  targets: readonly Target[],
  draft: boolean,
): Promise<PreparedPart> {
  const compiled = await compile(session, { ...opened, targets }, { tolerant: draft, draft });
  const own = compiled.made.flatMap(({ host, report }) => [...host.answers(), ...(report?.answers ?? [])]);
  return {
    opened,
    answers: sortAnswers([...opened.host.answers(), ...own]).filter(({ place }) => place === 'project'),
    aboutData: compiled.aboutData,
    dataIn: compiled.dataIn,
    aboutReports: compiled.made,
    inputs: partInputs(opened.project, compiled, draft, session),
  };
}

/**
 * Of each report that is made for many, one item that is published: it stands for all, which have one template and the same data. What only
 * another item asks for is found out when its part comes back. Of those that are not published what is said of them.
 */
async function firstOfEach(
  session: Session,
  opened: OpenProject,
  draft: boolean,
): Promise<{ readonly first: readonly Target[]; readonly gone: PreparedPart['aboutReports'] }> {
  const options = { tolerant: draft, draft };
  const { aboutData, data } = await compileGroups(
    session,
    { ...opened, targets: [] },
    options,
    async () => {},
  );
  const gone = hasErrors(aboutData) ? new Map() : unpublishedItems(opened.targets, data);
  return {
    first: [
      ...groupBy(
        opened.targets.filter((target) => !gone.has(target)),
        ({ report, language }) => `${report.id} ${language}`,
      ).values(),
    ].flatMap(([target]) => target ?? []),
    gone: [...gone].map(([target, found]) => ({ target, diagnostics: [found] })),
  };
}

/**
 * Puts into the shared directory what was read of a project, and nothing else: of files of which only the name was asked, the name.
 * For reports that are made for many also the pictures beside those that were read, since each item may show one of its own.
 */
export async function putInputs(
  share: Share,
  { files, targets }: OpenProject,
  answers: readonly Answer[],
): Promise<Run['files']> {
  const { project } = files;
  const read = new Set(
    answers
      .filter(({ asked, answer }) => asked === 'read' && !answer.startsWith('!'))
      .map(({ path }) => path),
  );
  const named = new Set(
    answers.filter(({ asked, answer }) => asked === 'exists' && answer === 'yes').map(({ path }) => path),
  );
  for (const { asked, path } of answers)
    if (asked === 'list') for (const name of await project.list(path)) named.add(posix.join(path, name));
  if (targets.some(({ item }) => item !== undefined))
    for (const path of await besidePictures(read, project)) read.add(path);
  const { dataBytes, textBytes, pictureBytes } = files.limits;
  const most = Math.max(dataBytes, textBytes, pictureBytes);
  const readAgain = (path: string): Promise<Uint8Array> =>
    project.read(path, most).catch((error: unknown) => {
      throw error instanceof FileProblem ? changedMeanwhile(error) : error;
    });
  const all: Run['files'] = [];
  for (const path of read) all.push({ path, sha256: await putInput(share, await readAgain(path)) });
  for (const path of named) if (!read.has(path)) all.push({ path });
  return all.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Spreadsheets arrive, and go, while reports are enqueued. */
const changedMeanwhile = (cause: FileProblem): EnvironmentProblem =>
  environmentProblem(faultOf('host/read.change', { path: cause.path }), { file: cause.path, cause });

const isPicture = (path: string): boolean => /\.(?:png|jpe?g|svg)$/i.test(path);

async function besidePictures(read: ReadonlySet<string>, project: Files): Promise<readonly string[]> {
  const folders = new Set([...read].filter(isPicture).map((path) => posix.dirname(path)));
  const found: string[] = [];
  for (const folder of folders)
    for (const name of await project.list(folder)) if (isPicture(name)) found.push(posix.join(folder, name));
  return found;
}

/** A report, or an item, in the languages that are wanted. */
export interface PreparedJob extends QueuedJob {
  readonly targets: readonly Target[];
}

/** All that is to be built, with what it is built from in the shared directory. */
export interface Prepared {
  readonly parts: readonly PreparedPart[];
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
  const parts: PreparedPart[] = [];
  for (const each of opened) {
    const { first, gone } = await firstOfEach(session, each, draft);
    const part = await gather(session, each, first, draft);
    parts.push({ ...part, aboutReports: [...gone, ...part.aboutReports] });
  }
  const answers = parts.map((part) => part.answers);
  const dated = session.env.SOURCE_DATE_EPOCH;
  const environment = dated === undefined || dated === '' ? {} : { SOURCE_DATE_EPOCH: dated };
  return {
    parts,
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
  return [...groupBy(targets, (target) => reportName(targetName(target)))].map(([report, own]) => {
    const formats = [...new Set(own.flatMap((target) => target.formats))];
    const data: Job = { run, report, languages: own.map(({ language }) => language), formats };
    return { id: jobId(data), data, targets: own };
  });
}
