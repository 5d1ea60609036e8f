import { join } from 'node:path';
import { hasIgnore } from '../host/ignored-folder.js';
import { hasLeftovers } from '../host/leftovers.js';
import { isBetween } from '../host/publication-journal.js';
import type { Project } from '../model/project.js';

/** True when a build that was killed has left nothing in the output folder, and none is about to change names there; and Git knows to leave it alone where it is confidential. */
export function isInOrder(root: string, { output, audience }: Pick<Project, 'output' | 'audience'>): boolean {
  const folder = join(root, output);
  const isKept = audience !== 'confidential' || hasIgnore(folder);
  return isKept && !isBetween(folder) && !hasLeftovers(folder);
}
