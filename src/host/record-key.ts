import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, isOwn } from './browser/cache.js';
import { makeFolder } from './files/folders.js';

const length = 32;

/**
 * The secret of this user by which a build knows its own records again: made at the first build, kept in the cache
 * folder and so outside every project. Undefined on a server (`CI`), where nothing that lies in a checkout is believed,
 * and where it cannot be kept or others could write to it.
 */
export const recordKey = (env: NodeJS.ProcessEnv): Uint8Array | undefined =>
  isServer(env) ? undefined : userKey(env);

/** True on a server (`CI`), where whoever opens a pull request says what stands in the checkout. */
export const isServer = ({ CI }: NodeJS.ProcessEnv): boolean =>
  CI !== undefined && CI !== '' && CI !== 'false';

/** The same secret, on a server too: for what lies outside every checkout. */
export function userKey(env: NodeJS.ProcessEnv): Uint8Array | undefined {
  const folder = cacheFolder(env);
  const file = join(folder, 'record-key');
  try {
    return readKey(file) ?? makeKey(folder, file);
  } catch {
    // A home that cannot be written is common in containers: then everything is built.
    return undefined;
  }
}

function readKey(file: string): Uint8Array | undefined {
  try {
    const key = readFileSync(file);
    return key.byteLength === length && isOwn(file) ? key : undefined;
  } catch {
    return undefined;
  }
}

/** Of two builds that start at once each may make one; the first to give it its name stays, and the other takes that. */
function makeKey(folder: string, file: string): Uint8Array | undefined {
  makeFolder(folder, 0o700);
  if (!isOwn(folder)) return undefined;
  const key = randomBytes(length);
  const waiting = `${file}.${process.pid}`;
  try {
    writeFileSync(waiting, key, { mode: 0o600, flag: 'wx' });
    chmodSync(waiting, 0o600);
    return namedFirst(waiting, file) ? key : (readKey(file) ?? renamed(waiting, file, key));
  } finally {
    rmSync(waiting, { force: true });
  }
}

/** Gives a finished file its name, unless a file has it: unlike a change of names, a link replaces nothing. */
function namedFirst(waiting: string, file: string): boolean {
  try {
    linkSync(waiting, file);
    return true;
  } catch {
    return false;
  }
}

/** Where the name is held by no key of this user, or where there are no links. */
function renamed(waiting: string, file: string, key: Uint8Array): Uint8Array {
  renameSync(waiting, file);
  return key;
}
