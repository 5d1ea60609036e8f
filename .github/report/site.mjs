// Makes a web site of the reports: `node site.mjs OUTPUT SITE`. A draft is refused.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { htmlPage } from './html-page.mjs';

const [output = 'output', site = 'site'] = process.argv.slice(2);
const { draft, outputs } = JSON.parse(readFileSync(join(output, 'manifest.json'), 'utf8'));
if (draft) {
  process.stderr.write('::error title=Tallybook::A draft is not published: build without --draft.\n');
  process.exit(1);
}
for (const path of ['manifest.json', ...outputs.map((file) => file.path)]) {
  mkdirSync(dirname(join(site, path)), { recursive: true });
  copyFileSync(join(output, path), join(site, path));
}
// A report that is made for many is one line, which leads to the page that lists them.
const items = outputs
  .filter(({ format, item }) => format === 'html' && item === undefined)
  .map(({ path, report, language }) => {
    const [, title = report] = /<title>([^<]*)<\/title>/.exec(readFileSync(join(output, path), 'utf8')) ?? [];
    const pdf = outputs.find(
      (other) =>
        other.format === 'pdf' && other.item === undefined && other.report === report && other.language === language,
    );
    const asPdf = pdf === undefined ? '' : ` (<a href="${encodeURI(pdf.path)}">PDF</a>)`;
    return `<li lang="${language}"><a href="${encodeURI(path)}">${title}</a>${asPdf}</li>`;
  });
writeFileSync(
  join(site, 'index.html'),
  htmlPage(
    'Reports',
    'body { font: 1.125rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }',
    `<h1>Reports</h1>\n<ul>\n${items.join('\n')}\n</ul>`,
  ),
);
