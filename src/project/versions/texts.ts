import { posix } from 'node:path';
import { FileProblem, type Files } from '../../host/host.js';
import { valueAt } from '../../yaml/check.js';
import type { ParsedYaml } from '../../yaml/positions.js';
import { defaults } from '../defaults.js';
import { normalPath, pathProblem } from '../paths.js';
import { projectFile } from '../spec.js';
import type { ProjectText } from './change.js';

/**
 * The texts of a project: its file, the data package, its lexicons, the templates, and the partials beside them. What cannot be read
 * is left out: whoever reads it in earnest reports it.
 */
export async function projectTexts(
  files: Files,
  text: string,
  { value }: ParsedYaml,
): Promise<readonly ProjectText[]> {
  const texts: ProjectText[] = [{ file: projectFile, kind: 'project', text }];
  const add = async (kind: ProjectText['kind'], path: unknown): Promise<void> => {
    if (typeof path !== 'string' || pathProblem(path) !== undefined) return;
    const file = normalPath(path);
    const found = texts.some((known) => known.file === file) ? undefined : await readText(files, file);
    if (found !== undefined) texts.push({ file, kind, text: found });
  };
  await add('data', valueAt(value, ['data']) ?? defaults.data);
  for (const name of await files.list('lexicon')) await add('lexicon', `lexicon/${name}`);
  const reports = valueAt(value, ['reports']);
  for (const id of typeof reports === 'object' && reports !== null ? Object.keys(reports) : []) {
    const template = valueAt(value, ['reports', id, 'template']);
    if (typeof template !== 'string') continue;
    await add('template', template);
    const partials = posix.join(posix.dirname(normalPath(template)), 'partials');
    for (const name of await files.list(partials)) await add('template', `${partials}/${name}`);
  }
  return texts;
}

async function readText(files: Files, path: string): Promise<string | undefined> {
  try {
    return await files.readText(path);
  } catch (error) {
    if (error instanceof FileProblem) return undefined;
    throw error;
  }
}
