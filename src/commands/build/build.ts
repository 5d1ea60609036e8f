import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { createHost } from '../../host/node-host.js';
import { recordHost } from '../../host/recording.js';
import type { Format, Target } from '../../model/project.js';
import { resolveProject } from '../../project/resolve.js';
import { targets } from '../../project/targets.js';
import { variableProblems } from '../../project/variables.js';
import type { ResourceLimits } from '../../resource-limits.js';
import type { Progress } from '../../session/progress.js';
import { type FreshTarget, findFresh } from './fresh.js';
import { isInOrder, openOutput, outputFolderProblems } from './output-folder.js';
import { circumstancesOf } from './proof.js';
import { withFresh } from './with-fresh.js';

/** What a command line asks of a build. Empty lists mean all. */
export interface BuildOptions {
  /** The project folder, absolute. */
  readonly root: string;
  readonly only: readonly string[];
  readonly languages: readonly string[];
  readonly formats: readonly Format[];
  readonly draft: boolean;
  /** List words that a claim could test, and numbers in words. */
  readonly words?: boolean;
  /** List data cells that no report uses. */
  readonly unused?: boolean;
  /** Stop before anything is printed or written. */
  readonly check: boolean;
  /** Keep what each stage made in `.debug/` of the output folder. */
  readonly debug: boolean;
  readonly progress: Progress;
  /** Takes a line about what the build waits for. */
  readonly say?: (line: string) => void;
}

export interface BuildResult {
  readonly diagnostics: readonly Diagnostic[];
  /** What stands in the output folder for what was asked; `path` is relative to `output`. */
  readonly outputs: readonly { readonly path: string; readonly bytes: number; readonly pages?: number }[];
  /** The output folder, relative to the project. */
  readonly output: string;
  /** True when all of it was there already, made from the same inputs, so that nothing was done. */
  readonly upToDate: boolean;
  /** Those of the project, once it was read: how many problems are printed is one of them. */
  readonly limits?: ResourceLimits;
}

/**
 * Builds what is asked for and is not up to date; what that is takes no stage to find out, and the pipeline is loaded
 * only when there is something to build. A target whose files are, byte for byte, what a build under the same
 * circumstances made from the same inputs is left as it is, and what was said of it is said again. One build at a time
 * writes into an output folder; another waits for it.
 *
 * Rejects with an `EnvironmentProblem`.
 */
export async function build(options: BuildOptions): Promise<BuildResult> {
  const { root, check, debug, draft, say = () => {} } = options;
  const wrong = variableProblems(process.env);
  if (wrong.length > 0) return { outputs: [], output: 'output', upToDate: false, diagnostics: wrong };
  const files = createHost(root);
  const host = recordHost(files);
  const resolved = await resolveProject(host);
  const project = resolved.value;
  const nothing = {
    outputs: [],
    output: project?.output ?? 'output',
    upToDate: false,
    ...(project && { limits: project.limits }),
  };
  if (hasErrors(resolved.diagnostics) || project === undefined) {
    return { ...nothing, diagnostics: resolved.diagnostics };
  }
  const { limits } = project;
  const selected = targets(project, options);
  const aboutOutput = outputFolderProblems(root, project);
  const diagnostics = [...resolved.diagnostics, ...selected.diagnostics, ...aboutOutput];
  if (hasErrors(diagnostics)) return { ...nothing, diagnostics };

  const now = await circumstancesOf(draft, process.env);
  const asked = { root, project, targets: selected.value, now };
  const lookFresh = async (): Promise<FreshTarget[]> =>
    check || debug ? [] : findFresh({ ...asked, host: { ...files, limits } });
  const upToDate = { ...nothing, diagnostics, upToDate: true };
  const isCalm = check || isInOrder(root, project);
  const before = isCalm ? await lookFresh() : [];
  if (isAll(before, selected.value)) return withFresh(upToDate, before, selected.value);

  const lock = check && !debug ? undefined : await openOutput(root, project, say);
  try {
    const fresh = lock?.waited === true || !isCalm ? await lookFresh() : before;
    if (isAll(fresh, selected.value)) return withFresh(upToDate, fresh, selected.value);
    const stale = selected.value.filter((target) => !fresh.some((each) => each.target === target));
    const { runPipeline } = await import('./pipeline.js');
    const built = await runPipeline({ ...options, ...asked, targets: stale, host: { ...host, limits } });
    const result = { ...nothing, ...built, diagnostics: [...diagnostics, ...built.diagnostics] };
    return withFresh(result, fresh, selected.value);
  } finally {
    lock?.release();
  }
}

const isAll = (fresh: readonly FreshTarget[], wanted: readonly Target[]): boolean =>
  fresh.length > 0 && fresh.length === wanted.length;
