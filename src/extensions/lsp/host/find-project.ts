import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The nearest folder around a file that has a file of this name; undefined where none has. */
export function folderAround(file: string, name: string): string | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (statSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}
