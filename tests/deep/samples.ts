/** The small projects of the golden tests, held in memory, for fuzzers to damage. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { repository } from '../house/repository.js';
import type { Input } from './fuzz.js';

const golden = join(repository, 'tests/golden');
const isInput = /^(?:tallybook\.yaml$|data\/|templates\/)/;

/** The files that people write of every golden project. */
export function sampleProjects(): readonly Input[] {
  const folders = readdirSync(golden, { withFileTypes: true }).filter((each) => each.isDirectory());
  return folders
    .map(({ name }) => filesIn(join(golden, name)))
    .filter((files) => files['tallybook.yaml'] !== undefined);
}

function filesIn(folder: string): Record<string, Uint8Array> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
  return Object.fromEntries(
    paths
      .map((path) => [path.split(sep).join('/'), path] as const)
      .filter(([path]) => isInput.test(path))
      .map(([path, file]) => [path, readFileSync(join(folder, file))]),
  );
}
