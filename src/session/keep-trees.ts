import { join } from 'node:path';
import { z } from 'zod';
import { readPrevious } from '../host/files/read-previous.js';
import { foreignFile } from '../host/publication/own-outputs.js';
import { publish } from '../host/publication/publication.js';
import type { PublishedData } from '../model/dataset/dataset.js';
import type { Project } from '../model/project/project.js';
import { toJson } from '../outputs/canonical.js';
import { targetPaths } from '../outputs/paths.js';
import { sha256 } from '../sha256.js';
import type { CompiledReport } from './made-report.js';

/** Lists the trees with their hashes, by which the next build knows that they are its own. */
const listFile = 'trees.json';
const listSchema = z.strictObject({ trees: z.record(z.string(), z.string()) });

/**
 * `--debug`: what each stage made, as JSON in `.debug/` of the output folder. Rejects with an `EnvironmentProblem`
 * `host/foreign-file` when something else stands there.
 */
export async function keepTrees(
  root: string,
  project: Project,
  data: PublishedData,
  reports: readonly CompiledReport[],
): Promise<void> {
  const trees = reports.flatMap(({ target, content, document }) => {
    const folder = targetPaths(target).folder;
    return [
      { path: `${folder}/content.json`, bytes: toJson(content) },
      { path: `${folder}/document.json`, bytes: toJson(document) },
    ];
  });
  const files = [
    { path: 'project.json', bytes: toJson(project) },
    { path: 'datasets.json', bytes: toJson(data) },
    ...trees,
  ];
  const hashes = files.map(({ path, bytes }) => [path, sha256(bytes)] as const);
  const list = { path: listFile, bytes: toJson({ trees: Object.fromEntries(hashes) }) };
  const folder = join(root, project.output, '.debug');
  const shownRoot = `${project.output}/.debug`;
  await publish(folder, [...files, list], {
    manifest: listFile,
    obsolete: [],
    earlier: { named: new Set([listFile]), written: await writtenBefore(folder, shownRoot) },
    shownRoot,
    within: root,
  });
}

async function writtenBefore(folder: string, shown: string): Promise<ReadonlyMap<string, string>> {
  const bytes = await readPrevious(folder, listFile);
  if (bytes === undefined) return new Map();
  try {
    return new Map(Object.entries(listSchema.parse(JSON.parse(new TextDecoder().decode(bytes))).trees));
  } catch {
    throw foreignFile(`${shown}/${listFile}`, 'a file');
  }
}
