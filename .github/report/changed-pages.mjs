// Compares the pictures of pages that `pages.sh` drew of two states: `node changed-pages.mjs BEFORE AFTER CHANGES`. Into CHANGES go
// those that differ, `pages.json` with their names, and `index.html`, which shows them side by side. The same program draws the same
// page as the same bytes.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alignedPages } from './aligned-pages.mjs';
import { escaped, htmlPage } from './html-page.mjs';

const [before, after, changes] = process.argv.slice(2);
/** How many pages are kept. */
const most = 60;

/** The pages in a folder by report, in order: of `annual-report+en+annual-report-07.png` the seventh. */
function pagesIn(folder) {
  const reports = new Map();
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    // A report of ten pages numbers the first `01`, and one of nine `1`.
    const [, report, number] = /^(.*)-0*(\d+)\.png$/.exec(name) ?? [];
    if (report === undefined) continue;
    const path = join(folder, name);
    const pages = reports.get(report) ?? [];
    reports.set(report, pages);
    pages.push({ report, number: Number(number), path });
  }
  for (const pages of reports.values()) pages.sort((a, b) => a.number - b.number);
  return reports;
}

const withPicture = (page) => ({ ...page, picture: readFileSync(page.path) });

/** The pages of a report that differ, as they are before and after; one that only moved does not. */
function changedOf(earlier, later) {
  return alignedPages(earlier.map(withPicture), later.map(withPicture))
    .filter(({ was, is, isSame }) => !isSame || (was.number === is.number && !was.picture.equals(is.picture)))
    .map(({ was, is }) => ({ was, is }));
}

const [earlier, later] = [pagesIn(before), pagesIn(after)];
const reports = [...new Set([...earlier.keys(), ...later.keys()])].sort();
const changed = reports.flatMap((report) => changedOf(earlier.get(report) ?? [], later.get(report) ?? []));
const of = [...later.values()].reduce((sum, pages) => sum + pages.length, 0);

mkdirSync(join(changes, 'pages'), { recursive: true });
writeFileSync(
  join(changes, 'pages.json'),
  `${JSON.stringify({
    changed: changed.map(({ was, is }) => {
      const { report, number } = is ?? was;
      return { report, number, ...(was === undefined ? { only: 'after' } : is === undefined ? { only: 'before' } : {}) };
    }),
    of,
  })}\n`,
);

function picture(page, when) {
  if (page === undefined) return `<p>${when === 'before' ? 'Not there before' : 'Not there any more'}</p>`;
  const name = `pages/${page.report}-${page.number}-${when}.png`;
  copyFileSync(page.path, join(changes, name));
  return `<a href="${encodeURI(name)}"><img src="${encodeURI(name)}" alt="${when}" loading="lazy"></a>`;
}

const shown = changed.slice(0, most).map(({ was, is }) => {
  const { report, number } = is ?? was;
  const moved = was !== undefined && was.number !== number ? `, ${was.number} before` : '';
  return `<section>\n<h2>${escaped(report)}, page ${number}${moved}</h2>\n<div>${picture(was, 'before')}${picture(is, 'after')}</div>\n</section>`;
});
const rest = changed.length - shown.length;
writeFileSync(
  join(changes, 'index.html'),
  htmlPage(
    'Changed pages',
    `body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem; color-scheme: light dark }
div { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem }
img { max-width: 100%; border: 1px solid }`,
    `<h1>Changed pages: ${changed.length} of ${of}</h1>
<p>Before on the left, after on the right.${rest > 0 ? ` The last ${rest} are not shown.` : ''}</p>
${shown.join('\n')}`,
  ),
);
