import { join } from 'node:path';
import { type Diagnostic, didYouMean, listNames } from '../../diagnostics.js';
import { toolRoot } from '../../host/node-host.js';
import { readFolder, writeToNewFolder } from '../../host/publication/new-folder.js';
import { problem } from '../../problems/problem.js';

const place = { file: '.', line: 1, column: 1 };

/** What no repository should hold: it is made anew. */
const ignored = 'output/\n.tallybook/\n';

/**
 * Writes a project that builds into a new or empty folder: the smallest one, or an example by its name. `shown` is the folder as
 * messages name it. Returns what stands in the way, in which case nothing was changed. Rejects with an `EnvironmentProblem`.
 */
export async function init(root: string, shown: string, example?: string): Promise<readonly Diagnostic[]> {
  const starter = await readFolder(join(toolRoot(), 'starter'));
  const found = example === undefined ? { files: starter } : await filesOf(example, starter);
  if ('unknown' in found) return [found.unknown];
  const all = { ...found.files, '.gitignore': ignored };
  return (await writeToNewFolder(all, root, shown)) ? [] : [notEmpty(shown)];
}

type FilesByPath = Readonly<Record<string, Uint8Array>>;

/** The files of an example; editors look for the grammars beside them, which the smallest project has. */
async function filesOf(
  example: string,
  starter: FilesByPath,
): Promise<{ readonly files: FilesByPath } | { readonly unknown: Diagnostic }> {
  const all = Object.entries(await readFolder(join(toolRoot(), 'starters')));
  const own = all.filter(([path]) => path.startsWith(`${example}/`));
  const names = [...new Set(all.map(([path]) => path.split('/')[0] ?? ''))].sort();
  if (!names.includes(example)) {
    const known = { example, names: listNames(names) };
    return { unknown: problem('project/unknown-example', place, known, didYouMean(example, names)) };
  }
  const files = Object.fromEntries([
    ...own.map(([path, content]) => [path.slice(example.length + 1), content]),
    ...Object.entries(starter).filter(([path]) => path.startsWith('.schemas/')),
  ]);
  return { files };
}

/** The folder holds something already. */
export const notEmpty = (shown: string): Diagnostic =>
  problem('project/not-empty.files-new', place, { shown });
