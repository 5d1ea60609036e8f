import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { base, pages, repositoryAddress, root } from './places.mjs';

const { parse } = createRequire(join(root, 'package.json'))('yaml');

/** @typedef {{name: string, title: string, project: string, report: string, address: string, made: string}} Shown A report that is shown. */

/** Builds the reports of the checkout and of every starter, and writes the pages that show them with their sources. */
export async function writeGallery() {
  const scratch = mkdtempSync(join(tmpdir(), 'tallybook-site-'));
  try {
    const shown = [...ownReports(), ...starters(scratch)];
    mkdirSync(join(pages, 'gallery'), { recursive: true });
    await takePictures(shown);
    for (const each of shown) writeFileSync(join(pages, 'gallery', `${each.name}.md`), besidePage(each));
    writeFileSync(join(pages, 'gallery', 'index.md'), galleryPage(shown));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** @returns {Shown[]} The reports of this checkout. */
function ownReports() {
  return published(root, 'reports', 'npm start');
}

/** @param {string} scratch @returns {Shown[]} */
function starters(scratch) {
  const names = readdirSync(join(root, 'dist', 'starters')).sort();
  return [undefined, ...names].flatMap((example) => {
    const name = example ?? 'smallest';
    const project = join(scratch, name);
    tallybook('init', project, ...(example === undefined ? [] : ['--example', example]), '--quiet');
    const made = example === undefined ? 'tallybook init' : `tallybook init --example ${example}`;
    return published(project, `starters/${name}`, made);
  });
}

/** Builds a project, verifies it, and puts it where the site serves it. @param {string} project @param {string} to @param {string} made @returns {Shown[]} */
function published(project, to, made) {
  tallybook('build', project, '--quiet');
  const { output = 'output', reports } = parse(readFileSync(join(project, 'tallybook.yaml'), 'utf8'));
  const folder = join(pages, 'public', to);
  mkdirSync(join(folder, '..'), { recursive: true });
  tallybook('verify', join(project, output), '--site', folder, '--quiet');
  return Object.keys(reports).map((report) => {
    const [language = 'en'] = existsSync(join(folder, report, 'en')) ? [] : readdirSync(join(folder, report));
    const address = `/${to}/${report}/${language}/${report}`;
    const html = readFileSync(join(pages, 'public', `${address}.html`), 'utf8');
    const title = /<title[^>]*>([^<]*)</.exec(html)?.[1] ?? report;
    const name = to === 'reports' ? report : (to.split('/')[1] ?? '');
    return { name, title, project, report, address, made };
  });
}

/** @param {string[]} args */
function tallybook(...args) {
  const { status } = spawnSync(process.execPath, [join(root, 'dist', 'cli.js'), ...args], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`tallybook ${args.join(' ')} ended with ${status}`);
}

/** The first screen of each report, by the browser that prints them. @param {Shown[]} shown */
async function takePictures(shown) {
  const { findBrowser } = await import(pathToFileURL(join(root, 'dist/host/browser/find.js')).href);
  const settings = { toolRoot: join(root, 'dist'), env: process.env, startDeadline: 60_000 };
  const { running } = await findBrowser(settings);
  try {
    const tab = await running.browser.newPage();
    await tab.setBypassCSP(true);
    await tab.setViewport({ width: 1200, height: 750, deviceScaleFactor: 0.6 });
    for (const { name, address } of shown) {
      await tab.setContent(readFileSync(join(pages, 'public', `${address}.html`), 'utf8'), {
        waitUntil: 'load',
      });
      writeFileSync(join(pages, 'gallery', `${name}.png`), await tab.screenshot());
    }
  } finally {
    await running.stop();
  }
}

/** The files of a report, which are served as they are: VitePress must neither take the link nor the click. @param {Shown} shown */
const filesOf = ({ address }) =>
  ['html', 'pdf', 'docx']
    .filter((format) => existsSync(join(pages, 'public', `${address}.${format}`)))
    .map((format) => `<a href="${served(address)}.${format}" target="_self">${labels[format]}</a>`)
    .join(' · ');

/** @type {Record<string, string>} */
const labels = { html: 'Web page', pdf: 'PDF', docx: 'Word' };

/** An address as it is on the server. @param {string} address */
const served = (address) => `${base}${address.slice(1)}`;

/** @param {Shown[]} shown */
function galleryPage(shown) {
  const items = shown.map((each) =>
    [
      `<div>\n\n[![The first screen of “${each.title}”](./${each.name}.png)](./${each.name}.md)`,
      `**${each.title}** <br>\`${each.made}\``,
      `${filesOf(each)} · [with its sources](./${each.name}.md)\n\n</div>`,
    ].join('\n\n'),
  );
  return `# Gallery

The two reports of [the repository](${repositoryAddress}), and every project that \`init\` writes, as they were built with this guide. The data of
these projects are made up, and their pages say so.

<div class="reports">

${items.join('\n')}

</div>
`;
}

/** @param {Shown} shown */
function besidePage(shown) {
  const { title, project, report, address } = shown;
  const spec = parse(readFileSync(join(project, 'tallybook.yaml'), 'utf8'));
  const tables = readdirSync(join(project, 'data')).filter((file) => file.endsWith('.csv'));
  const files = [spec.reports[report].template, 'tallybook.yaml', 'data/datapackage.yaml'];
  const sources = [...files, ...tables.slice(0, 4).map((file) => `data/${file}`)].map((path) =>
    sourceOf(project, path),
  );
  const others = tables.length - 4;
  return `---
pageClass: beside
sidebar: false
aside: false
search: false
---

# ${title}

${filesOf(shown)} · [all reports](./index.md)

<div class="both">
<iframe class="report" src="${served(address)}.html" title="${title}" loading="lazy"></iframe>
<div>

::::::: code-group

${sources.join('\n\n')}

:::::::
${others > 0 ? `\nIn \`data/\` are ${others} more tables.\n` : ''}
</div>
</div>
`;
}

/** @param {string} project @param {string} path A file that is shown, its first lines where it is long. */
function sourceOf(project, path) {
  const lines = readFileSync(join(project, path), 'utf8').trimEnd().split('\n');
  const most = path.endsWith('.csv') ? 40 : 1000;
  const left = lines.length - most;
  const shown = [...lines.slice(0, most), ...(left > 0 ? [`… and ${left} more lines`] : [])];
  const language = { md: 'handlebars', yaml: 'yaml', csv: 'csv' }[path.split('.').at(-1) ?? ''];
  return `\`\`\`\`\`\`${language} [${path}]\n${shown.join('\n')}\n\`\`\`\`\`\``;
}
