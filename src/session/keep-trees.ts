import { join } from 'node:path';
import { publish } from '../host/output.js';
import type { PublishedData } from '../model/dataset.js';
import type { Project } from '../model/project.js';
import { toJson } from '../outputs/canonical.js';
import type { CompiledReport } from './write-report.js';

/** `--debug`: what each stage made, as JSON in `.debug/` of the output folder. */
export async function keepTrees(
  root: string,
  project: Project,
  data: PublishedData,
  reports: readonly CompiledReport[],
): Promise<void> {
  const trees = reports.flatMap(({ target, content, document }) => {
    const folder = `${target.report.id}/${target.language}`;
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
  const shownRoot = `${project.output}/.debug`;
  await publish(join(root, project.output, '.debug'), files, {
    manifest: 'project.json',
    obsolete: [],
    earlier: 'everything',
    shownRoot,
  });
}
