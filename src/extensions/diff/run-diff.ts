import { printDiagnostics } from '../../cli/print-diagnostics.js';
import type { Printing } from '../../cli/printing.js';
import type { SharedRequest } from '../../cli/request.js';
import { diff } from './diff.js';
import type { Failure } from './fail-on.js';

export interface DiffRequest extends SharedRequest {
  readonly command: 'diff';
  /** As typed: a project, an output folder, a snapshot or a git revision each. */
  readonly before: string;
  readonly after: string;
  readonly failOn: Failure;
}

/**
 * Prints what differs between two sides as Markdown, or with `--json` as one JSON object. Returns 1 when something
 * differs that it is to fail on (anything, if nothing else was asked for), else 0. It returns 2 when a side cannot be
 * read, which is printed like every problem.
 */
export async function runDiff(
  { before, after, failOn, json, quiet }: DiffRequest,
  terminal: Printing,
): Promise<0 | 1 | 2> {
  const { diagnostics, changes, same, unexplained, fails, markdown } = await diff({
    before,
    after,
    failOn,
    cwd: terminal.cwd,
    env: terminal.env,
  });
  for (const { diagnostic, root } of diagnostics) printDiagnostics([diagnostic], json, root, terminal);
  if (changes === undefined) return 2;
  if (json) terminal.json({ same, unexplained, ...changes });
  else if (!quiet || !same) terminal.out(markdown);
  return fails ? 1 : 0;
}
