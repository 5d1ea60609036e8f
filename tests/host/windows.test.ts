/**
 * What Windows does otherwise, through the seams of the host. Elsewhere: variables in any case (`browser/provide.test.ts`), `\\` and drive letters
 * (`files.test.ts`), files open in other programs (`output.test.ts`), signals (`exit.test.ts`), ends of lines (`preview/page-maker.test.ts`),
 * start files (`deep/portable.deep.ts`).
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { folderFiles } from '../../src/host/files/files.js';
import { renameSoon } from '../../src/host/files/rename.js';
import { writeWhole } from '../../src/host/files/whole-file.js';
import { supervisor } from '../../src/host/processes/supervisor.js';
import { temporaryName } from '../../src/host/publication/leftovers.js';
import { foldedPath, nameProblem } from '../../src/project/portable-names.js';
import { repository, textOf } from '../house/repository.js';
import { temporaryFolder } from './temporary-folder.js';

/** A disk on which a rename fails so often, and how long was waited. */
function renamed(platform: NodeJS.Platform, code: string, failures: number) {
  const waits: number[] = [];
  let tries = 0;
  const rename = (): void => {
    if (++tries <= failures) throw Object.assign(new Error(code), { code });
  };
  const run = (): void => renameSoon('a', 'b', { platform, rename, wait: (pause) => void waits.push(pause) });
  return { run, tries: () => tries, waited: () => waits.reduce((sum, each) => sum + each, 0) };
}

describe('a new file that a virus scanner looks at', () => {
  test.each(['EPERM', 'EACCES', 'EBUSY'])('is renamed when it has done so (%s)', (code) => {
    const { run, tries, waited } = renamed('win32', code, 2);
    run();
    expect([tries(), waited()]).toEqual([3, 60]);
  });

  test.each([
    ['win32', 'EBUSY', 10],
    ['win32', 'ENOENT', 1],
    ['linux', 'EACCES', 1],
  ] as const)('is not waited for for ever, nor anywhere else (%s, %s)', (platform, code, most) => {
    const { run, tries, waited } = renamed(platform, code, 100);
    expect(run).toThrow(code);
    expect(tries()).toBe(most);
    expect(waited()).toBeLessThan(1_500);
  });
});

test.each([
  ['gone, but Windows goes on to say its id', 7, 'ESRCH', true],
  ['gone', 1, undefined, true],
  ['there', 7, undefined, false],
  ['there, of another user', 7, 'EPERM', false],
])('work ends when the process that started it is %s', (_, ppid, code, isEnded) => {
  const killed: unknown[] = [];
  const process = {
    ppid,
    pid: 8,
    kill(id: number, signal: unknown) {
      if (signal !== 0) killed.push([id, signal]);
      else if (code !== undefined) throw Object.assign(new Error(code), { code });
    },
  };
  runInNewContext(supervisor(7), { process, setInterval: (look: () => void) => look() });
  expect(killed).toEqual(isEnded ? [[8, 'SIGKILL']] : []);
});

test.each(['CON', 'con.txt', 'Lpt1.md', 'a.', 'a ', 'a:b', 'a?'])('`%s` is no name there', (name) => {
  expect(nameProblem(name)).toBeDefined();
});

test('names that differ in case or in how a letter is composed are one there', () => {
  expect(foldedPath('Output/Çka.md')).toBe(foldedPath('output/C\u0327KA.md'));
  expect(nameProblem('console.md')).toBeUndefined();
});

test('a console of another code page is set to UTF-8 before anything is said in it', () => {
  const start = textOf('src/portable/Start Tallybook.cmd');
  const [utf8, first] = [start.indexOf('chcp 65001 >nul'), start.indexOf('node.exe')];
  expect([utf8 > 0, utf8 < first]).toEqual([true, true]);
});

test('what the tool says through a pipe is UTF-8, whatever the language of the machine', () => {
  const { stderr } = spawnSync(
    process.execPath,
    [join(repository, 'dist', 'cli.js'), 'check', 'Žrtve-Жртве'],
    {
      env: { LANG: 'C', LC_ALL: 'C' },
    },
  );
  expect(stderr.toString('utf8')).toContain('Žrtve-Жртве');
});

test('a file is written and read below more than 260 characters', async () => {
  const root = join(
    temporaryFolder(),
    ...Array.from({ length: 6 }, () => 'a-folder-of-fifty-characters-as-an-office-has-them'),
  );
  mkdirSync(root, { recursive: true });
  expect(root.length).toBeGreaterThan(300);
  await writeWhole(root, 'reports/figures.csv', new TextEncoder().encode('year\n2024\n'), 'project');
  expect(await folderFiles(root).readText('reports/figures.csv')).toBe('year\n2024\n');
});

test('a name while a file is written leaves room for the folders of an office', () => {
  // 260 characters are the most that a program without long paths opens, and a folder of 170 is deep.
  expect(temporaryName('annual-report.html.new').length).toBeLessThan(90);
});
