/**
 * Builds that are ended while the reports are printed, by the program as a user runs it. By Ctrl-C, in a pipe and on a
 * terminal with the live list; and by a signal that no program can hear (SIGKILL, as the system sends when memory runs
 * out): its browser ends with it, and the next build removes what it left. It needs a compiled `dist/`, as `npm test` makes.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { isAlive } from '../host/browser/processes.js';
import { buildNext, killWhilePrinting } from './kill-while-printing.js';
import { builtProject, contents, hears, program, type Scene } from './slow-build.js';

const onPosix = describe.skipIf(process.platform === 'win32');
/** The `script` of util-linux runs a program on a terminal of its own. */
const hasScript = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

/** Interrupts a build with `interrupt` and expects that it leaves nothing but the output that was there. */
async function expectNothingLeft(
  { project, temporary }: Scene,
  child: ChildProcess,
  interrupt: () => Promise<void>,
): Promise<unknown[]> {
  const output = join(project, 'output');
  const before = contents(output);
  expect(before.map(([path]) => path)).toContain('annual-report/en/annual-report.pdf');
  const over = once(child, 'close');
  await interrupt();
  const ended = await over;
  expect(contents(output)).toEqual(before);
  expect(readdirSync(temporary)).toEqual([]);
  // Its profile lies in the temporary folder, which its command line names. A killed process is listed until the
  // system has taken it down.
  await vi.waitFor(
    () => expect(execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' })).not.toContain(temporary),
    { timeout: 10_000 },
  );
  return ended;
}

onPosix('Ctrl-C while printing', () => {
  test('ends with the signal, which a shell shows as 130, and leaves the old output and no browser', async () => {
    const scene = builtProject();
    const args = [program, 'build', scene.project];
    const child = spawn(process.execPath, args, { env: scene.env, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = await expectNothingLeft(scene, child, async () => {
      await hears(child.stderr, /^Printing annual-report/m);
      child.kill('SIGINT');
    });
    expect(ended).toEqual([null, 'SIGINT']);
  });

  test.skipIf(!hasScript || !process.env.DEEP)(
    'does the same on a terminal, where it also shows the cursor again',
    async () => {
      const scene = builtProject();
      const line = `stty cols 90 rows 30; exec '${process.execPath}' '${program}' build '${scene.project}'`;
      const child = spawn('script', ['-qefc', line, '/dev/null'], {
        env: scene.env,
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      let drawn = '';
      child.stdout.on('data', (text: string) => {
        drawn += text;
      });
      const ended = await expectNothingLeft(scene, child, async () => {
        await hears(child.stdout, /❯ Printing/);
        // As typed: the terminal makes the signal of it.
        child.stdin.write('\u0003');
      });
      expect(ended).toEqual([130, null]);
      expect(drawn.lastIndexOf('\u001B[?25h')).toBeGreaterThan(drawn.lastIndexOf('\u001B[?25l'));
    },
  );
});

/** The old output, without what says that somebody builds there. */
const withoutLock = (output: string): [string, string][] =>
  contents(output).filter(([path]) => !path.startsWith('.build/building-'));

describe.runIf(process.platform === 'linux' && process.env.DEEP)(
  'a build that is killed while printing',
  () => {
    test('takes its browser along, leaves the old output, and the next build removes its folder', async () => {
      const scene = builtProject();
      const output = join(scene.project, 'output');
      const before = contents(output);
      const started = await killWhilePrinting(scene);
      await expect.poll(() => started.filter(isAlive), { timeout: 10_000 }).toEqual([]);
      expect(withoutLock(output)).toEqual(before);
      expect(readdirSync(scene.temporary)).toEqual([expect.stringMatching(/^tallybook-browser-/)]);
      buildNext(scene);
      expect(readdirSync(scene.temporary)).toEqual([]);
      expect(contents(output)).not.toEqual(before);
      expect(contents(output)).toEqual(withoutLock(output));
    });
  },
);
