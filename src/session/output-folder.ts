import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { ignoreFolder } from '../host/publication/ignored-folder.js';
import { clearLeftovers } from '../host/publication/leftovers.js';
import { findLinkOut, liesIn } from '../host/publication/output-links.js';
import { lockOutput, type OutputLock } from '../host/publication/output-lock.js';
import { isBetween, recover } from '../host/publication/publication-journal.js';
import type { Project } from '../model/project/project.js';
import { isOutputPath, outputFolders } from '../outputs/paths.js';
import { problem } from '../problems/problem.js';

/** What is wrong with the output folder of a project once its links are followed: nothing is written beyond them. */
export function outputFolderProblems(root: string, project: Project): readonly Diagnostic[] {
  const { output, outputPosition: position } = project;
  const link = findLinkOut(root, output, outputFolders(project));
  if (link?.from === 'project') {
    return [problem('project/path-outside.way', position, { output })];
  }
  if (link !== undefined) {
    return [problem('project/path-outside.output', position, { output, folder: link.folder })];
  }
  const { apartFrom } = project;
  if (apartFrom !== undefined && (liesIn(root, output, apartFrom) || liesIn(root, apartFrom, output))) {
    return [problem('project/value.around', position, { output, apartFrom, key: keyOf(project) })];
  }
  const inside = sourcesApart(project).find((file) => liesIn(root, output, file));
  if (inside === undefined) return [];
  return [problem('project/value.output-folder', position, { output, inside, key: keyOf(project) })];
}

/** The key of the project file that names the folder, which is its default too. */
const keyOf = ({ audience, apartFrom }: Project): string =>
  apartFrom === undefined ? 'output' : audience === undefined ? 'embargoed' : 'confidential';

/** Files that must not lie in the output folder. */
export const sourcesApart = ({ data, reports }: Project): string[] => [
  data,
  ...reports.map(({ template }) => template),
];

/** Waits until no other process builds into the output folder, and brings it into order. */
export async function openOutput(
  root: string,
  { output, apartFrom }: Project,
  say: (line: string) => void,
): Promise<OutputLock> {
  const folder = join(root, output);
  const lock = await lockOutput(folder, { shown: output, say });
  try {
    // Before anything that is not for publication comes into it.
    if (apartFrom !== undefined) ignoreFolder(folder, output);
    recover(folder, isOutputPath);
    // A journal that could not be read stays, and with it the old files.
    if (!isBetween(folder)) clearLeftovers(folder);
    return lock;
  } catch (error) {
    lock.release();
    throw error;
  }
}
