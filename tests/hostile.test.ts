/** What Tallybook says of hostile input; `tests/hostile/README.md` says how a case is made. */
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../src/cli/run.js';
import { build } from '../src/commands/build/build.js';
import { check } from '../src/commands/check/check.js';
import { openSession } from '../src/session/session.js';
import { temporaryFolder } from './host/temporary-folder.js';

const hostile = join(import.meta.dirname, 'hostile');
const names = readdirSync(join(hostile, 'cases')).sort();

/** What `make.ts` of a case exports. */
interface Maker {
  make(root: string): void | Promise<void>;
}

/** It takes seconds to fill a memory, and to wait for a drawing. */
const tried = names.filter(
  (name) => process.env.DEEP || !/^chart-that-(?:never-ends|takes-all-memory)$/.test(name),
);

test.each(tried)('%s', async (name) => {
  const folder = join(hostile, 'cases', name);
  const root = temporaryFolder();
  cpSync(join(hostile, 'project'), root, { recursive: true });
  if (existsSync(join(folder, 'project'))) cpSync(join(folder, 'project'), root, { recursive: true });
  if (existsSync(join(folder, 'make.ts'))) {
    const maker = (await import(join(folder, 'make.ts'))) as Maker;
    await maker.make(root);
  }
  const command = await readFile(join(folder, 'command.txt'), 'utf8').catch(() => 'check');
  const actual = await typed(command.trim(), root);
  expect(actual, 'the name of the machine’s folder').not.toContain(root);

  const expected = await readFile(join(folder, 'expected.txt'), 'utf8').catch(() => undefined);
  if (expected === undefined) {
    if (process.env.CI) throw new Error(`tests/hostile/cases/${name} has no expected.txt`);
    return writeFile(join(folder, 'expected.txt'), actual);
  }
  if (actual === expected) await rm(join(folder, 'actual.txt'), { force: true });
  else if (!process.env.CI) await writeFile(join(folder, 'actual.txt'), actual);
  expect(actual).toBe(expected);
});

/** One for all, so that no process for charts starts where none is drawn. */
const session = openSession({});

/** Everything that a command line prints, and its exit code; no time passes. */
async function typed(command: string, cwd: string): Promise<string> {
  const lines: string[] = [];
  const print = (text: string): void => void lines.push(text);
  const terminal = { cwd, env: {}, out: print, err: print, now: () => 0 };
  const code = await run(command.split(' '), terminal, {
    build,
    check: (options) => check({ ...options, session }),
  });
  return `${[...lines, `exit ${code}`].join('\n')}\n`;
}
