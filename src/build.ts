import { keepTrees } from './build/keep-trees.js';
import { printTargets } from './build/print-targets.js';
import type { Progress } from './build/progress.js';
import { publishOutputs } from './build/publish-outputs.js';
import { type Draft, writeReport } from './build/write-report.js';
import { prepare } from './datasets/prepare.js';
import { type Diagnostic, forDraft, hasErrors } from './diagnostics.js';
import { createHost } from './host/node-host.js';
import type { Format, Project } from './project/project.js';
import { resolveProject } from './project/resolve.js';
import { targets } from './project/targets.js';

/** What a command line asks of a build. Empty lists mean all. */
export interface BuildOptions {
  /** The project folder, absolute. */
  readonly root: string;
  readonly only: readonly string[];
  readonly languages: readonly string[];
  readonly formats: readonly Format[];
  readonly draft: boolean;
  /** Stop before anything is printed or written. */
  readonly check: boolean;
  /** Keep what each stage made in `.debug/` of the output folder. */
  readonly debug: boolean;
  readonly progress: Progress;
}

export interface BuildResult {
  readonly diagnostics: readonly Diagnostic[];
  /** What was written; `path` is relative to `output`. */
  readonly outputs: readonly { readonly path: string; readonly bytes: number; readonly pages?: number }[];
  /** The output folder, relative to the project. */
  readonly output: string;
}

/**
 * The pipeline:
 *
 *     tallybook.yaml --resolve--> project, targets
 *     data files     --prepare--> published data
 *     each target:   template --compose--> content --render--> charts --transform--> document
 *     documents      --print--> files --publish--> output/
 *
 * A stage with errors ends the run before the next, except that content, charts and document of every target are
 * all tried, so that one run reports every problem of the templates. Rejects with an `EnvironmentProblem`.
 */
export async function build(options: BuildOptions): Promise<BuildResult> {
  const host = createHost(options.root);
  const diagnostics: Diagnostic[] = [];
  const failed = (found: readonly Diagnostic[]): boolean => {
    diagnostics.push(...(options.draft ? forDraft(found) : found));
    return hasErrors(diagnostics);
  };
  const nothing = (project?: Project): BuildResult => ({
    diagnostics,
    outputs: [],
    output: project?.output ?? 'output',
  });

  const resolved = await resolveProject(host);
  const project = resolved.value;
  if (failed(resolved.diagnostics) || project === undefined) return nothing();
  const selected = targets(project, options);
  if (failed(selected.diagnostics)) return nothing(project);

  const { progress } = options;
  progress({ step: 'data', state: 'begin' });
  const data = await prepare(
    { path: project.data, position: project.dataPosition, edition: project.edition },
    host,
  );
  progress({ step: 'data', state: 'end' });
  if (failed(data.diagnostics)) return nothing(project);

  const drafts: Draft[] = [];
  for (const target of selected.value) {
    const step = {
      step: 'compose',
      target: { report: target.report.id, language: target.language },
    } as const;
    progress({ ...step, state: 'begin' });
    const { value, diagnostics: found } = await writeReport(
      { project, target, data: data.value, draft: options.draft },
      host,
    );
    progress({ ...step, state: 'end' });
    failed(found);
    if (value !== undefined) drafts.push(value);
  }
  if (options.debug) await keepTrees(options.root, project, data.value, drafts);
  if (hasErrors(diagnostics) || options.check) return nothing(project);

  const printed = await printTargets({ root: options.root, project, drafts, progress }, host);
  if (failed(printed.diagnostics)) return nothing(project);
  progress({ step: 'publish', state: 'begin' });
  const outputs = await publishOutputs({
    root: options.root,
    project,
    data: data.value,
    draft: options.draft,
    printed: printed.value,
    reads: [...resolved.reads, ...data.reads, ...drafts.flatMap((draft) => draft.reads)],
    host,
  });
  progress({ step: 'publish', state: 'end' });
  return { diagnostics, outputs, output: project.output };
}
