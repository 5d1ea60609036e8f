/**
 * What Windows does otherwise, through the seams of the host. Elsewhere: variables in any case (`browser/provide.test.ts`), `\\` and drive letters
 * (`files.test.ts`), files open in other programs (`output.test.ts`), signals (`exit.test.ts`), ends of lines (`preview/page-maker.test.ts`),
 * start files (`deep/portable.deep.ts`).
 */
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { renameSoon } from '../../src/host/files/rename.js';
import { supervisor } from '../../src/host/processes/supervisor.js';
import { foldedPath, nameProblem } from '../../src/project/portable-names.js';

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
