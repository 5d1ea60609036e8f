import { type Diagnostic, hasErrors } from '../diagnostics.js';
import { recordReaders } from '../extensions/extensions.js';
import { isFolder } from '../host/files/folders.js';
import type { Host } from '../host/host.js';
import { createHost } from '../host/node-host.js';
import { type Answer, type RecordingHost, recordHost } from '../host/recording.js';
import { openResultCache, type ResultCache } from '../host/result-cache.js';
import type { Audience } from '../model/project/audience.js';
import { byEmbargo, forAudience, type Project, type Target } from '../model/project/project.js';
import { isEmbargoed } from '../model/project/release.js';
import { problem } from '../problems/problem.js';
import { resolveProject } from '../project/resolve.js';
import { projectFile } from '../project/spec.js';
import { reportOf, type Selection, targets } from '../project/targets.js';
import { withTemplates } from '../project/templates.js';
import { expandMatrices } from './expand-matrices.js';

/** A project as a command works on it. */
export interface OpenProject {
  /** Its folder, absolute. */
  readonly root: string;
  readonly project: Project;
  /** Those that were asked for. */
  readonly targets: readonly Target[];
  /** The files as they are. */
  readonly files: Host;
  /** The same with a memory: what is asked of it goes into every target. */
  readonly host: RecordingHost;
}

/** A project, or what is wrong with it. `project` is there as soon as it could be read, with the reports of both audiences. */
export interface OpenedProject {
  /** With its public reports alone, so that a command that does not think of others has nothing to do with them. */
  readonly opened?: OpenProject;
  /** With its confidential reports alone; absent where none was asked for. */
  readonly confidential?: OpenProject;
  readonly project?: Project;
  readonly diagnostics: readonly Diagnostic[];
  /** What was asked of the files, also where no project came of it. */
  answers(): readonly Answer[];
}

/** Reads `tallybook.yaml` and selects targets. An empty list selects all. An editor has files that are not saved yet. */
export async function openProject(
  root: string,
  selection: Selection,
  files: Host = createHost(root),
): Promise<OpenedProject> {
  const recording = recordHost(files);
  const answers = (): readonly Answer[] => recording.answers();
  const { value: found, diagnostics } = await resolveProject(recording, recordReaders);
  if (found === undefined && !isFolder(root)) {
    const place = { file: projectFile, line: 1, column: 1 };
    return { diagnostics: [problem('project/not-found.no-folder', place)], answers };
  }
  if (found === undefined || hasErrors(diagnostics)) {
    return { ...(found && { project: found }), diagnostics, answers };
  }
  const translated = await withTemplates(found, recording.project);
  if (translated.diagnostics.length > 0) {
    return { project: found, diagnostics: translated.diagnostics, answers };
  }
  const { limits } = found;
  const expanded = await expandMatrices({ ...found, reports: translated.value }, { ...recording, limits });
  if (hasErrors(expanded.diagnostics)) {
    return { project: found, diagnostics: [...diagnostics, ...expanded.diagnostics], answers };
  }
  const project = expanded.value;
  const selected = targets(project, selection);
  const all = [...diagnostics, ...selected.diagnostics];
  if (hasErrors(selected.diagnostics)) return { project, diagnostics: all, answers };
  const openFor = (audience: Audience): OpenProject => {
    const part = forAudience(project, audience);
    return {
      root,
      project: part,
      targets: selected.value.filter(({ report }) => (report.audience ?? 'public') === audience),
      files: { ...files, limits },
      host: { ...recording, limits },
    };
  };
  const confidential = openFor('confidential');
  return {
    opened: openFor('public'),
    ...(confidential.targets.length > 0 && { confidential }),
    project,
    diagnostics: all,
    answers,
  };
}

/** The parts of a project that something was asked of, the public one first: what is wrong there holds for both. */
export const partsOf = ({ opened, confidential }: OpenedProject): OpenProject[] =>
  [opened, confidential].filter((part) => part !== undefined).filter(({ targets }) => targets.length > 0);

/** The same as a build publishes it: what is under embargo at this moment lies apart from what may be published. */
export const publishedPartsOf = (found: OpenedProject): OpenProject[] =>
  partsOf(found)
    .flatMap((part) =>
      byEmbargo(part.project, part.files.now()).map((project): OpenProject => {
        const ids = new Set(project.reports.map(({ id }) => id));
        return { ...part, project, targets: part.targets.filter(({ report }) => ids.has(report.id)) };
      }),
    )
    .filter(({ targets }) => targets.length > 0);

/** Errors for reports under embargo where a command would hand them to others than whoever builds them. */
export function notEmbargoed({ opened }: Pick<OpenedProject, 'opened'>): Diagnostic[] {
  const now = opened?.files.now() ?? 0;
  const reports = [...new Set(opened?.targets.map(({ report }) => report))];
  return reports
    .filter(({ release = {} }) => isEmbargoed(release, now))
    .map(({ id, position, release }) =>
      problem('project/embargoed', position, { id, until: release?.embargo ?? '' }),
    );
}

/** Errors for confidential reports that a command names and has nothing to do with, since what it writes is for everybody. */
export const notConfidential = ({ confidential }: OpenedProject, named: readonly string[]): Diagnostic[] =>
  (confidential?.project.reports ?? [])
    .filter(({ id }) => named.some((name) => reportOf(name) === id))
    .map(({ id, position }) => problem('project/confidential', position, { id }));

/**
 * What other processes have made of a project. Of confidential reports, and of every count that they are made from, nothing is kept: it
 * would outlive the folder that whoever prints them looks after.
 * @param isRead False for who wants everything made anew.
 */
export function openCache(
  { root, project }: Pick<OpenProject, 'root' | 'project'>,
  env: NodeJS.ProcessEnv,
  isRead = true,
): ResultCache | undefined {
  if (project.audience !== undefined) return undefined;
  return openResultCache({ root, env, most: project.limits.cacheBytes, isRead });
}
