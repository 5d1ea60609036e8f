import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { toolRoot } from '../../../host/node-host.js';

/** What a project may begin with, and which others lie beside it. */
export interface KnownProjects {
  /** The folder of all of them. */
  readonly folder: string;
  readonly here: string;
  /** Names of folders. */
  readonly others: readonly string[];
  readonly examples: readonly string[];
}

/** Looks for projects beside one, and for the examples of the program: folders with a project file. */
export async function knownProjects(root: string, projectFile: string): Promise<KnownProjects> {
  const [folder, here] = [dirname(root), basename(root)];
  const [beside, examples] = await Promise.all(
    [folder, join(toolRoot(), 'starters')].map((each) => foldersWith(projectFile, each)),
  );
  return { folder, here, others: (beside ?? []).filter((name) => name !== here), examples: examples ?? [] };
}

/** A folder that may not be read has none. */
async function foldersWith(file: string, folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => !name.startsWith('.') && existsSync(join(folder, name, file))).sort();
}
