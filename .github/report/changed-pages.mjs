// Compares the pictures of pages that `pages.sh` drew of two states: `node changed-pages.mjs BEFORE AFTER CHANGES`. Into CHANGES go
// those that differ, `pages.json` with their names, and `index.html`, which shows them side by side. The same program draws the same
// page as the same bytes.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [before, after, changes] = process.argv.slice(2);
/** How many pages are kept: an inserted one changes all behind it. */
const most = 60;

/** `annual-report-en-annual-report-07.png`, as a sorted list. */
const pagesIn = (folder) => (existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.png')).sort() : []);

/** By report and number, since a report of ten pages numbers the first `01` and one of nine `1`. */
const keyed = (folder) =>
  new Map(
    pagesIn(folder).map((name) => {
      const [, report, number] = /^(.*)-0*(\d+)\.png$/.exec(name);
      return [`${report} ${number}`, { report, number: Number(number), path: join(folder, name) }];
    }),
  );

const [earlier, later] = [keyed(before), keyed(after)];
const all = [...new Map([...earlier, ...later])].sort(
  ([, a], [, b]) => (a.report < b.report ? -1 : a.report > b.report ? 1 : a.number - b.number),
);
const changed = all.filter(([key]) => {
  const [was, is] = [earlier.get(key), later.get(key)];
  return was === undefined || is === undefined || !readFileSync(was.path).equals(readFileSync(is.path));
});

mkdirSync(join(changes, 'pages'), { recursive: true });
const shown = changed.slice(0, most).map(([key, { report, number }]) => {
  const files = Object.fromEntries(
    [
      ['before', earlier.get(key)],
      ['after', later.get(key)],
    ].flatMap(([when, page]) => {
      if (page === undefined) return [];
      const name = `pages/${report}-${number}-${when}.png`;
      copyFileSync(page.path, join(changes, name));
      return [[when, name]];
    }),
  );
  return { report, number, ...files };
});
writeFileSync(
  join(changes, 'pages.json'),
  `${JSON.stringify({ changed: changed.map(([, { report, number }]) => ({ report, number })), of: later.size })}\n`,
);

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const picture = (when, path) =>
  path === undefined
    ? `<p>${when === 'before' ? 'Not there before' : 'Not there any more'}</p>`
    : `<a href="${encodeURI(path)}"><img src="${encodeURI(path)}" alt="${when}" loading="lazy"></a>`;
const rows = shown.map(
  ({ report, number, before: was, after: is }) =>
    `<section>\n<h2>${escaped(report)}, page ${number}</h2>\n<div>${picture('before', was)}${picture('after', is)}</div>\n</section>`,
);
const rest = changed.length - shown.length;
writeFileSync(
  join(changes, 'index.html'),
  `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Changed pages</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem; color-scheme: light dark }
div { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem }
img { max-width: 100%; border: 1px solid }
</style>
<h1>Changed pages: ${changed.length} of ${later.size}</h1>
<p>Before on the left, after on the right.${rest > 0 ? ` The last ${rest} are not shown.` : ''}</p>
${rows.join('\n')}
</html>
`,
);
