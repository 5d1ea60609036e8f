import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { browserCandidates } from '../../../src/host/browser/candidates.js';
import { findBrowser } from '../../../src/host/browser/find.js';
import { temporaryFolder } from '../temporary-folder.js';

const onPosix = test.skipIf(process.platform === 'win32');
const packed = { folder: '/nowhere/@sparticuz/chromium', version: '147.0.0' };

/** A tool folder with its fonts, and a cache. */
function settings(env: NodeJS.ProcessEnv = {}) {
  const folder = temporaryFolder();
  const toolRoot = join(folder, 'dist');
  mkdirSync(join(toolRoot, 'fonts', 'system'), { recursive: true });
  return { toolRoot, env: { TALLYBOOK_CACHE: join(folder, 'cache'), ...env }, startDeadline: 20_000 };
}

/** A program that is no browser: a shell script. */
function script(folder: string, name: string, lines: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${lines}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('the browsers to try', () => {
  test('are only the named one when a variable names one, ours first', () => {
    const names = (env: NodeJS.ProcessEnv) => browserCandidates(env, 'linux', packed).map(({ name }) => name);
    expect(names({ PUPPETEER_EXECUTABLE_PATH: '/b', TALLYBOOK_BROWSER: '/a' })).toEqual([
      'TALLYBOOK_BROWSER=/a',
    ]);
    expect(names({ PUPPETEER_EXECUTABLE_PATH: '/b', TALLYBOOK_BROWSER: '' })).toEqual([
      'PUPPETEER_EXECUTABLE_PATH=/b',
    ]);
  });

  test('begin with the packed one, then programs, the quickest first', () => {
    const names = browserCandidates({ PATH: '/usr/bin' }, 'linux', packed).map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual([
      '@sparticuz/chromium 147.0.0',
      '`chromium-headless-shell` on the search path',
    ]);
    expect(names).toContain('`google-chrome` on the search path');
  });

  onPosix('end on macOS and Windows with the places of Chrome, Edge and Chromium', () => {
    const mac = browserCandidates({ HOME: '/Users/ana' }, 'darwin').map(({ name }) => name);
    expect(mac).toContain('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
    expect(mac).toContain('/Users/ana/Applications/Chromium.app/Contents/MacOS/Chromium');
    const windows = browserCandidates({ PROGRAMFILES: 'C:/Program Files' }, 'win32').map(({ name }) => name);
    expect(windows).toContain('C:/Program Files/Microsoft/Edge/Application/msedge.exe');
  });

  onPosix('are found on the search path only when they can be started', async () => {
    const folder = temporaryFolder();
    const chromium = script(folder, 'chromium', 'exit 0');
    writeFileSync(join(folder, 'google-chrome'), 'not a program', { mode: 0o644 });
    const candidates = browserCandidates({ PATH: `/nowhere:${folder}` }, 'linux');
    const locate = (command: string) =>
      candidates.find(({ name }) => name.startsWith(`\`${command}\``))?.locate(false);
    expect(await locate('chromium')).toEqual({ executable: chromium });
    expect(await locate('google-chrome')).toBeUndefined();
    expect(await locate('microsoft-edge')).toBeUndefined();
  });
});

describe('a browser named by a variable', () => {
  test('that does not exist is an error that names it, and no other is tried', async () => {
    await expect(findBrowser(settings({ TALLYBOOK_BROWSER: '/nowhere/chrome' }))).rejects.toMatchObject({
      diagnostic: {
        code: 'host/browser-override',
        message: expect.stringContaining(
          '`TALLYBOOK_BROWSER=/nowhere/chrome` does not start (there is no such file)',
        ),
        hint: expect.stringContaining('unset the variable'),
        position: { file: 'tallybook', line: 1, column: 1 },
      },
    });
  });

  test('by a bare name that is not on the search path is an error', async () => {
    const env = { PUPPETEER_EXECUTABLE_PATH: 'no-such-browser', PATH: '/nowhere' };
    await expect(findBrowser(settings(env))).rejects.toMatchObject({
      diagnostic: {
        code: 'host/browser-override',
        message: expect.stringContaining('`PUPPETEER_EXECUTABLE_PATH=no-such-browser`'),
      },
    });
  });

  onPosix('that is a folder or may not be started is an error', async () => {
    const folder = temporaryFolder();
    await expect(findBrowser(settings({ TALLYBOOK_BROWSER: folder }))).rejects.toMatchObject({
      diagnostic: { message: expect.stringContaining('it is not a program that may be started') },
    });
  });

  onPosix('that is no browser is an error that quotes what it said', async () => {
    const browser = script(temporaryFolder(), 'chrome', 'echo "libnss3.so: cannot open" >&2; exit 127');
    await expect(findBrowser(settings({ TALLYBOOK_BROWSER: browser }))).rejects.toMatchObject({
      diagnostic: {
        code: 'host/browser-override',
        message: expect.stringContaining('libnss3.so: cannot open'),
      },
    });
  });

  onPosix('that never answers is given up', async () => {
    const browser = script(temporaryFolder(), 'chrome', 'exec sleep 60');
    const patient = settings({ TALLYBOOK_BROWSER: browser, PATH: process.env.PATH });
    await expect(findBrowser({ ...patient, startDeadline: 200 })).rejects.toMatchObject({
      diagnostic: { code: 'host/browser-override' },
    });
  });
});

describe('without a browser', () => {
  onPosix('the error lists what was tried and says what to do', async () => {
    const folder = temporaryFolder();
    script(folder, 'chromium', 'echo "bad CPU" >&2; exit 1');
    const without = settings({ PATH: folder });
    const candidates = browserCandidates(without.env, 'linux').filter(({ kind }) => kind !== 'packed');
    await expect(findBrowser({ ...without, candidates })).rejects.toMatchObject({
      diagnostic: {
        code: 'host/browser-missing',
        message: expect.stringMatching(
          /`chromium-headless-shell` on the search path: not there.*`chromium` on the search path: it ended with code 1: bad CPU.*`google-chrome`/,
        ),
        hint: expect.stringContaining('TALLYBOOK_BROWSER'),
      },
    });
  });

  test('the error says so too when there is nothing to try', async () => {
    await expect(findBrowser({ ...settings(), candidates: [] })).rejects.toMatchObject({
      diagnostic: { code: 'host/browser-missing', message: expect.stringContaining('none is known') },
    });
  });

  test('a disk too full to unpack the packed one is named instead', async () => {
    const candidate = {
      kind: 'packed',
      name: 'packed',
      repairable: true,
      locate: async () => {
        throw Object.assign(new Error('write failed'), { code: 'ENOSPC' });
      },
    } as const;
    await expect(findBrowser({ ...settings(), candidates: [candidate] })).rejects.toMatchObject({
      diagnostic: { code: 'host/disk-full' },
    });
  });
});

onPosix('a browser that finds no room for its own files means a full disk', async () => {
  const line = 'echo "Less than 64MB of free space in temporary directory: 0" >&2; exit 1';
  const executable = script(temporaryFolder(), 'cramped', line);
  const candidate = {
    kind: 'installed',
    name: 'cramped',
    repairable: false,
    locate: async () => ({ executable }),
  } as const;
  await expect(findBrowser({ ...settings(), candidates: [candidate] })).rejects.toMatchObject({
    diagnostic: { code: 'host/disk-full' },
  });
});

onPosix('what a browser says is read to its end, however soon it ends', async () => {
  const executable = script(temporaryFolder(), 'curt', 'echo "cannot open library" >&2');
  const candidate = {
    kind: 'installed',
    name: 'curt',
    repairable: false,
    locate: async () => ({ executable }),
  } as const;
  await expect(findBrowser({ ...settings(), candidates: [candidate] })).rejects.toMatchObject({
    diagnostic: { message: expect.stringContaining('it ended with code 0: cannot open library') },
  });
});

onPosix.each([
  ['and ends', 'sleep 0.2', 20_000],
  ['and stays', 'exec sleep 60', 500],
])('a program that says what no browser would, %s, is none', async (_, then, startDeadline) => {
  const executable = script(temporaryFolder(), 'rude', `printf 'hello\\0' >&4; ${then}`);
  const candidate = {
    kind: 'installed',
    name: 'rude',
    repairable: false,
    locate: async () => ({ executable }),
  } as const;
  await expect(
    findBrowser({ ...settings({ PATH: process.env.PATH }), startDeadline, candidates: [candidate] }),
  ).rejects.toMatchObject({
    diagnostic: { code: 'host/browser-missing', message: expect.stringContaining('rude: ') },
  });
});

onPosix('a copy that does not start is looked at more closely before it is given up', async () => {
  const broken = script(temporaryFolder(), 'broken', 'exit 1');
  const asked: boolean[] = [];
  const candidate = {
    kind: 'packed',
    name: 'packed',
    repairable: true,
    locate: async (repair: boolean) => {
      asked.push(repair);
      return { executable: broken };
    },
  } as const;
  await expect(findBrowser({ ...settings(), candidates: [candidate] })).rejects.toMatchObject({
    diagnostic: { code: 'host/browser-missing' },
  });
  expect(asked).toEqual([false, true]);
});

test('a tool without its fonts is an error of the tool, not of the browser', async () => {
  const { env } = settings();
  const candidate = {
    kind: 'installed',
    name: 'node',
    repairable: false,
    locate: async () => ({ executable: process.execPath }),
  } as const;
  const bare = { toolRoot: temporaryFolder(), env, startDeadline: 20_000, candidates: [candidate] };
  await expect(findBrowser(bare)).rejects.toMatchObject({
    diagnostic: { code: 'host/read', message: expect.stringContaining('fonts/system') },
  });
});
