import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** @param {string} folder @returns {string[]} Paths of its files, relative to it, in a fixed order. */
export function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/**
 * Writes what `dist/` holds, with the SHA-256 of each file, so that `tallybook doctor` can tell whether it is whole.
 * @param {string} dist
 */
export function writeInventory(dist) {
  const listed = filesIn(dist)
    .filter((file) => !['files.json', 'stamp.txt'].includes(file))
    .map((file) => [
      file.split(sep).join('/'),
      createHash('sha256')
        .update(readFileSync(join(dist, file)))
        .digest('hex'),
    ]);
  writeFileSync(join(dist, 'files.json'), `${JSON.stringify(Object.fromEntries(listed))}\n`);
}
