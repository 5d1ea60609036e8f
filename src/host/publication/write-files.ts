import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isWithin } from '../files/files.js';
import { makeFolder } from '../files/folders.js';
import { writeProblem } from '../problems.js';
import { replaceFile } from './replace-text.js';

/**
 * Writes texts into a project, by their paths with `/`: folders are made, and each file is there whole or not at all. Nothing is
 * written through a link out of the project. Rejects with an `EnvironmentProblem`.
 */
export async function writeFiles(root: string, files: Readonly<Record<string, string>>): Promise<void> {
  const top = await realpath(root);
  for (const [path, text] of Object.entries(files)) {
    try {
      const folder = join(top, dirname(path));
      await refuseLinkOut(top, dirname(path));
      makeFolder(folder);
      await replaceFile(join(await realpath(folder), basename(path)), new TextEncoder().encode(text));
    } catch (error) {
      throw writeProblem(path, error);
    }
  }
}

/** Fails where a folder on the way is a link out of the project; what is not there yet is none. */
async function refuseLinkOut(top: string, path: string): Promise<void> {
  let current = top;
  for (const part of path.split('/')) {
    current = join(current, part);
    const real = await realpath(current).catch(() => undefined);
    if (real === undefined) return;
    if (isWithin(top, real)) continue;
    throw Object.assign(new Error('a link out of the project'), { code: 'EACCES' });
  }
}
