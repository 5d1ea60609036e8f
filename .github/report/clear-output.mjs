// Empties the output folder of a project, from the current folder: `node clear-output.mjs PROJECT`. What somebody
// committed there was not built by this run, and must not be uploaded as if it were.
import { readFileSync, realpathSync, rmSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { parse } from 'yaml';

const [project = '.'] = process.argv.slice(2);

/** The folder to empty; undefined where it is not one inside the project, which the build has its words for. */
function outputFolder() {
  try {
    const root = realpathSync(project);
    const { output = 'output' } = parse(readFileSync(join(root, 'tallybook.yaml'), 'utf8')) ?? {};
    const named = resolve(root, `${output}`);
    // A link at the end is removed itself; one on the way must not lead elsewhere.
    const folder = join(realpathSync(dirname(named)), basename(named));
    const inside = relative(root, folder);
    return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? undefined : folder;
  } catch {
    return undefined;
  }
}

const folder = outputFolder();
if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
