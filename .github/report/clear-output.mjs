// Empties the output folder of a project, from the current folder: `node clear-output.mjs PROJECT`. The folder is uploaded
// whole, so nothing may be in it that this run has not built: what somebody committed there would pass for a report of
// this run. The runner works on a checkout, where that can be had again. A folder in which the project keeps something of
// its own is left alone: the build refuses it, with its place.
import { readFileSync, realpathSync, rmSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { parse } from 'yaml';

const [project = '.'] = process.argv.slice(2);

/** True for a path that is the folder or below it. */
const isIn = (path, folder) => {
  const way = relative(folder, path);
  return !(way.startsWith('..') || isAbsolute(way));
};

/** A path whose folder is where links lead; undefined where that is not there. */
function realPath(path) {
  try {
    return join(realpathSync(dirname(path)), basename(path));
  } catch {
    return undefined;
  }
}

/** What the project file names beside the output: its own files, wherever in it they are named. */
const sourcesOf = ({ output: _, data = 'data/datapackage.yaml', reports, ...others }) => [
  'tallybook.yaml',
  data,
  ...Object.entries(reports ?? { 'annual-report': {} }).map(([id, report]) => report?.template ?? `templates/${id}.md`),
  ...textsIn([reports, others]),
];

/** Every text in a value that may be a path: a title of one word is none, though it is called as the output folder is. */
function textsIn(value) {
  if (typeof value === 'string') return /[./]/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** The folder to empty; undefined where it is not one inside the project, or not for outputs alone. */
function outputFolder() {
  try {
    const root = realpathSync(project);
    const spec = parse(readFileSync(join(root, 'tallybook.yaml'), 'utf8')) ?? {};
    // A link at the end is removed itself; one on the way must not lead elsewhere.
    const folder = realPath(resolve(root, `${spec.output ?? 'output'}`));
    if (folder === undefined || folder === root || !isIn(folder, root)) return undefined;
    const sources = sourcesOf(spec).map((path) => resolve(root, `${path}`));
    const isShared = sources.some((path) => isIn(path, folder) || isIn(realPath(path) ?? path, folder));
    return isShared ? undefined : folder;
  } catch {
    return undefined;
  }
}

const folder = outputFolder();
if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
