import { rmSync } from 'node:fs';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { renameSoon } from '../files/rename.js';
import { onExit } from '../processes/exit.js';
import { releaseTemporaryName, removeLeftovers, temporaryName } from '../publication/leftovers.js';
import { errorCode } from '../system-error.js';
import { holdsInventory, writeInventory } from './inventory.js';

export interface UnpackOptions {
  /** SHA-256 of the inventory that it must have, where that is known. */
  readonly expected?: string | undefined;
  /** Read all of a copy that is there, also when nothing seems to have changed. */
  readonly isRead?: boolean;
}

/**
 * Returns `folder` once it holds what `unpack` writes, whole and owned by this user: at once when it does already,
 * else after unpacking beside it and renaming. Any number of processes may do so at the same time; a damaged, altered or
 * foreign copy is moved away and replaced.
 *
 * Fails with the error of the system when there is no room or no permission, and when what was unpacked is not what was
 * expected.
 */
export async function unpackOnce(
  folder: string,
  unpack: (target: string) => Promise<void>,
  options: UnpackOptions = {},
): Promise<string> {
  const { expected } = options;
  if (await holdsInventory(folder, options)) return folder;
  removeLeftovers(dirname(folder));
  return withTemporaryFolder(folder, async (fresh) => {
    await unpack(fresh);
    const found = await writeInventory(fresh);
    if (expected !== undefined && found !== expected) {
      throw new Error(`what was unpacked is not what Tallybook knows (SHA-256 of its inventory ${found})`);
    }
    await chmod(fresh, 0o700);
    // Another process may win the race, any number of times; a winner's whole copy is as good as ours.
    for (let attempt = 0; attempt < 5; attempt++) {
      if (tryRename(fresh, folder)) return folder;
      if (await holdsInventory(folder, { expected, isRead: true })) return folder;
      await withTemporaryFolder(folder, async (damaged) => void tryRename(folder, join(damaged, 'old')));
    }
    throw new Error(`${folder} could not be replaced`);
  });
}
/** Runs `work` with a new folder beside `folder` and removes what is left of it, however that ends. */
async function withTemporaryFolder<T>(folder: string, work: (temporary: string) => Promise<T>): Promise<T> {
  const name = temporaryName(basename(folder));
  const temporary = join(dirname(folder), name);
  const release = onExit(() => rmSync(temporary, { recursive: true, force: true }));
  try {
    await mkdir(temporary, { mode: 0o700 });
    return await work(temporary);
  } finally {
    await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
    release();
    releaseTemporaryName(name);
  }
}

/** Renames a folder; false when the target is taken or the source is gone. */
function tryRename(from: string, to: string): boolean {
  try {
    renameSoon(from, to);
    return true;
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR', 'EPERM'].includes(errorCode(error) ?? '')) return false;
    throw error;
  }
}
