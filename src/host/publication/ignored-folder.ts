import { lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultOf } from '../../problems/problem.js';
import { makeFolder } from '../files/folders.js';
import { environmentProblem, writeProblem } from '../problems.js';

const file = '.gitignore';
const everything = '*\n';

/** True where Git leaves the folder alone, with all that is in it. */
export function hasIgnore(folder: string): boolean {
  try {
    const path = join(folder, file);
    return lstatSync(path).isFile() && readFileSync(path, 'utf8') === everything;
  } catch {
    return false;
  }
}

/**
 * Makes Git leave a folder alone, with all that comes into it. Fails with an `EnvironmentProblem` where that cannot be written, or something
 * else is there that lets some of it through.
 */
export function ignoreFolder(folder: string, shown: string): void {
  if (hasIgnore(folder)) return;
  const path = join(folder, file);
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) {
    throw environmentProblem(faultOf('host/foreign-file.keeps', { shown, file }), {
      file: `${shown}/${file}`,
    });
  }
  try {
    makeFolder(folder);
    writeFileSync(path, everything, { flag: 'wx' });
  } catch (error) {
    throw writeProblem(`${shown}/${file}`, error);
  }
}
