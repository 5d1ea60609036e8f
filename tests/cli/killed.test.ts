/**
 * A build that is killed by a signal that no program can hear (SIGKILL, as the system sends when memory runs out): its
 * browser ends with it, and the next build removes what it left. It needs a compiled `dist/`, as `npm test` makes.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { descendants, isAlive } from '../host/browser/processes.js';
import { builtProject, contents, hears, program, type Scene, shorten } from './slow-build.js';

/** Kills a build while it prints; returns the processes that it had started, after `before` is told those of the browser. */
async function killWhilePrinting({ project, env }: Scene, before: (pids: number[]) => void = () => {}) {
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

/** The old output, without what says that somebody builds there. */
const withoutLock = (output: string): [string, string][] =>
  contents(output).filter(([path]) => !path.startsWith('.build/building-'));

const browserOf = (pid = 0): string[] =>
  descendants(pid)
    .map(({ command }) => command)
    .filter((command) => command.includes('--type=renderer'));

/** The next build, which has less to print. */
function build({ project, env }: Scene): void {
  shorten(project);
  execFileSync(process.execPath, [program, 'build', project, '--quiet'], { env, stdio: 'pipe' });
}

describe.skipIf(process.platform !== 'linux')('a build that is killed while printing', () => {
  test('takes its browser along, leaves the old output, and the next build removes its folder', async () => {
    const scene = builtProject();
    const output = join(scene.project, 'output');
    const before = contents(output);
    const started = await killWhilePrinting(scene);
    await expect.poll(() => started.filter(isAlive), { timeout: 10_000 }).toEqual([]);
    expect(withoutLock(output)).toEqual(before);
    expect(readdirSync(scene.temporary)).toEqual([expect.stringMatching(/^tallybook-browser-/)]);
    build(scene);
    expect(readdirSync(scene.temporary)).toEqual([]);
    expect(contents(output)).not.toEqual(before);
    expect(contents(output)).toEqual(withoutLock(output));
  });

  test('leaves a browser that hung, which the next build ends', async () => {
    const scene = builtProject();
    const started = await killWhilePrinting(scene, (pids) => {
      for (const pid of pids.filter(isAlive)) process.kill(pid, 'SIGSTOP');
    });
    expect(started.filter(isAlive)).not.toEqual([]);
    build(scene);
    await expect.poll(() => started.filter(isAlive), { timeout: 10_000 }).toEqual([]);
    expect(readdirSync(scene.temporary)).toEqual([]);
  });
});
