import { existsSync } from 'node:fs';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Share } from './share.js';

const day = 24 * 3600 * 1000;
/** How long what nobody enqueues any more stays, in milliseconds. */
const kept = 30 * day;
/** In the directory: when it was cleaned. */
const cleanedFile = 'cleaned';

/**
 * Removes from a shared directory what nobody has enqueued for a month: inputs, runs, what came of them, and why something did not. At most
 * once a day, since all of it has to be looked at. Never fails.
 */
export async function cleanShare({ folder }: Pick<Share, 'folder'>, now = Date.now()): Promise<void> {
  try {
    const cleaned = join(folder, cleanedFile);
    if (existsSync(cleaned) && !(await isOlder(cleaned, now - day))) return;
    await writeFile(cleaned, '', { mode: 0o600 });
    const before = now - kept;
    const inputs = await pathsIn(join(folder, 'inputs'));
    for (const some of [...inputs, join(folder, 'runs'), join(folder, 'results')])
      for (const path of await pathsIn(some)) await removeOld(path, before);
    // What came of a run is asked for as long as it is enqueued.
    for (const path of await pathsIn(join(folder, 'parts')))
      if (!existsSync(join(folder, 'runs', `${basename(path)}.json`))) await removeOld(path, before);
  } catch {
    // Tidying up is not worth a failure; the next one tries again.
  }
}

const pathsIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder)).map((name) => join(folder, name));

async function removeOld(path: string, before: number): Promise<void> {
  if (await isOlder(path, before)) await rm(path, { recursive: true, force: true });
}

async function isOlder(path: string, before: number): Promise<boolean> {
  try {
    return (await stat(path)).mtimeMs < before;
  } catch {
    return false;
  }
}
