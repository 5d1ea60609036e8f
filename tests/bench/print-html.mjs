/**
 * Writes the documents that the browser is given to print. Arguments: the project, the folder to write to. Prints
 * their paths, one a line.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compiled } from './compiled.mjs';

/** @type {typeof import('../../src/content/selection/row-index.js')} */
const { RowIndex } = await import(compiled('content/selection/row-index.js'));
/** @type {typeof import('../../src/session/chart-process.js')} */
const { drawCharts } = await import(compiled('session/chart-process.js'));
/** @type {typeof import('../../src/session/write-report.js')} */
const { illustrate, languageOf, writeText } = await import(compiled('session/write-report.js'));
/** @type {typeof import('../../src/session/prepare-data.js')} */
const { prepareData } = await import(compiled('session/prepare-data.js'));
/** @type {typeof import('../../src/host/node-host.js')} */
const { createHost } = await import(compiled('host/node-host.js'));
/** @type {typeof import('../../src/outputs/html/assets.js')} */
const { loadAssets } = await import(compiled('outputs/html/assets.js'));
/** @type {typeof import('../../src/outputs/html/html-report.js')} */
const { htmlReport } = await import(compiled('outputs/html/html-report.js'));
/** @type {typeof import('../../src/outputs/html/page-text.js')} */
const { pageText } = await import(compiled('outputs/html/page-text.js'));
/** @type {typeof import('../../src/outputs/html/print-page.js')} */
const { renderPrintHtml } = await import(compiled('outputs/html/print-page.js'));
/** @type {typeof import('../../src/project/resolve.js')} */
const { resolveProject } = await import(compiled('project/resolve.js'));
/** @type {typeof import('../../src/project/targets.js')} */
const { targets } = await import(compiled('project/targets.js'));

const [root = '.', folder = '.'] = process.argv.slice(2);
const host = createHost(root);
const { value: project } = await resolveProject(host);
if (project === undefined) throw new Error(`${root} is no project`);
const { data: path, dataPosition: position, edition } = project;
const { value: data } = await prepareData({ path, position, edition }, host);
for (const target of targets(project, { only: [], languages: [], formats: ['pdf'] }).value) {
  const written = await writeText({ project, target, data, language: await languageOf(target.language, host), rows: new RowIndex(), draft: false }, host);
  const { value: draft } = await illustrate(written, drawCharts);
  if (draft === undefined) throw new Error(`${target.report.id} has errors`);
  const elements = htmlReport(draft);
  const assets = await loadAssets(pageText(elements, draft.language), host.tool);
  const file = join(folder, `${target.report.id}-${target.language}.html`);
  writeFileSync(file, renderPrintHtml(elements, assets, draft.language));
  process.stdout.write(`${file}\n`);
}
