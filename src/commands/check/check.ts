import { type Diagnostic, hasErrors, sortDiagnostics } from '../../diagnostics.js';
import { variableProblems } from '../../project/variables.js';
import type { ResourceLimits } from '../../resource-limits.js';
import { compile } from '../../session/compile.js';
import { keepTrees } from '../../session/keep-trees.js';
import { openProject } from '../../session/open-project.js';
import { openOutput, outputFolderProblems } from '../../session/output-folder.js';
import type { Progress } from '../../session/progress.js';
import { openSession, type Session } from '../../session/session.js';
import { lookAtPages } from './look-at-pages.js';
import { unusedCells } from './unused-cells.js';

export interface CheckOptions {
  /** The project folder, absolute. */
  readonly root: string;
  /** List words that a claim could test, and numbers in words. */
  readonly words?: boolean;
  /** List data cells that no report uses. */
  readonly unused?: boolean;
  /** Print the reports, and list what is wrong with their pages. */
  readonly layout?: boolean;
  /** Keep what each stage made in `.debug/` of the output folder. */
  readonly debug: boolean;
  readonly progress: Progress;
  /** Takes a line about what the check waits for. */
  readonly say?: (line: string) => void;
  /** The variables of the environment. */
  readonly env: NodeJS.ProcessEnv;
  /** One that is open already; it is put to rest. */
  readonly session?: Session;
}

export interface CheckResult {
  readonly diagnostics: readonly Diagnostic[];
  /** Those of the project, once it was read: how many problems are printed is one of them. */
  readonly limits?: ResourceLimits;
}

/** Reports every problem of a project without writing outputs. Rejects with an `EnvironmentProblem`. */
export async function check(options: CheckOptions): Promise<CheckResult> {
  const { root, env, words = false, progress } = options;
  const wrong = variableProblems(env);
  if (wrong.length > 0) return { diagnostics: wrong };
  const all = { only: [], languages: [], formats: [] };
  const { opened, project, diagnostics: found } = await openProject(root, all);
  const result = project && { limits: project.limits };
  if (opened === undefined) return { ...result, diagnostics: found };
  const diagnostics = [...found, ...outputFolderProblems(root, opened.project)];
  if (hasErrors(diagnostics)) return { ...result, diagnostics };
  // What is kept for debugging is written, by one process at a time.
  const lock = options.debug ? await openOutput(root, opened.project, options.say ?? (() => {})) : undefined;
  const session = options.session ?? openSession(env);
  try {
    const look = options.layout === true ? lookAtPages(session, opened, progress) : undefined;
    const { aboutData, data, made } = await compile(session, opened, {
      tolerant: false,
      words,
      progress,
      wantsPdf: look !== undefined,
      ...(look && { take: look.take }),
    });
    const ofPages = (await look?.found()) ?? [];
    const reports = made.flatMap(({ report }) => report ?? []);
    const isReadable = !hasErrors(aboutData);
    if (options.debug && isReadable) await keepTrees(root, opened.project, data, reports);
    const unused = options.unused === true && isReadable ? unusedCells(data, reports) : [];
    const said = [
      ...diagnostics,
      ...aboutData,
      ...made.flatMap((each) => each.diagnostics),
      ...unused,
      ...ofPages,
    ];
    return { ...result, diagnostics: sortDiagnostics(said) };
  } finally {
    await session.rest();
    lock?.release();
  }
}
