import { resolve } from 'node:path';
import { printDiagnostics } from '../../cli/print-diagnostics.js';
import type { Printing } from '../../cli/printing.js';
import type { OutputsRequest } from '../../cli/request.js';
import { shownPath } from '../../cli/shown-path.js';
import { describeOutputs, summarise } from '../../cli/summary.js';
import { visible } from '../../control-characters.js';
import { hasErrors } from '../../diagnostics.js';
import { variableProblems } from '../../project/variables.js';
import { enqueue } from './enqueue/enqueue.js';

export interface EnqueueRequest extends OutputsRequest {
  readonly command: 'enqueue';
  /** As typed; it may hold a password. */
  readonly queue: string | undefined;
  /** As typed. */
  readonly share: string;
  readonly wait: boolean;
  readonly keepGoing: boolean;
}

/** Enqueues a project. Returns 1 where it has errors, 2 where it was asked wrongly. */
export async function runEnqueue(request: EnqueueRequest, terminal: Printing): Promise<0 | 1 | 2> {
  const { json, quiet, share } = request;
  const root = resolve(terminal.cwd, request.project);
  const wrong = variableProblems(terminal.env);
  if (wrong.length > 0) {
    printDiagnostics(wrong, json, root, terminal);
    return 2;
  }
  const start = terminal.now();
  const { diagnostics, limits, published } = await enqueue({
    ...request,
    root,
    share: { folder: resolve(terminal.cwd, share), shown: visible(share) },
    env: terminal.env,
    say: (line) => {
      if (!quiet) terminal.err(line);
    },
  });
  printDiagnostics(diagnostics, json, root, terminal, limits);
  if (diagnostics.some(({ code }) => code === 'queue/address')) return 2;
  if (published !== undefined) {
    const result = { ...published, diagnostics };
    if (!json && !quiet)
      for (const line of describeOutputs(result, (path) => shownPath(path, root, terminal.cwd)))
        terminal.out(line);
    const shownRoot = shownPath('.', root, terminal.cwd);
    const project = shownRoot === '.' ? 'the project' : visible(shownRoot);
    if (!quiet) terminal.err(summarise(result, { check: false, project, elapsed: terminal.now() - start }));
  }
  return hasErrors(diagnostics) ? 1 : 0;
}
