import { accessSync, constants, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { makeFolder } from '../files/folders.js';
import { openTemporaryFolder, type TemporaryFolder } from '../files/temporary-folder.js';

/**
 * Returns the folder where this user's copy of the browser is kept between runs: `TALLYBOOK_CACHE`, else the place
 * that the system has for such things. Nothing is created.
 */
export function cacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  if (env.TALLYBOOK_CACHE) return resolve(env.TALLYBOOK_CACHE);
  const home = env.HOME || env.USERPROFILE || homedir();
  if (platform === 'win32')
    return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'tallybook', 'Cache');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'tallybook');
  // The standard asks to ignore a relative one.
  const base =
    env.XDG_CACHE_HOME && isAbsolute(env.XDG_CACHE_HOME) ? env.XDG_CACHE_HOME : join(home, '.cache');
  return join(base, 'tallybook');
}

let privateFolder: TemporaryFolder | undefined;

/**
 * Creates the cache folder and returns it; where that is impossible, or it belongs to someone else, returns a
 * private folder that is removed when the process ends.
 */
export function openCache(env: NodeJS.ProcessEnv): string {
  const folder = cacheFolder(env);
  try {
    makeFolder(folder, 0o700);
    accessSync(folder, constants.W_OK | constants.X_OK);
    if (isOwn(folder)) return folder;
  } catch {
    // A read-only or missing home is common in containers.
  }
  return openPrivateFolder();
}

/** One for the whole process, so that two printers do not unpack the browser twice. */
function openPrivateFolder(): string {
  privateFolder ??= openTemporaryFolder('cache');
  return privateFolder.path;
}

/** True when a file or folder belongs to this user and no one else may write to it; always true on Windows. */
export function isOwn(path: string): boolean {
  if (process.getuid === undefined) return true;
  const { uid, mode } = statSync(path);
  return uid === process.getuid() && (mode & 0o022) === 0;
}
