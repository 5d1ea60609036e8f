import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cacheFolder, openCache } from '../../../src/host/browser/cache.js';
import { temporaryFolder } from '../temporary-folder.js';

const onPosix = test.skipIf(process.platform === 'win32');

describe('the cache', () => {
  onPosix('lies where each system keeps such things, or where a variable says', () => {
    const HOME = '/home/ana';
    expect(cacheFolder({ HOME }, 'linux')).toBe('/home/ana/.cache/tallybook');
    expect(cacheFolder({ HOME, XDG_CACHE_HOME: '/var/cache/ana' }, 'linux')).toBe('/var/cache/ana/tallybook');
    expect(cacheFolder({ HOME, XDG_CACHE_HOME: 'relative' }, 'linux')).toBe('/home/ana/.cache/tallybook');
    expect(cacheFolder({ HOME }, 'darwin')).toBe('/home/ana/Library/Caches/tallybook');
    expect(cacheFolder({ HOME, LOCALAPPDATA: '/local' }, 'win32')).toBe('/local/tallybook/Cache');
    expect(cacheFolder({ HOME, TALLYBOOK_CACHE: 'here' }, 'linux')).toBe(resolve('here'));
  });

  onPosix('is created for this user alone', () => {
    const folder = join(temporaryFolder(), 'deep', 'cache');
    expect(openCache({ TALLYBOOK_CACHE: folder })).toBe(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  onPosix('falls back to a private folder when it cannot be created, always the same one', () => {
    const home = join(temporaryFolder(), 'home');
    writeFileSync(home, 'not a folder');
    const folder = openCache({ HOME: home });
    expect(folder.startsWith(join(tmpdir(), 'tallybook-cache-'))).toBe(true);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(openCache({ HOME: home })).toBe(folder);
  });

  onPosix('falls back to a private folder when others may write to it', () => {
    const folder = join(temporaryFolder(), 'shared');
    mkdirSync(folder);
    chmodSync(folder, 0o777);
    const cache = openCache({ TALLYBOOK_CACHE: folder });
    expect(cache).not.toBe(folder);
    expect(existsSync(cache)).toBe(true);
  });
});
