import { resolve } from 'node:path';
import { printDiagnostics } from '../../cli/print-diagnostics.js';
import type { Printing } from '../../cli/printing.js';
import type { SharedRequest } from '../../cli/request.js';
import { visible } from '../../control-characters.js';
import { askAgain } from './keep-results.js';

interface DatabasesRequest extends SharedRequest {
  readonly command: 'data';
  /** As typed. */
  readonly project: string;
  /** Write what the databases answer; else hold what is kept against it. */
  readonly write: boolean;
}

/** Asks the databases again, and prints what came of each query. */
export async function runDatabases(
  { project, write, json }: DatabasesRequest,
  terminal: Printing,
): Promise<0 | 1> {
  const root = resolve(terminal.cwd, project);
  const { asked, diagnostics } = await askAgain({ root, env: terminal.env, write });
  printDiagnostics(diagnostics, json, root, terminal);
  if (json) for (const each of asked) terminal.json(each);
  else if (diagnostics.length === 0 && asked.length === 0)
    terminal.out('No query of this project asks a database.');
  else if (diagnostics.length === 0) {
    const lines = asked.map(
      ({ file, rows, isOther }) =>
        `${file}: ${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'}, ${isOther ? 'written' : 'unchanged'}`,
    );
    terminal.out(lines.map((line) => visible(line)).join('\n'));
  }
  return diagnostics.length > 0 ? 1 : 0;
}
