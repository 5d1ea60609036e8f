import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkResults } from '../../src/host/doctor/examine.js';
import { openResultCache, ResultCache, resultCacheState } from '../../src/host/result-cache.js';
import { temporaryFolder } from './temporary-folder.js';

const key = new Uint8Array(32).fill(7);
const most = 1_000_000;
const value = { text: 'ж', numbers: [1n, 2.5], bytes: new Uint8Array([1, 2, 3]), map: new Map([['a', 1]]) };

/** A folder in which two results are kept, and the paths of their files: `one` first. */
async function filled() {
  const folder = join(temporaryFolder(), 'cache');
  const cache = new ResultCache(folder, key, { most });
  cache.keep('chart', 'one', value);
  await cache.settle();
  const one = entriesIn(folder)[0] ?? '';
  cache.keep('chart', 'two', { text: 'two' });
  await cache.settle();
  const two = entriesIn(folder).find((path) => path !== one) ?? '';
  return { folder, one, two, again: () => new ResultCache(folder, key, { most }).read('chart', 'one') };
}

const entriesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => /^[0-9a-f]{64}$/.test(name))
    .map((name) => join(folder, name));

describe('a result', () => {
  test('is found by another process, under its own kind and name alone', async () => {
    const { folder, again } = await filled();
    expect(await again()).toEqual(value);
    const other = new ResultCache(folder, key, { most });
    expect(await other.read('chart', 'three')).toBeUndefined();
    expect(await other.read('print', 'one')).toBeUndefined();
  });

  test('is not found with another secret, or by another version, and not by who wants all made anew', async () => {
    const { folder } = await filled();
    expect(await new ResultCache(folder, new Uint8Array(32), { most }).read('chart', 'one')).toBeUndefined();
    expect(await new ResultCache(folder, key, { most, isRead: false }).read('chart', 'one')).toBeUndefined();
  });

  test('is not believed when it is cut short anywhere, or longer', async () => {
    const { one, again } = await filled();
    const whole = readFileSync(one);
    for (const length of [0, 1, 31, 32, 33, whole.length - 1]) {
      writeFileSync(one, whole);
      truncateSync(one, length);
      expect(await again()).toBeUndefined();
    }
    writeFileSync(one, Buffer.concat([whole, Buffer.from([0])]));
    expect(await again()).toBeUndefined();
    writeFileSync(one, whole);
    expect(await again()).toEqual(value);
  });

  test('is not believed when any bit is another one', async () => {
    const { one, again } = await filled();
    const whole = readFileSync(one);
    for (let index = 0; index < whole.length; index++) {
      const spoilt = Buffer.from(whole);
      spoilt[index] = (spoilt[index] ?? 0) ^ (1 << (index % 8));
      writeFileSync(one, spoilt);
      expect(await again(), `byte ${index}`).toBeUndefined();
    }
  });

  test('is not believed in the place of another, whole as it is', async () => {
    const { one, two, again } = await filled();
    renameSync(two, one);
    expect(await again()).toBeUndefined();
  });

  test('is no link, no folder, and no pipe that would be waited for', async () => {
    const { folder, one, two, again } = await filled();
    renameSync(one, join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'elsewhere'), one);
    expect(await again()).toBeUndefined();
    rmSync(one);
    mkdirSync(one);
    expect(await again()).toBeUndefined();
    rmSync(one, { recursive: true });
    if (process.platform !== 'win32') {
      execFileSync('mkfifo', [one]);
      expect(await again()).toBeUndefined();
    }
    rmSync(two);
    expect(await again()).toBeUndefined();
  });

  test('tells nothing by its name to who does not know the secret', async () => {
    const { folder } = await filled();
    const other = new ResultCache(join(folder, 'other'), new Uint8Array(32), { most });
    other.keep('chart', 'one', value);
    await other.settle();
    const names = [folder, join(folder, 'other')].map((each) =>
      entriesIn(each).map((path) => path.slice(-64)),
    );
    expect(names[0]).not.toEqual(expect.arrayContaining(names[1] ?? []));
  });
});

describe('nothing is kept, and nothing fails,', () => {
  test('where a file stands in the way of the folder', async () => {
    const root = temporaryFolder();
    writeFileSync(join(root, 'cache'), '');
    const cache = new ResultCache(join(root, 'cache'), key, { most });
    cache.keep('chart', 'one', value);
    await cache.settle();
    expect(await cache.read('chart', 'one')).toBeUndefined();
    expect(readFileSync(join(root, 'cache'), 'utf8')).toBe('');
  });

  test('where a link leads elsewhere', async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'elsewhere'));
    symlinkSync(join(root, 'elsewhere'), join(root, 'cache'));
    const cache = new ResultCache(join(root, 'cache'), key, { most });
    cache.keep('chart', 'one', value);
    await cache.settle();
    expect(readdirSync(join(root, 'elsewhere'))).toEqual([]);
  });

  test('where Git would take some of it', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, '.gitignore'), '*.txt\n');
    const cache = new ResultCache(folder, key, { most });
    cache.keep('chart', 'one', value);
    await cache.settle();
    expect(readdirSync(folder)).toEqual(['.gitignore']);
  });

  test('where the disk has less room than may be kept', async () => {
    const folder = join(temporaryFolder(), 'cache');
    const cache = new ResultCache(folder, key, { most: Number.MAX_SAFE_INTEGER });
    cache.keep('chart', 'one', value);
    await cache.settle();
    expect(entriesIn(folder)).toEqual([]);
  });

  test('of what cannot be handed over', async () => {
    const folder = join(temporaryFolder(), 'cache');
    const cache = new ResultCache(folder, key, { most });
    cache.keep('chart', 'one', { print: () => {} });
    await cache.settle();
    expect(readdirSync(folder).sort()).toEqual(['.gitignore', 'CACHEDIR.TAG']);
  });
});

test('what was not used for longest goes first, and whoever writes leaves nothing else behind', async () => {
  const folder = join(temporaryFolder(), 'cache');
  const cache = new ResultCache(folder, key, { most: 10_000 });
  const noise = (seed: number) =>
    Uint8Array.from({ length: 3000 }, (_, index) => (seed * index * index) % 251);
  for (const [index, name] of ['a', 'b', 'c'].entries()) {
    cache.keep('chart', name, crypto.getRandomValues(noise(index)));
    const before = entriesIn(made(folder));
    await cache.settle();
    const added = entriesIn(folder).find((path) => !before.includes(path)) ?? '';
    utimesSync(added, 1_000_000 + index, 1_000_000 + index);
  }
  // `a` is used, so that `b` is the one that was not for longest.
  expect(await cache.read('chart', 'a')).toBeDefined();
  cache.keep('chart', 'd', crypto.getRandomValues(noise(9)));
  await cache.settle();
  const found = [];
  for (const name of ['a', 'b', 'c', 'd']) found.push((await cache.read('chart', name)) !== undefined);
  expect(found).toEqual([true, false, false, true]);
  expect(readdirSync(folder).filter((name) => name.endsWith('tallybook-tmp'))).toEqual([]);
});

/** The folder, made where it is not there yet. */
function made(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}

test('several that write the same at once leave one, which is whole', async () => {
  const folder = join(temporaryFolder(), 'cache');
  const caches = Array.from({ length: 8 }, () => new ResultCache(folder, key, { most }));
  for (const cache of caches) cache.keep('chart', 'one', value);
  await Promise.all(caches.map((cache) => cache.settle()));
  expect(entriesIn(folder)).toHaveLength(1);
  expect(readdirSync(folder)).toHaveLength(3);
  expect(await caches[0]?.read('chart', 'one')).toEqual(value);
});

test('doctor says where results are and how large, where a project is', async () => {
  const [root, home] = [temporaryFolder(), temporaryFolder()];
  const env = { TALLYBOOK_CACHE: home };
  expect(await checkResults(root, env)).toEqual([]);
  writeFileSync(join(root, 'tallybook.yaml'), '');
  const found = `${join(root, '.tallybook/cache')} has 0 results, 0.0 MB; it may be removed at any moment`;
  expect(await checkResults(root, env)).toEqual([{ about: 'Results', status: 'ok', found }]);
});

describe('the folder', () => {
  const keptBy = async (root: string, env: NodeJS.ProcessEnv) => {
    const cache = openResultCache({ root, env, most });
    cache?.keep('chart', 'one', value);
    await cache?.settle();
    return cache;
  };

  test('is one of the project, for this user alone, that Git and copies of the disk leave out', async () => {
    const [root, home] = [temporaryFolder(), temporaryFolder()];
    await keptBy(root, { TALLYBOOK_CACHE: home });
    const folder = join(root, '.tallybook/cache');
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('*\n');
    expect(readFileSync(join(folder, 'CACHEDIR.TAG'), 'utf8')).toMatch(/^Signature: 8a477f597d28d172/);
    if (process.platform !== 'win32') {
      expect(statSync(folder).mode & 0o777).toBe(0o700);
      for (const path of entriesIn(folder)) expect(statSync(path).mode & 0o777).toBe(0o600);
    }
    const state = await resultCacheState(root, { TALLYBOOK_CACHE: home });
    expect(state).toEqual({ folder, files: 1, bytes: statSync(entriesIn(folder)[0] ?? '').size });
  });

  test('is on a server outside the checkout, or there is none', async () => {
    const [root, home] = [temporaryFolder(), temporaryFolder()];
    // What an author kept, and what somebody committed, is there; nobody looks.
    await keptBy(root, { TALLYBOOK_CACHE: home });
    const server = openResultCache({ root, env: { CI: 'true', TALLYBOOK_CACHE: home }, most });
    expect(await server?.read('chart', 'one')).toBeUndefined();
    await keptBy(root, { CI: 'true', TALLYBOOK_CACHE: home });
    expect(entriesIn(join(home, 'results'))).toHaveLength(1);
    expect(await server?.read('chart', 'one')).toEqual(value);
    const inside = { CI: 'true', TALLYBOOK_CACHE: join(root, '.tallybook') };
    expect(openResultCache({ root, env: inside, most })).toBeUndefined();
    symlinkSync(root, join(home, 'link'));
    const linked = { CI: 'true', TALLYBOOK_CACHE: join(home, 'link') };
    expect(openResultCache({ root, env: linked, most })).toBeUndefined();
  });

  test('is no link that came with a checkout', () => {
    const [root, home] = [temporaryFolder(), temporaryFolder()];
    symlinkSync(home, join(root, '.tallybook'));
    expect(openResultCache({ root, env: { TALLYBOOK_CACHE: home }, most })).toBeUndefined();
  });
});
