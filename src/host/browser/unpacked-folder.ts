import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { chmod, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { onExit } from '../exit.js';
import { errorCode } from '../files.js';
import { releaseTemporaryName, removeLeftovers, temporaryName } from '../leftovers.js';
import { isOwn } from './cache.js';

/** What was unpacked, written last into the folder: a folder without it, or that differs from it, is not used. */
interface Inventory {
  readonly files: readonly { readonly path: string; readonly size: number; readonly sha256: string }[];
}

const inventoryName = 'inventory.json';

/**
 * Returns `folder` once it holds what `unpack` writes, whole and owned by this user: at once when it does already,
 * else after unpacking beside it and renaming. Any number of processes may do so at the same time; a damaged or
 * foreign copy is moved away and replaced.
 *
 * Fails with the error of the system when there is no room or no permission.
 */
export async function unpackOnce(
  folder: string,
  check: 'quick' | 'whole',
  unpack: (target: string) => Promise<void>,
): Promise<string> {
  if (await isWhole(folder, check)) return folder;
  removeLeftovers(dirname(folder));
  return withTemporaryFolder(folder, async (fresh) => {
    await unpack(fresh);
    await writeInventory(fresh);
    // Another process may win the race, any number of times; a winner's whole copy is as good as ours.
    for (let attempt = 0; attempt < 5; attempt++) {
      if (await tryRename(fresh, folder)) return folder;
      if (await isWhole(folder, 'whole')) return folder;
      await withTemporaryFolder(
        folder,
        async (damaged) => void (await tryRename(folder, join(damaged, 'old'))),
      );
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
    await rm(temporary, { recursive: true, force: true });
    release();
    releaseTemporaryName(name);
  }
}

/** Renames a folder; false when the target is taken or the source is gone. */
async function tryRename(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST', 'ENOENT', 'ENOTDIR', 'EPERM'].includes(errorCode(error) ?? '')) return false;
    throw error;
  }
}

async function writeInventory(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = [];
  for (const entry of entries) {
    const full = join(entry.parentPath, entry.name);
    // Links among libraries stand for files that are listed themselves.
    if (!entry.isFile()) continue;
    const path = relative(folder, full).split(sep).join('/');
    files.push({ path, size: statSync(full).size, sha256: await digest(full) });
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  const inventory: Inventory = { files };
  await writeFile(join(folder, inventoryName), JSON.stringify(inventory), { mode: 0o600 });
  await chmod(folder, 0o700);
}

/** True when every file of the inventory is there, of the right size, this user's own and, if asked, of the right content. */
export async function isWhole(folder: string, check: 'quick' | 'whole'): Promise<boolean> {
  try {
    if (!existsSync(join(folder, inventoryName)) || !isOwn(folder)) return false;
    const inventory: Inventory = JSON.parse(readFileSync(join(folder, inventoryName), 'utf8'));
    for (const { path, size, sha256 } of inventory.files) {
      const full = join(folder, path);
      if (statSync(full).size !== size || !isOwn(full)) return false;
      if (check === 'whole' && (await digest(full)) !== sha256) return false;
    }
    return inventory.files.length > 0;
  } catch {
    // Whatever is wrong with it, unpacking again puts it right.
    return false;
  }
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
