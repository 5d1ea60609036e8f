import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isWithin } from '../files/files.js';
import { errorCode, isMissing } from '../system-error.js';

/** A folder of the output, relative to it, that a link leads elsewhere; `.` is the output folder itself. */
export interface LinkOut {
  readonly folder: string;
  /** What it leads out of. */
  readonly from: 'project' | 'output';
}

/**
 * The first of `folders` of an output folder that a link leads out: the output folder out of the project, any other
 * out of the output folder. Undefined where all stay inside. What does not exist yet leads nowhere.
 */
export function findLinkOut(root: string, output: string, folders: readonly string[]): LinkOut | undefined {
  const project = realpathSync(root);
  const base = realPath(join(project, output));
  if (!isWithin(project, base)) return { folder: '.', from: 'project' };
  const found = folders.find((folder) => !isWithin(base, realPath(join(base, folder))));
  return found === undefined ? undefined : { folder: found, from: 'output' };
}

/** True when a file of the project lies in its output folder once every link is followed. */
export function liesIn(root: string, output: string, file: string): boolean {
  const folder = realPath(join(root, output));
  return isWithin(folder, realPath(join(root, file)));
}

/** The path of a file or folder with every link followed, those to what does not exist too. */
export function realPath(path: string): string {
  let current = path;
  for (;;) {
    try {
      return join(realpathSync(current), path.slice(current.length));
    } catch (error) {
      // A link that leads to itself, or what nobody may look at, is taken to be where its name is: nothing can be written there.
      if (errorCode(error) === undefined || dirname(current) === current) throw error;
      if (isMissing(error) && lstatSync(current, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
        const target = resolve(realPath(dirname(current)), readlinkSync(current));
        return join(realPath(target), path.slice(current.length));
      }
      current = dirname(current);
    }
  }
}
