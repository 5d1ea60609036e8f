import { type Diagnostic, hasErrors } from '../../diagnostics.js';
import { audienceOf } from '../../model/snapshot.js';
import { openSession } from '../../session/session.js';
import { unexplainedRevisions } from '../../session/unexplained-revisions.js';
import { type Change, type Changes, compareSnapshots, isSame } from './compare.js';
import type { Failure } from './fail-on.js';
import { formatChanges } from './markdown.js';
import { readSide, type Side } from './sides.js';

export interface DiffResult {
  /** Errors of a side mean that there was nothing to compare. Each with the folder that its positions start from. */
  readonly diagnostics: readonly { readonly diagnostic: Diagnostic; readonly root: string }[];
  /** Undefined where a side could not be read. */
  readonly changes: Changes | undefined;
  readonly same: boolean;
  /** What one side published and the other has otherwise, without a reason. */
  readonly unexplained: readonly Change[];
  /** True where there is what the comparison was to fail on. */
  readonly fails: boolean;
  /** The changes as Markdown. */
  readonly markdown: string;
}

interface DiffOptions {
  readonly before: string;
  readonly after: string;
  /** Anything that differs, where nothing else is named. */
  readonly failOn?: Failure;
  readonly cwd: string;
  /** The variables of the environment. */
  readonly env: NodeJS.ProcessEnv;
}

/** Compares two sides as typed: projects, output folders, snapshots or git revisions. Rejects with an `EnvironmentProblem`. */
export async function diff(options: DiffOptions): Promise<DiffResult> {
  const { before, after } = await readSides(options);
  const diagnostics = [before, after].flatMap((side) =>
    side.diagnostics.map((diagnostic) => ({ diagnostic, root: side.root })),
  );
  const apart = otherAudience([before, after], options);
  if (apart !== undefined) diagnostics.push({ diagnostic: apart, root: options.cwd });
  if (hasErrors(diagnostics.map(({ diagnostic }) => diagnostic))) {
    return { diagnostics, changes: undefined, same: false, unexplained: [], fails: true, markdown: '' };
  }
  const { failOn = 'difference' } = options;
  const changes = compareSnapshots(before.snapshots, after.snapshots);
  const same = isSame(changes);
  const unexplained = unexplainedRevisions(before.snapshots, after.snapshots, failOn === 'figure');
  const fails = failOn === 'difference' ? !same : unexplained.length > 0;
  return { diagnostics, changes, same, unexplained, fails, markdown: formatChanges(changes, unexplained) };
}

/** An error where one side holds confidential reports and the other public ones: what differs would be what is hidden. */
function otherAudience([one, other]: readonly [Side, Side], typed: DiffOptions): Diagnostic | undefined {
  const audiences = new Set([...one.snapshots, ...other.snapshots].map(audienceOf));
  if (audiences.size < 2) return undefined;
  const isFirst = one.snapshots.some((snapshot) => audienceOf(snapshot) === 'confidential');
  return {
    severity: 'error',
    code: 'diff/audience',
    message: `Unexpected confidential reports in \`${isFirst ? typed.before : typed.after}\` alone, expected two sides for the same readers`,
    position: { file: isFirst ? typed.before : typed.after, line: 1, column: 1 },
    hint: 'of a project the public reports are compared; name two folders of confidential ones, as they were built',
  };
}

/** Both sides, of which two projects are composed in one session: what they have in common is made once. */
async function readSides({ before, after, cwd, env }: DiffOptions) {
  const session = openSession(env);
  try {
    return {
      before: await readSide(before, cwd, session),
      after: await readSide(after, cwd, session),
    };
  } finally {
    await session.rest();
  }
}
