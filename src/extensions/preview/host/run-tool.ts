import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { toolRoot } from '../../../host/node-host.js';
import { onExit } from '../../../host/processes/exit.js';

/** A command line of this program that runs in a process of its own. */
export interface ToolRun {
  /** Its exit code; undefined where it was ended, or did not start. */
  readonly ended: Promise<number | undefined>;
  stop(): void;
}

/** Where a command line is typed. */
export interface TypedWhere {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Runs one; each line that it prints is told. */
export type RunTool = (argv: readonly string[], where: TypedWhere, told: (line: string) => void) => ToolRun;

/** Runs it without a shell. It ends with this process at the latest. */
export const runTool: RunTool = (argv, { cwd, env }, told) => {
  const child = spawn(process.execPath, [join(toolRoot(), 'cli.js'), ...argv], {
    cwd,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const forget = onExit(() => child.kill());
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', told);
  const ended = new Promise<number | undefined>((resolve) => {
    const end = (code: number | null): void => {
      forget();
      resolve(code ?? undefined);
    };
    child.once('error', () => end(null));
    child.once('close', end);
  });
  return { ended, stop: () => child.kill('SIGINT') };
};
