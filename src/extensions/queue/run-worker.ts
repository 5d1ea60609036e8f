import { resolve } from 'node:path';
import { printDiagnostics } from '../../cli/print-diagnostics.js';
import type { Printing } from '../../cli/printing.js';
import type { SharedRequest } from '../../cli/request.js';
import { visible } from '../../control-characters.js';
import { hasErrors } from '../../diagnostics.js';
import { work } from './worker/worker.js';

export interface WorkerRequest extends SharedRequest {
  readonly command: 'worker';
  /** As typed; it may hold a password. */
  readonly queue: string | undefined;
  /** As typed. */
  readonly share: string;
  readonly concurrency: number;
  /** Seconds. */
  readonly lease: number;
  readonly untilEmpty: boolean;
}

/**
 * Works until it is stopped. Returns 0, or 130 where it was interrupted, 2 where it was asked wrongly, and 3 where it ended while jobs wait
 * for a worker of another version.
 */
export async function runWorker(request: WorkerRequest, terminal: Printing): Promise<0 | 2 | 3 | 130> {
  const { json, quiet, share } = request;
  const { diagnostics, stopped } = await work({
    ...request,
    share: { folder: resolve(terminal.cwd, share), shown: visible(share) },
    env: terminal.env,
    say: (line) => {
      if (!quiet) terminal.err(line);
    },
  });
  printDiagnostics(diagnostics, json, terminal.cwd, terminal);
  if (diagnostics.some(({ code }) => code === 'queue/address')) return 2;
  if (stopped !== undefined) return stopped === 'SIGINT' ? 130 : 0;
  return hasErrors(diagnostics) ? 3 : 0;
}
