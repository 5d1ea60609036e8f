import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'vitest';
import { descendants } from '../host/browser/processes.js';
import { hears, program, type Scene, shorten } from './slow-build.js';

/** Kills a build while it prints; returns the processes that it had started, after `before` is told those of the browser. */
export async function killWhilePrinting(
  { project, env }: Scene,
  before: (pids: number[]) => void = () => {},
) {
  const child = spawn(process.execPath, [program, 'build', project], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const over = once(child, 'exit');
  await hears(child.stderr, /^Printing annual-report/m);
  await expect.poll(() => browserOf(child.pid), { timeout: 20_000 }).not.toEqual([]);
  const all = descendants(child.pid ?? 0);
  const started = all.map(({ pid }) => pid);
  before(all.filter(({ command }) => !command.includes('child-main')).map(({ pid }) => pid));
  child.kill('SIGKILL');
  expect(await over).toEqual([null, 'SIGKILL']);
  return started;
}

const browserOf = (pid = 0): string[] =>
  descendants(pid)
    .map(({ command }) => command)
    .filter((command) => command.includes('--type=renderer'));

/** The next build, which has less to print. */
export function buildNext({ project, env }: Scene): void {
  shorten(project);
  execFileSync(process.execPath, [program, 'build', project, '--quiet'], { env, stdio: 'pipe' });
}
