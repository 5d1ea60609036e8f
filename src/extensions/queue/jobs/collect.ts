import { join } from 'node:path';
import { folderNames } from '../../../host/publication/part-folder.js';
import type { Target } from '../../../model/project/project.js';
import type { OpenProject } from '../../../session/open-project.js';
import { type FinishedTarget, Part } from '../../../session/parts/part.js';
import type { PartInputs } from '../../../session/parts/part-inputs.js';
import type { Share } from '../host/share.js';
import { partsKey } from './channel.js';
import { partsOf } from './run.js';

/**
 * The targets that workers have finished, each once: it may well be in the parts of two of them, where one was taken for dead, and is the same
 * there. Only what is whole counts, was made by who holds the shared directory, and from what the project is now.
 */
export async function collectTargets(
  share: Share,
  runs: readonly string[],
  { project, targets, files }: OpenProject,
  inputs: PartInputs,
): Promise<ReadonlyMap<Target, FinishedTarget>> {
  const key = partsKey(share);
  const parts = runs.flatMap((run) => {
    const folder = `${partsOf(run)}/${project.audience ?? 'public'}`;
    return folderNames(join(share.folder, folder)).map((name) => {
      const path = `${folder}/${name}`;
      return new Part({ root: join(share.folder, path), shown: `${share.shown}/${path}`, key }, inputs);
    });
  });
  const found = new Map<Target, FinishedTarget>();
  for (const target of targets) {
    for (const part of parts) {
      const finished = found.get(target) ?? (await part.find(target, files));
      if (finished !== undefined) found.set(target, finished);
    }
  }
  return found;
}
