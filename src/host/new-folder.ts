import { cp, readdir, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from './folders.js';
import { writeProblem } from './problems.js';
import { errorCode } from './system-error.js';

/**
 * Copies a folder to a place that does not exist yet or is empty but for `.git`, and returns true; returns false, with nothing
 * changed, when the target is a file or a folder with anything in it. A link to an empty folder is that folder.
 * Rejects with an `EnvironmentProblem` about `shown`, the target as typed, when it cannot be written.
 */
export async function copyToNewFolder(source: string, target: string, shown: string): Promise<boolean> {
  let folder: string | undefined;
  try {
    folder = await realpath(target);
    // A repository is often there first.
    if ((await readdir(folder)).some((name) => name !== '.git')) return false;
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') return false;
    if (errorCode(error) !== 'ENOENT') throw writeProblem(shown, error);
  }
  const isThere = folder !== undefined;
  try {
    // Not left to `cp`, which tries for ever where no folder can be made.
    if (folder === undefined) makeFolder(target);
    await cp(source, folder ?? target, { recursive: true, errorOnExist: true, force: false });
    return true;
  } catch (error) {
    await removeCopy(source, folder ?? target, isThere).catch(() => {});
    throw writeProblem(shown, error);
  }
}

/** Half a project is none: what was copied goes again. */
async function removeCopy(source: string, target: string, isThere: boolean): Promise<void> {
  const copied = isThere ? (await readdir(source)).map((name) => join(target, name)) : [target];
  for (const path of copied) await rm(path, { recursive: true, force: true });
}
