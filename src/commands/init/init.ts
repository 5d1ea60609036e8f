import { join } from 'node:path';
import type { Diagnostic } from '../../diagnostics.js';
import { toolRoot } from '../../host/node-host.js';
import { copyToNewFolder } from '../../host/publication/new-folder.js';
import { problem } from '../../problems/problem.js';

/**
 * Writes the smallest project that builds into a new or empty folder. `shown` is the folder as messages name it.
 * Returns what stands in the way, in which case nothing was changed. Rejects with an `EnvironmentProblem`.
 */
export async function init(root: string, shown: string): Promise<readonly Diagnostic[]> {
  return (await copyToNewFolder(join(toolRoot(), 'starter'), root, shown)) ? [] : [notEmpty(shown)];
}

/** The folder holds something already. */
export const notEmpty = (shown: string): Diagnostic =>
  problem('project/not-empty.files-new', { file: '.', line: 1, column: 1 }, { shown });
