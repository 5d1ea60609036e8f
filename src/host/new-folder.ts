import { cp, readdir } from 'node:fs/promises';
import { errorCode } from './files.js';
import { writeProblem } from './problems.js';

/**
 * Copies a folder to a place that does not exist yet or is empty but for `.git`, and returns true; returns false, with nothing
 * changed, when the target is a file or a folder with anything in it.
 * Rejects with an `EnvironmentProblem` about `shown`, the target as typed, when it cannot be written.
 */
export async function copyToNewFolder(source: string, target: string, shown: string): Promise<boolean> {
  try {
    // A repository is often there first.
    if ((await readdir(target)).some((name) => name !== '.git')) return false;
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') return false;
    if (errorCode(error) !== 'ENOENT') throw writeProblem(shown, error);
  }
  try {
    await cp(source, target, { recursive: true, errorOnExist: true, force: false });
    return true;
  } catch (error) {
    throw writeProblem(shown, error);
  }
}
