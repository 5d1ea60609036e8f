/**
 * Ctrl-C while the reports are printed, by the program as a user runs it: in a pipe, and on a terminal with the live
 * list. It needs a compiled `dist/`, as `npm test` makes.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { listFiles, temporaryFolder } from '../host/temporary-folder.js';
import { repository } from '../house/repository.js';

const program = join(repository, 'dist', 'cli.js');
const onPosix = describe.skipIf(process.platform === 'win32');
/** The `script` of util-linux runs a program on a terminal of its own. */
const hasScript = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0;

interface Scene {
  readonly project: string;
  /** The temporary folder of the run, where a browser keeps its profile. */
  readonly temporary: string;
  readonly env: NodeJS.ProcessEnv;
}

/** A project with an output, whose text has changed since and now takes long to print. */
function builtProject(): Scene {
  const folder = temporaryFolder();
  const project = join(folder, 'report');
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  cpSync(join(repository, 'src', 'project', 'starter'), project, { recursive: true });
  const { CI: _, GITHUB_ACTIONS: __, ...own } = process.env;
  const env = { ...own, TMPDIR: temporary, TERM: 'xterm' };
  execFileSync(process.execPath, [program, 'build', project, '--quiet'], { env, stdio: 'pipe' });
  const chapter = `## Another\n\n${'Words that fill a line of the page and then some more. '.repeat(60)}\n\n`;
  appendFileSync(join(project, 'templates', 'annual-report.md'), `\n\n${chapter.repeat(150)}`);
  return { project, temporary, env };
}

/** Every file of the output with its content, so that two states can be compared. */
function contents(folder: string): [string, string][] {
  return listFiles(folder).map((path) => [path, readFileSync(join(folder, path), 'base64')]);
}

/** Resolves once a child has said something on a stream. */
function hears(stream: NodeJS.ReadableStream | null, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    stream?.setEncoding('utf8');
    stream?.on('data', (text: string) => {
      said += stripVTControlCharacters(text);
      if (pattern.test(said)) resolve(said);
    });
    stream?.on('end', () => reject(new Error(`ended without ${pattern}: ${said}`)));
  });
}

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

  test.skipIf(!hasScript)('does the same on a terminal, where it also shows the cursor again', async () => {
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
  });
});
