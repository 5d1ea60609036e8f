import { findNoopRecord } from '../commands/build/noop/noop-record.js';
import type { ExitCode } from './exit-code.js';
import { printingOn } from './printing.js';
import { tellBuild } from './tell-build.js';
import type { Terminal } from './terminal.js';

/** Says of a project in which nothing has changed what was said before, and returns the exit code; undefined where something has to be done for it. */
export async function replayNoop(argv: readonly string[], given: Terminal): Promise<ExitCode | undefined> {
  const start = given.now();
  const noopRecord = await findNoopRecord({ argv, cwd: given.cwd }, given.env);
  if (noopRecord === undefined) return undefined;
  const { root, manner, result } = noopRecord;
  return tellBuild(result, { root, ...manner, check: false, start }, printingOn(given));
}
