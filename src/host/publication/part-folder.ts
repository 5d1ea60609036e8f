import { readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeProblem } from '../problems.js';
import { isMissing } from '../system-error.js';
import { isTemporaryName } from './leftovers.js';

/** What stands in a folder, without the temporary names of processes and without claims to it; nothing where there is none. */
export function topNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => !isTemporaryName(name) && name !== '.build');
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Empties a folder of all but the claims to it. Fails with an `EnvironmentProblem`. */
export function removeBelow(folder: string, shown: string): void {
  try {
    for (const name of topNames(folder)) rmSync(join(folder, name), { recursive: true, force: true });
  } catch (cause) {
    throw writeProblem(shown, cause);
  }
}

/** Removes a folder and all in it. Never fails. */
export async function removeFolder(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
  } catch {
    // Tidying up is not worth a failure; the next run tries again.
  }
}

/** The folders directly in a folder, in order; links are none. */
export function folderNames(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
