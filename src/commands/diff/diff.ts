import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { type Changes, compareSnapshots, isSame } from './compare.js';
import { formatChanges } from './markdown.js';
import { readSide } from './sides.js';

export interface DiffResult {
  /** Errors of a side mean that there was nothing to compare. Each with the folder that its positions start from. */
  readonly diagnostics: readonly { readonly diagnostic: Diagnostic; readonly root: string }[];
  /** Undefined where a side could not be read. */
  readonly changes: Changes | undefined;
  readonly same: boolean;
  /** The changes as Markdown. */
  readonly markdown: string;
}

/** Compares two sides as typed: projects, output folders, snapshots or git revisions. Rejects with an `EnvironmentProblem`. */
export async function diff(options: {
  readonly before: string;
  readonly after: string;
  readonly cwd: string;
  /** The variables of the environment. */
  readonly env: NodeJS.ProcessEnv;
}): Promise<DiffResult> {
  const before = await readSide(options.before, options.cwd, options.env);
  const after = await readSide(options.after, options.cwd, options.env);
  const diagnostics = [before, after].flatMap((side) =>
    side.diagnostics.map((diagnostic) => ({ diagnostic, root: side.root })),
  );
  if (hasErrors(diagnostics.map(({ diagnostic }) => diagnostic))) {
    return { diagnostics, changes: undefined, same: false, markdown: '' };
  }
  const changes = compareSnapshots(before.snapshots, after.snapshots);
  return { diagnostics, changes, same: isSame(changes), markdown: formatChanges(changes) };
}
