/** The portable folder, put together as a release does, and carried to a user who has nothing: no npm, no git, an own home that is empty. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../host/temporary-folder.js';
import { repository } from '../house/repository.js';

const elsewhere = temporaryFolder(afterAll);

/** Puts the folder of a system together, with the Node of this machine: that of another is fetched only for a release. */
function portable(system: string): string {
  const folder = join(elsewhere, system);
  const { status, stderr } = spawnSync(process.execPath, ['src/portable.mjs', system, folder], {
    cwd: repository,
    encoding: 'utf8',
    env: { ...process.env, TALLYBOOK_PORTABLE_NODE: process.execPath },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return folder;
}

beforeAll(() => {
  for (const script of ['src/declarations.mjs', 'src/pack.mjs'])
    expect(spawnSync(process.execPath, [script, elsewhere], { cwd: repository }).status).toBe(0);
}, 120_000);

test('builds by its start file, from a path with spaces and accents, with nothing but a shell beside it', () => {
  const home = join(elsewhere, 'new user é');
  const programs = join(elsewhere, 'bin');
  mkdirSync(home);
  mkdirSync(programs);
  for (const name of ['sh', 'dirname', 'readlink']) symlinkSync(`/usr/bin/${name}`, join(programs, name));
  const folder = join(home, 'Tallybook');
  cpSync(portable('linux'), folder, { recursive: true });
  const run = (...args: string[]) =>
    spawnSync(join(folder, 'tallybook'), args, {
      cwd: folder,
      encoding: 'utf8',
      env: { HOME: home, PATH: programs, HTTPS_PROXY: 'http://127.0.0.1:9' },
    });
  expect(run('init', 'project')).toMatchObject({ status: 0 });
  expect(run('build', 'project')).toMatchObject({
    status: 0,
    stderr: expect.not.stringContaining('Fetching'),
  });
  expect(run('verify', 'project/output')).toMatchObject({ status: 0 });
}, 120_000);

test('has start files for Windows that name what is there, in lines and letters that cmd reads', () => {
  const folder = portable('windows');
  for (const name of ['Start Tallybook.cmd', 'tallybook.cmd']) {
    const text = readFileSync(join(folder, name), 'latin1');
    expect(text).toMatch(/^[\x20-\x7e\r\n]*$/);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(
      [...text.matchAll(/%[^%\s]{0,4}/g)].map(([each]) => each).filter((each) => !/^%(?:~dp0|\*)/.test(each)),
    ).toEqual([]);
    const paths = [...text.matchAll(/"(?:%~dp0)?(tool\\[^"]+)"/g)].map(([, path = '']) =>
      path.replaceAll('\\', '/'),
    );
    expect(paths.length).toBeGreaterThan(1);
    expect(paths.filter((path) => !existsSync(join(folder, path)))).toEqual([]);
  }
  expect(existsSync(join(folder, 'tool/node_modules/@sparticuz'))).toBe(false);
}, 60_000);
