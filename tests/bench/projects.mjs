/** The projects that are measured. */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const parts = ['tallybook.yaml', 'protection.lock.yaml', 'data', 'templates', 'sources'];

/** Copies the parts of a project that a build reads into a new folder. @param {string} from @param {string} to @returns {string} The folder. */
export function copyProject(from, to) {
  mkdirSync(to, { recursive: true });
  for (const part of parts) if (existsSync(join(from, part))) cpSync(join(from, part), join(to, part), { recursive: true });
  return to;
}

/** A copy whose texts may be changed: what the rules of layout find does not stop a build, and is looked for as before. @param {string} from @param {string} to @returns {string} The folder. */
export function copyForChanges(from, to) {
  const file = join(copyProject(from, to), 'tallybook.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('layout: error', 'layout: warn'));
  return to;
}

/** Takes away all that builds left: outputs, and what they kept to be faster next time. @param {string} root */
export function forgetBuilds(root) {
  for (const part of ['output', '.tallybook']) rmSync(join(root, part), { recursive: true, force: true });
}
