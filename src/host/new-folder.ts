import { cp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from './folders.js';
import { writeProblem } from './problems.js';
import { errorCode } from './system-error.js';

/**
 * Copies a folder to a place that does not exist yet or is empty but for `.git`, and returns true; returns false, with nothing
 * changed, when the target is a file or a folder with anything in it. A link to an empty folder is that folder.
 * Rejects with an `EnvironmentProblem` about `shown`, the target as typed, when it cannot be written.
 */
export async function copyToNewFolder(source: string, target: string, shown: string): Promise<boolean> {
  return await fillNewFolder(target, shown, {
    // Half a project is none: what was copied goes again.
    names: await readdir(source),
    write: (folder) => cp(source, folder, { recursive: true, errorOnExist: true, force: false }),
  });
}

/** Writes files, by their paths with `/`, as `copyToNewFolder` copies them. */
export async function writeToNewFolder(
  files: Readonly<Record<string, string | Uint8Array>>,
  target: string,
  shown: string,
): Promise<boolean> {
  return await fillNewFolder(target, shown, {
    names: [...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? path))],
    write: async (folder) => {
      for (const [path, content] of Object.entries(files)) {
        makeFolder(dirname(join(folder, path)));
        await writeFile(join(folder, path), content, { flag: 'wx' });
      }
    },
  });
}

interface Filling {
  /** What will stand directly in the folder. */
  readonly names: readonly string[];
  write(folder: string): Promise<void>;
}

async function fillNewFolder(target: string, shown: string, { names, write }: Filling): Promise<boolean> {
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
    await write(folder ?? target);
    return true;
  } catch (error) {
    const written = isThere ? names.map((name) => join(folder ?? target, name)) : [target];
    for (const path of written) await rm(path, { recursive: true, force: true }).catch(() => {});
    throw writeProblem(shown, error);
  }
}
