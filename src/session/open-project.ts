import { type Diagnostic, hasErrors } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import { createHost } from '../host/node-host.js';
import { type RecordingHost, recordHost } from '../host/recording.js';
import type { Project, Target } from '../model/project.js';
import { resolveProject } from '../project/resolve.js';
import { type Selection, targets } from '../project/targets.js';
import { withTemplates } from '../project/templates.js';

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

/** A project, or what is wrong with it. `project` is there as soon as it could be read. */
export interface OpenedProject {
  readonly opened?: OpenProject;
  readonly project?: Project;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads `tallybook.yaml` and selects targets. An empty list selects all. */
export async function openProject(root: string, selection: Selection): Promise<OpenedProject> {
  const files = createHost(root);
  const recording = recordHost(files);
  const { value: found, diagnostics } = await resolveProject(recording);
  if (found === undefined || hasErrors(diagnostics)) {
    return { ...(found && { project: found }), diagnostics };
  }
  const translated = await withTemplates(found, recording.project);
  if (translated.diagnostics.length > 0) return { project: found, diagnostics: translated.diagnostics };
  const project = { ...found, reports: translated.value };
  const selected = targets(project, selection);
  const all = [...diagnostics, ...selected.diagnostics];
  if (hasErrors(selected.diagnostics)) return { project, diagnostics: all };
  const { limits } = project;
  const opened = {
    root,
    project,
    targets: selected.value,
    files: { ...files, limits },
    host: { ...recording, limits },
  };
  return { opened, project, diagnostics: all };
}
