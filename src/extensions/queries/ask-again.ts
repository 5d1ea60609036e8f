import type { Diagnostic } from '../../diagnostics.js';
import { openProject } from '../../session/open-project.js';
import { type AskedAgain, keepResults } from './keep-results.js';

export interface AskAgainOptions {
  /** The project folder, absolute. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  /** Write the results; else hold those that are kept against them. */
  readonly write: boolean;
}

/** Asks the databases of a project its queries again. Rejects with an `EnvironmentProblem`. */
export async function askAgain({ root, env, write }: AskAgainOptions): Promise<{
  readonly asked: readonly AskedAgain[];
  readonly diagnostics: readonly Diagnostic[];
}> {
  const { opened, diagnostics } = await openProject(root, { only: [], languages: [], formats: [] });
  if (opened === undefined) return { asked: [], diagnostics };
  const kept = await keepResults(opened, env, { write });
  const errors = [...diagnostics, ...kept.diagnostics].filter(({ severity }) => severity === 'error');
  return { asked: kept.asked, diagnostics: errors };
}
