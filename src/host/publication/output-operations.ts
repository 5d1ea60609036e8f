import { constants, linkSync, lstatSync, rmdirSync, rmSync } from 'node:fs';
import { copyFile, open } from 'node:fs/promises';
import { makeFolder } from '../files/folders.js';
import { renameSoon } from '../files/rename.js';
import { errorCode } from '../system-error.js';

/** What publishing does to a disk, one method an act. Each fails with the error of the system. */
export interface OutputOperations {
  /** Writes a new file through to the disk. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Gives a finished file a second name where it is shared and the file system can; else copies it through to the disk. */
  take(from: string, path: string, isShared: boolean): Promise<void>;
  /** Creates a folder and its parents; returns the first one created, or undefined when it was there. */
  createFolder(path: string): string | undefined;
  /** Gives an existing file a second name, its place still taken where the file system can; false when there is no file. */
  keep(path: string, backup: string): boolean;
  rename(from: string, to: string): void;
  /** Removes a file; one that is not there is no error. */
  remove(path: string): void;
  /** Removes a folder if it is empty, and tells whether it did. */
  removeEmptyFolder(path: string): boolean;
}

/** The disk itself. */
export const nodeOperations: OutputOperations = {
  async write(path, bytes) {
    const handle = await open(path, 'wx');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  async take(from, path, isShared) {
    if (isShared && isLinked(from, path)) return;
    await copyFile(from, path, constants.COPYFILE_EXCL);
    const handle = await open(path, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  createFolder: (path) => makeFolder(path),
  keep(path, backup) {
    const there = lstatSync(path, { throwIfNoEntry: false });
    if (there === undefined) return false;
    if (there.isDirectory()) throw Object.assign(new Error('a folder is in the way'), { code: 'EISDIR' });
    if (!there.isFile()) throw new Error('something else than a file is in the way');
    try {
      linkSync(path, backup);
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return false;
      // FAT and some network shares know no second names.
      renameSoon(path, backup);
    }
    return true;
  },
  rename: (from, to) => renameSoon(from, to),
  remove: (path) => rmSync(path, { force: true }),
  removeEmptyFolder(path) {
    try {
      rmdirSync(path);
      return true;
    } catch {
      return false;
    }
  },
};

/** False where the file system knows no second names, or the file lies on another. */
function isLinked(from: string, path: string): boolean {
  try {
    linkSync(from, path);
    return true;
  } catch {
    return false;
  }
}
