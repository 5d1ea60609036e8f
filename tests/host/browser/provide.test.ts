import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { browserCandidates } from '../../../src/host/browser/candidates.js';
import { provideBrowser } from '../../../src/host/browser/provide.js';
import { environmentProblem } from '../../../src/host/problems.js';
import { temporaryFolder } from '../temporary-folder.js';

/** Provides a browser on a machine of some system on which nothing is installed; tells what was said and downloaded. */
async function provided(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  install: () => Promise<unknown> = () => Promise.resolve(),
) {
  const said: string[] = [];
  let downloads = 0;
  const machine = {
    // The machine that runs this test may have one in a package.
    candidates: browserCandidates(env, platform).filter(({ kind }) => kind !== 'packed'),
    install: () => {
      downloads += 1;
      return install();
    },
  };
  await provideBrowser(env, (line) => said.push(line), machine);
  return { said, downloads };
}

/** Where nothing is: programs, the cache, and the places of the system. */
function emptyMachine() {
  const folder = temporaryFolder();
  const env = {
    PATH: join(folder, 'bin'),
    HOME: folder,
    TALLYBOOK_CACHE: join(folder, 'cache'),
    PROGRAMFILES: join(folder, 'programs'),
    'PROGRAMFILES(X86)': join(folder, 'programs'),
    LOCALAPPDATA: join(folder, 'local'),
  };
  return { folder, env };
}

test.each(['darwin', 'win32'] as const)(
  'where %s has none, one is downloaded, and a line says so',
  async (platform) => {
    const { env } = emptyMachine();
    const { said, downloads } = await provided(platform, env);
    expect(downloads).toBe(1);
    expect(said).toEqual([
      'No browser that prints was found; one is downloaded into the cache of this user, once.',
    ]);
  },
);

test('a browser that is installed is enough', async () => {
  const { folder, env } = emptyMachine();
  const path = join(folder, 'Applications', 'Google Chrome.app', 'Contents', 'MacOS', 'Google Chrome');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '', { mode: 0o755 });
  expect(await provided('darwin', env)).toEqual({ said: [], downloads: 0 });
});

test('Edge is found by a preview on Windows, whose copy of the environment has the names as Windows writes them', async () => {
  const { folder, env } = emptyMachine();
  const { PROGRAMFILES: _, 'PROGRAMFILES(X86)': __, ...rest } = env;
  const programs = join(folder, 'Program Files (x86)');
  const path = join(programs, 'Microsoft', 'Edge', 'Application', 'msedge.exe');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '', { mode: 0o755 });
  const copied = { ...rest, ProgramFiles: join(folder, 'Program Files'), 'ProgramFiles(x86)': programs };
  expect(await provided('win32', copied)).toEqual({ said: [], downloads: 0 });
});

test('one that a variable names stays the only one', async () => {
  const { env } = emptyMachine();
  expect(await provided('darwin', { ...env, TALLYBOOK_BROWSER: '/nowhere' })).toEqual({
    said: [],
    downloads: 0,
  });
});

test('a download that fails is said with its hint, and stops nothing', async () => {
  const { env } = emptyMachine();
  const problem = environmentProblem({
    severity: 'error',
    code: 'host/browser-download',
    message: 'Unexpected end of the download',
    hint: 'check the network',
  });
  const { said } = await provided('win32', env, () => Promise.reject(problem));
  expect(said.slice(1)).toEqual([
    'It could not be had: Unexpected end of the download',
    '  hint: check the network',
  ]);
});
