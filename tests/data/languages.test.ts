/** Titles and labels of the data package that are in another language than the report: the package, the page and the PDF. */

import { toHtml } from 'hast-util-to-html';
import { expect, test } from 'vitest';
import { operations } from '../../src/extensions/operations.js';
import { htmlReport } from '../../src/outputs/html/html-report.js';
import { originsOf } from '../../src/outputs/html/origins.js';
import { renderPrintHtml } from '../../src/outputs/html/print-page.js';
import { transform } from '../../src/report/transforms.js';
import { sampleAssets } from '../outputs/html/render-sample.js';
import { everyElement } from '../outputs/pdf/inspect/tree.js';
import { inspectPdf } from '../outputs/pdf/inspect.js';
import { printPdf } from '../outputs/pdf/print-pdf.js';
import { testPrinter } from '../outputs/pdf/test-printer.js';
import { english } from '../support/english.js';
import { MemoryProject } from '../support/memory-project.js';
import { problemsOfPackage } from './problems.js';

const files = {
  'data/datapackage.yaml': `sources: [{title: Office}]
resources:
  - name: cases
    title: Raste sipas rajonit
    lang: sq
    path: cases.csv
    schema:
      primaryKey: [year, region]
      fields:
        - {name: year, type: year, title: Year, lang: en}
        - name: region
          title: Rajoni
          categories: [{value: p, label: Prishtinë}, {value: n, label: Other, lang: en}, {value: t, label: Total}]
        - {name: cases, type: integer, unit: raste, title: Raste}
  - name: others
    path: others.csv
    schema:
      primaryKey: [kind]
      fields: [{name: kind, categories: [{value: t, label: Total}]}, {name: cases, type: integer}]
`,
  'data/cases.csv': 'year,region,cases\n2014,p,12\n2014,n,30\n2014,t,7\n2015,p,14\n2015,n,31\n2015,t,8\n',
  'data/others.csv': 'kind,cases\nt,5\n',
};

const template = `# Cases

There were {{value "cases" region="p" year=2015}} in Prishtinë, and {{value "others" kind="t"}} of other kinds.

{{table "cases" rows="region" columns="year" caption="Cases of Prishtinë"}}
`;

async function finished() {
  const project = new MemoryProject({ id: 'a', files });
  const [{ content, problems }, { value: data }] = [
    await project.compose(template),
    await project.prepared(),
  ];
  if (content === undefined) throw new Error(problems.join('\n'));
  const positionOf = () => ({ file: 'a.md', line: 1, column: 1 });
  const input = { ...content, data, charts: {}, language: english, positionOf, operations };
  return htmlReport({ document: transform(input).value, language: english });
}

test('the page says of each which language it is, where the data speaks, and not what another dataset has as its own', async () => {
  const report = await finished();
  const html = toHtml(report.body, { allowDangerousHtml: true });
  const marked = [...html.matchAll(/<span lang="sq">([^<]*)/g)].map(([, words]) => words);
  expect(new Set(marked)).toEqual(new Set(['Rajoni', 'Prishtinë', 'raste']));
  expect(html).toContain('</data> in Prishtinë, and');
  expect(html).toContain('>Total<');
  expect(originsOf(report, english).langs).toMatchObject({ 'Raste sipas rajonit': 'sq', Prishtinë: 'sq' });
});

test('the PDF has the same words in the same language', async () => {
  const report = await finished();
  const html = renderPrintHtml(report, await sampleAssets(report), english);
  const meta = { title: 'A', author: 'B', subject: 'C', language: 'en', epochSeconds: 0, producer: 'D' };
  const { tree } = await inspectPdf((await printPdf({ html, meta }, await testPrinter())).value.pdf);
  const foreign = [...everyElement(tree)].filter(({ language }) => language === 'sq');
  expect(new Set(foreign.map(({ text }) => text.trim()))).toEqual(new Set(['Rajoni', 'Prishtinë', 'raste']));
});

test('a tag that is none, or that is written otherwise, is an error at its place', async () => {
  const wrong = files['data/datapackage.yaml']
    .replace('lang: sq', 'lang: albanian')
    .replace('lang: en}', 'lang: EN}');
  expect((await problemsOfPackage(wrong)).slice(0, 2)).toEqual([
    expect.stringContaining(
      'data/datapackage.yaml:5:11 error data/package: `albanian` is not the tag of a known language',
    ),
    expect.stringContaining(
      ':10:55 error data/package: The language tag `EN` is not in its usual form\n  hint: write `en`',
    ),
  ]);
});
