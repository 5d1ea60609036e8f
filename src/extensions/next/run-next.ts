import { resolve } from 'node:path';
import { printDiagnostics } from '../../cli/print-diagnostics.js';
import type { Printing } from '../../cli/printing.js';
import type { SharedRequest } from '../../cli/request.js';
import { hasErrors } from '../../diagnostics.js';
import { type NextResult, next, undoNext } from './next.js';

interface NextRequest extends SharedRequest {
  readonly command: 'next';
  /** As typed. */
  readonly project: string;
  readonly report?: string | undefined;
  readonly write?: boolean;
  readonly edition?: number | undefined;
  readonly undo?: boolean;
  readonly unchanged?: boolean;
}

/** Prints what moves to the next edition, or moves it. Returns 1 where it cannot be done. */
export async function runNext(
  { project, report, edition, write = false, undo = false, unchanged = false, json, quiet }: NextRequest,
  terminal: Printing,
): Promise<0 | 1> {
  const root = resolve(terminal.cwd, project);
  const result = undo
    ? { ...(await undoNext(root)), diff: '' }
    : await next({ root, report, write, edition, unchanged, env: terminal.env });
  printDiagnostics(result.diagnostics, json, root, terminal);
  if (json) terminal.json({ diff: result.diff, written: result.written });
  else {
    if (!write) for (const line of result.diff.split('\n').slice(0, -1)) terminal.out(line);
    if (!quiet && !hasErrors(result.diagnostics)) terminal.err(summary(result, undo));
  }
  return hasErrors(result.diagnostics) ? 1 : 0;
}

function summary({ diff, edition = 0, written, diagnostics }: NextResult, undo: boolean): string {
  const left = `${diagnostics.length} ${diagnostics.length === 1 ? 'place' : 'places'} to look at`;
  if (undo) return `Put back ${written.join(', ')}`;
  if (written.length > 0)
    return `Edition ${edition + 1} begun: wrote ${written.join(', ')}; ${left}. Now put in the new data, and run \`next\` again`;
  return diff === ''
    ? `Edition ${edition + 1} has begun; ${left}. Once it is published, \`next --edition ${edition + 2}\` goes on to the year after`
    : `Nothing was changed; ${left}. Run \`next --write\` to change the files as shown`;
}
