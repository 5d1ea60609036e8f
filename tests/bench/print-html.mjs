/**
 * Writes the documents that the browser is given to print. Arguments: the project, the folder to write to. Prints
 * their paths, one a line.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawCharts } from '../../dist/session/chart-process.js';
import { illustrate, writeText } from '../../dist/session/write-report.js';
import { prepareData } from '../../dist/session/prepare-data.js';
import { createHost } from '../../dist/host/node-host.js';
import { loadAssets } from '../../dist/outputs/html/assets.js';
import { pageText } from '../../dist/outputs/html/page-text.js';
import { renderPrintHtml } from '../../dist/outputs/html/print-page.js';
import { resolveProject } from '../../dist/project/resolve.js';
import { targets } from '../../dist/project/targets.js';

const [root = '.', folder = '.'] = process.argv.slice(2);
const host = createHost(root);
const { value: project } = await resolveProject(host);
if (project === undefined) throw new Error(`${root} is no project`);
const { data: path, dataPosition: position, edition } = project;
const { value: data } = await prepareData({ path, position, edition }, host);
for (const target of targets(project, { only: [], languages: [], formats: ['pdf'] }).value) {
  const written = await writeText({ project, target, data, draft: false }, host);
  const { value: draft } = await illustrate(written, drawCharts);
  if (draft === undefined) throw new Error(`${target.report.id} has errors`);
  const assets = await loadAssets(pageText(draft.document, draft.language), host.tool);
  const file = join(folder, `${target.report.id}-${target.language}.html`);
  writeFileSync(file, renderPrintHtml(draft.document, assets, draft.language));
  process.stdout.write(`${file}\n`);
}
