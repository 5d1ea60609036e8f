import { readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { makeFolder } from '../files/folders.js';
import { writeProblem } from '../problems.js';
import { errorCode } from '../system-error.js';

/** The files of a folder, by their paths with `/`. */
export async function readFolder(source: string): Promise<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {};
  // `cp` of some versions of Node takes an empty folder that is there for a conflict.
  for (const entry of await readdir(source, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files[relative(source, path).split(sep).join('/')] = await readFile(path);
  }
  return files;
}

/**
 * Writes files, by their paths with `/`, to a place that does not exist yet or is empty but for `.git`, and returns true. Returns
 * false, with nothing changed, when the target is a file or a folder with anything in it. A link to an empty folder is that
 * folder. Rejects with an `EnvironmentProblem` about `shown`, the target as typed, when it cannot be written.
 */
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
    if (folder === undefined) makeFolder(target);
    await write(folder ?? target);
    return true;
  } catch (error) {
    // Half a project is none: what was written goes again.
    const written = isThere ? names.map((name) => join(folder ?? target, name)) : [target];
    for (const path of written) await rm(path, { recursive: true, force: true }).catch(() => {});
    throw writeProblem(shown, error);
  }
}

/** Writes a file that is not there yet, with the folders above it, and returns true; false where something stands in its place. Fails as the others do. */
export async function writeNewFile(path: string, bytes: Uint8Array, shown: string): Promise<boolean> {
  try {
    makeFolder(dirname(path));
    await writeFile(path, bytes, { flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw writeProblem(shown, error);
  }
}
