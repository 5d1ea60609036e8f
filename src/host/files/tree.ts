import { type Dirent, existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** More than any project builds; a folder with more is not one that somebody looks through. */
const most = 100_000;

/**
 * Everything in a folder that is no folder itself, in order, relative to it with `/`: links and special files too,
 * which are not followed. Hidden folders are left out, such as `.build/`.
 */
export async function listTree(root: string): Promise<readonly string[]> {
  const found: string[] = [];
  const waiting = [''];
  for (let folder = waiting.pop(); folder !== undefined && found.length < most; folder = waiting.pop()) {
    for (const entry of await entriesOf(join(root, folder))) {
      const path = `${folder}${entry.name}`;
      if (!entry.isDirectory()) found.push(path);
      else if (!entry.name.startsWith('.')) waiting.push(`${path}/`);
    }
  }
  return found.sort();
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    // What cannot be listed is met again when a file in it is read.
    return [];
  }
}

/** The nearest folder above a folder or a file that holds a project; undefined where there is none. */
export const projectAbove = (path: string): string | undefined =>
  nearestWith('tallybook.yaml', dirname(resolve(path)));

/** The top of the git repository that a folder is in, whether or not it is there yet; undefined where there is none. */
export const repositoryOf = (root: string): string | undefined => nearestWith('.git', resolve(root));

function nearestWith(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, name))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}
