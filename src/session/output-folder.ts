import { join } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { ignoreFolder } from '../host/publication/ignored-folder.js';
import { clearLeftovers } from '../host/publication/leftovers.js';
import { findLinkOut, liesIn } from '../host/publication/output-links.js';
import { lockOutput, type OutputLock } from '../host/publication/output-lock.js';
import { recover } from '../host/publication/publication-journal.js';
import type { Project } from '../model/project/project.js';
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
  const isConfidential = project.audience === 'confidential';
  const apartFrom = isConfidential ? project.confidential?.apartFrom : undefined;
  if (apartFrom !== undefined && (liesIn(root, output, apartFrom) || liesIn(root, apartFrom, output))) {
    const message = `Unexpected folder \`${output}\` for confidential reports, a link into \`${apartFrom}\` or around it, expected a folder apart from what is published`;
    return fault('project/value', message, '`confidential: confidential` would do');
  }
  const inside = sourcesApart(project).find((file) => liesIn(root, output, file));
  if (inside === undefined) return [];
  const message = `Unexpected output folder \`${output}\`, a link to where \`${inside}\` lies, expected a folder for outputs alone`;
  return fault(
    'project/value',
    message,
    isConfidential ? '`confidential: confidential` would do' : '`output: output` would do',
  );
}

/** Files that must not lie in the output folder. */
export const sourcesApart = ({ data, reports }: Project): string[] => [
  data,
  ...reports.map(({ template }) => template),
];

/** Waits until no other process builds into the output folder, and brings it into order. */
export async function openOutput(
  root: string,
  { output, audience }: Project,
  say: (line: string) => void,
): Promise<OutputLock> {
  const folder = join(root, output);
  const lock = await lockOutput(folder, { shown: output, say });
  try {
    // Before anything that is confidential comes into it.
    if (audience === 'confidential') ignoreFolder(folder, output);
    recover(folder, isOutputPath);
    clearLeftovers(folder);
    return lock;
  } catch (error) {
    lock.release();
    throw error;
  }
}
