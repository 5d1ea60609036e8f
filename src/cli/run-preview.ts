import { resolve } from 'node:path';
import { preview } from '../commands/preview/preview.js';
import { browserFor, startProgram } from '../host/processes/start-program.js';
import { listenForStop } from '../host/processes/stop.js';
import { printDiagnostics } from './print-diagnostics.js';
import type { Printing } from './printing.js';
import type { ReportsRequest } from './request.js';

export interface PreviewRequest extends ReportsRequest {
  readonly command: 'preview';
  /** 0: one that is free. */
  readonly port: number;
  /** Show it in the browser of the user. */
  readonly open: boolean;
  /** The words of a command that opens a place in an editor. */
  readonly editor?: readonly string[];
}

/**
 * Shows the reports of a project in a browser until it is interrupted, which ends everything that was started and returns 0. The address
 * is printed to `out`, as JSON with `--json`.
 */
export async function runPreview(
  { project, only, languages, port, open, editor, json, quiet }: PreviewRequest,
  terminal: Printing,
): Promise<0 | 2> {
  const root = resolve(terminal.cwd, project);
  // From now on, so that nothing is left behind by an interrupt while it starts.
  const end = listenForStop().asked;
  const running = await preview({
    root,
    only,
    languages,
    port,
    ...(editor && { editor }),
    env: terminal.env,
  });
  if ('diagnostics' in running) {
    printDiagnostics(running.diagnostics, json, root, terminal);
    return 2;
  }
  try {
    const { address } = running;
    if (json) terminal.json({ address });
    else terminal.out(address);
    if (!quiet && !json)
      terminal.err(
        'Whoever has this address sees the reports, on this machine alone. Ctrl-C ends the preview.',
      );
    if (open) {
      const failure = await startProgram(browserFor(running.addressOnce()));
      if (failure !== undefined && !quiet)
        terminal.err(`No browser could be started (${failure}): open the address by hand.`);
    }
    await end;
  } finally {
    await running.close();
  }
  return 0;
}
