import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { clearLeftovers, hasLeftovers } from '../host/leftovers.js';
import { findLinkOut, liesIn } from '../host/output-links.js';
import { lockOutput, type OutputLock } from '../host/output-lock.js';
import { isBetween, recover } from '../host/publication-journal.js';
import type { Project } from '../model/project.js';
import { isOutputPath, outputFolders } from '../outputs/paths.js';

/** What is wrong with the output folder of a project once its links are followed: nothing is written beyond them. */
export function outputFolderProblems(root: string, project: Project): readonly Diagnostic[] {
  const { output, outputPosition: position } = project;
  const fault = (
    code: 'project/path-outside' | 'project/value',
    message: string,
    hint: string,
  ): Diagnostic[] => [{ severity: 'error', code, message, position, hint }];
  const link = findLinkOut(root, output, outputFolders(project));
  if (link?.from === 'project') {
    const message = `Unexpected link out of the project on the way to \`${output}\`, expected a folder inside it`;
    return fault('project/path-outside', message, 'build into the project, and copy the reports from there');
  }
  if (link !== undefined) {
    const message = `Unexpected link \`${output}/${link.folder}\` out of the output folder, expected a folder in it`;
    return fault('project/path-outside', message, 'remove the link and build again');
  }
  const inside = [project.data, ...project.reports.map(({ template }) => template)].find((file) =>
    liesIn(root, output, file),
  );
  if (inside === undefined) return [];
  const message = `Unexpected output folder \`${output}\`, a link to where \`${inside}\` lies, expected a folder for outputs alone`;
  return fault('project/value', message, '`output: output` would do');
}

/** True when a build that was killed has left nothing in the output folder, and none is about to change names there. */
export function isInOrder(root: string, { output }: Project): boolean {
  const folder = join(root, output);
  return !isBetween(folder) && !hasLeftovers(folder);
}

/** Waits until no other process builds into the output folder, and brings it into order. */
export async function openOutput(
  root: string,
  { output }: Project,
  say: (line: string) => void,
): Promise<OutputLock> {
  const folder = join(root, output);
  const lock = await lockOutput(folder, { shown: output, say });
  recover(folder, isOutputPath);
  clearLeftovers(folder);
  return lock;
}
