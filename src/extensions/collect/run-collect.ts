import { resolve } from 'node:path';
import { printDiagnostics } from '../../cli/print-diagnostics.js';
import type { Printing } from '../../cli/printing.js';
import type { SharedRequest } from '../../cli/request.js';
import { shownPath } from '../../cli/shown-path.js';
import { visible } from '../../control-characters.js';
import { hasErrors } from '../../diagnostics.js';
import { prepareCollecting } from './collect.js';
import { mergeCollected } from './merge.js';

export interface CollectRequest extends SharedRequest {
  readonly command: 'collect';
  readonly step: 'prepare' | 'merge';
  /** As typed: where workbooks go, or where those lie that came back. */
  readonly folder: string;
  /** As typed. */
  readonly project: string;
  /** The day by which they are due: `2016-01-31`. */
  readonly due: string | undefined;
  readonly language: string | undefined;
  /** Institutions whose values are taken over. */
  readonly accept: readonly string[];
}

/** Writes the forms of institutions, or merges what came back. Returns 1 where something has to be mended. */
export async function runCollect(request: CollectRequest, terminal: Printing): Promise<0 | 1> {
  const { project, folder: typed, due, language, json, quiet } = request;
  const root = resolve(terminal.cwd, project);
  const folder = resolve(terminal.cwd, typed);
  const shown = visible(shownPath('.', folder, terminal.cwd));
  const say = (line: string): void => {
    if (!quiet) terminal.err(line);
  };
  if (request.step === 'prepare') {
    const options = { root, folder, shown, due, language, env: terminal.env };
    const { diagnostics, files } = await prepareCollecting(options);
    printDiagnostics(diagnostics, json, root, terminal);
    if (diagnostics.length > 0) return 1;
    say(`Wrote ${files.length} ${files.length === 1 ? 'workbook' : 'workbooks'} to ${shown}`);
    return 0;
  }
  const { accept } = request;
  const result = await mergeCollected({ root, folder, due, language, accept });
  printDiagnostics(result.aboutProject, json, root, terminal);
  printDiagnostics(result.aboutReturns, json, folder, terminal);
  if (json) terminal.json({ states: result.states, changes: result.changes, written: result.written });
  if (result.written.length > 0) {
    const counts = Object.entries(result.states).map(([state, count]) => `${count} ${state}`);
    const taken =
      accept.length > 0 && !hasErrors(result.aboutProject)
        ? `, of which those of ${accept.join(', ')} were taken over`
        : '';
    say(
      `${counts.join(', ')}; ${result.changes} new values${taken}. The proposal is in data/incoming, its board in data/incoming/board`,
    );
  }
  return hasErrors([...result.aboutProject, ...result.aboutReturns]) ? 1 : 0;
}
