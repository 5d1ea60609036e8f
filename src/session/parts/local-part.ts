import { join } from 'node:path';
import { isRealFolder } from '../../host/files/folders.js';
import { removeFolder } from '../../host/publication/part-folder.js';
import type { Project } from '../../model/project/project.js';
import type { PartPlace } from './part.js';

/**
 * Where a build keeps what it has finished until all is: in the output folder. There the same lock holds, no file has
 * to be copied from one disk to another, and confidential reports never leave their own.
 */
const partFolder = '.build/part';

type Place = Pick<Project, 'output'>;

/** The part of the builds of a project. */
export const localPart = (
  root: string,
  { output }: Place,
  known: Pick<PartPlace, 'key' | 'browsers'>,
): PartPlace => ({
  root: join(root, output, partFolder),
  shown: `${output}/${partFolder}`,
  ...known,
});

/** True where a build has finished something that is not published. */
export const hasPart = (root: string, { output }: Place): boolean =>
  isRealFolder(join(root, output, partFolder));

/** Removes what has been published. Never fails: what is left counts no more when its inputs are others. */
export const clearPart = (root: string, { output }: Place): Promise<void> =>
  removeFolder(join(root, output, partFolder));
