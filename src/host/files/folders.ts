import { lstatSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { errorCode } from '../system-error.js';

/**
 * Makes a folder and its parents where they are missing; returns the first one made, or undefined when the folder was
 * there. Fails with the error of the system.
 *
 * Not Node's own `recursive`: that tries for ever where a file system such as `/proc` says of each new folder that there
 * is no such file.
 */
export function makeFolder(path: string, mode = 0o777): string | undefined {
  const folder = resolve(path);
  try {
    mkdirSync(folder, mode);
    return folder;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' && !isFolder(dirname(folder))) return makeBelow(folder, mode);
    if (errorCode(error) === 'EEXIST' && isFolder(folder)) return undefined;
    throw error;
  }
}

function makeBelow(folder: string, mode: number): string | undefined {
  const first = makeFolder(dirname(folder), mode);
  const last = makeFolder(folder, mode);
  return first ?? last;
}

/** True where a folder stands, or a link that leads to one. */
export const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** True where a folder stands itself. */
export const isRealFolder = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
