import { posix } from 'node:path';
import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { type EnvironmentProblem, FileProblem, type Files } from '../../host/host.js';
import { environmentProblem } from '../../host/problems.js';
import { type Answer, sortAnswers } from '../../host/recording.js';
import { putInput } from '../../host/share/put.js';
import type { Share } from '../../host/share/share.js';
import type { Target } from '../../model/project.js';
import { compile } from '../../session/compile.js';
import type { DataIn } from '../../session/index-pages.js';
import type { Run } from '../../session/jobs/run.js';
import type { OpenProject } from '../../session/open-project.js';
import { type PartInputs, partInputs } from '../../session/parts/part-inputs.js';
import { compileGroups } from '../../session/report-groups.js';
import type { Session } from '../../session/session.js';
import { unpublishedItems } from '../../session/unpublished-items.js';

/** What reports read of their project, and what was said of them meanwhile. */
export interface Gathered {
  /** What was asked of the files of the project, and the answers. */
  readonly answers: readonly Answer[];
  readonly aboutData: readonly Diagnostic[];
  readonly dataIn: DataIn;
  readonly aboutReports: readonly { readonly target: Target; readonly diagnostics: readonly Diagnostic[] }[];
  /** What every part must be made from. */
  readonly inputs: PartInputs;
  readonly datasets: PartInputs['datasets'];
}

/** Compiles reports, as `check` does, and keeps what they ask of the files. */
export async function gather(
  session: Session,
  opened: OpenProject,
  targets: readonly Target[],
  draft: boolean,
): Promise<Gathered> {
  const compiled = await compile(session, { ...opened, targets }, { tolerant: draft, draft });
  const own = compiled.made.flatMap(({ host, report }) => [...host.answers(), ...(report?.answers ?? [])]);
  const inputs = partInputs(opened.project, compiled, draft, session);
  return {
    answers: sortAnswers([...opened.host.answers(), ...own]).filter(({ place }) => place === 'project'),
    aboutData: compiled.aboutData,
    dataIn: compiled.dataIn,
    aboutReports: compiled.made,
    inputs,
    datasets: inputs.datasets,
  };
}

/**
 * Of each report that is made for many, one item that is published: it stands for all, which have one template and the same data. What only
 * another item asks for is found out when its part comes back. Of those that are not published what is said of them.
 */
export async function firstOfEach(
  session: Session,
  opened: OpenProject,
  draft: boolean,
): Promise<{ readonly first: readonly Target[]; readonly gone: Gathered['aboutReports'] }> {
  const options = { tolerant: draft, draft };
  const { aboutData, data } = await compileGroups(
    session,
    { ...opened, targets: [] },
    options,
    async () => {},
  );
  const gone = hasErrors(aboutData) ? new Map() : unpublishedItems(opened.targets, data);
  return {
    first: oneOfEach(opened.targets.filter((target) => !gone.has(target))),
    gone: [...gone].map(([target, found]) => ({ target, diagnostics: [found] })),
  };
}

function oneOfEach(targets: readonly Target[]): readonly Target[] {
  const first = new Map<string, Target>();
  for (const target of targets) {
    const key = `${target.report.id} ${target.language}`;
    if (!first.has(key)) first.set(key, target);
  }
  return [...first.values()];
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
  environmentProblem(
    'host/read',
    `Unexpected change of \`${cause.path}\` since it was read, expected a project that stays as it is while it is enqueued`,
    { file: cause.path, hint: 'enqueue again when nobody works in the project', cause },
  );

const isPicture = (path: string): boolean => /\.(?:png|jpe?g|svg)$/i.test(path);

async function besidePictures(read: ReadonlySet<string>, project: Files): Promise<readonly string[]> {
  const folders = new Set([...read].filter(isPicture).map((path) => posix.dirname(path)));
  const found: string[] = [];
  for (const folder of folders)
    for (const name of await project.list(folder)) if (isPicture(name)) found.push(posix.join(folder, name));
  return found;
}
