/** Each rule of layout on a real print that breaks it, and on the same report where nothing is broken. */

import { beforeAll, describe, expect, test } from 'vitest';
import { type Diagnostic, formatDiagnostic } from '../../../src/diagnostics.js';
import type { Printer } from '../../../src/host/host.js';
import { loadAssets } from '../../../src/outputs/html/assets.js';
import { pageText } from '../../../src/outputs/html/page-text.js';
import { printContent, renderPrintHtml } from '../../../src/outputs/html/print-page.js';
import { measureLayout, pageMargins } from '../../../src/outputs/layout/layout.js';
import { layoutProblems } from '../../../src/outputs/layout/rules.js';
import { shownWords } from '../../../src/outputs/words/paper-words.js';
import { memoryHost } from '../../memory-host.js';
import { parseReport, positionOf } from '../../report/markdown.js';
import { meta } from '../../report/samples.js';
import { english } from '../../support/english.js';
import { finishReport } from '../../support/finished-report.js';
import { printPdf } from '../pdf/print-pdf.js';
import { testPrinter } from '../pdf/test-printer.js';
import { apart, blocks, charts, text } from './faulty.js';

/** Each rule of style with the fault that it brings about: code, page of its chapter, words of the message. */
const faults: readonly (readonly [style: string, code: string, words: RegExp])[] = [
  [
    '#fig-tall .drawing{min-height:215mm}',
    'layout/page-fill',
    /^Page 2 is filled only to 13 %, though its chapter goes on$/,
  ],
  ['#s-heading + p{break-before:page}', 'layout/parted', /^The heading “2.1 A section” is at the foot/],
  [
    '#fig-caption .drawing{break-before:page}',
    'layout/parted',
    /^The caption “Figure 2 .*, and “.*”, to which it belongs, on page/,
  ],
  ['p + ul{break-before:page}', 'layout/parted', /^The lead-in “These are the reasons:” is at the foot/],
  [
    '.plain-table{break-before:page}',
    'layout/parted',
    /^The lead-in “Words of a table without a caption.” is at the foot/,
  ],
  [
    '#tbl-colon{break-before:page}',
    'layout/parted',
    /^The lead-in “The table shows them:” is at the foot of page \d+, and Table 1, to which it belongs, on/,
  ],
  [
    '[data-chapter="6"] > p{break-inside:auto;orphans:1;widows:1;line-height:110mm!important;width:60mm}',
    'layout/single-line',
    /^A single line of “A paragraph whose last line/,
  ],
  [
    '#tbl-torn tbody tr:nth-child(2){break-before:page}',
    'layout/torn-table',
    /^The head of Table 2 has only one row below it on page \d+$/,
  ],
  [
    '#tbl-foot :is(.foot,.source,.legend){break-before:page}',
    'layout/foot-alone',
    /without the rest of Table 3$/,
  ],
  [
    '.moves{transform:none}.moves + .moves{transform:translateX(-195px)}',
    'layout/label',
    /^The label “North” lies over “South” in Figure 3/,
  ],
  [
    '#c-brief ~ p + p{break-before:page}',
    'layout/brief',
    /^The brief takes 2 pages \(\d+ to \d+\), and should be one$/,
  ],
  ['.edge{clip-path:inset(40% 0 0 0)}', 'layout/label', /^The label “Hewn” is cut in Figure 3/],
  [
    '#tbl-cells table{table-layout:fixed;width:60mm}#tbl-cells :is(th,td){white-space:nowrap;width:10mm!important}',
    'layout/cell',
    /^“Organised crime of every kind” runs out of its cell in Table 4/,
  ],
  [
    '.plain-table table{table-layout:fixed;width:30mm}.plain-table thead th:first-child{font-size:24pt;overflow-wrap:anywhere}',
    'layout/cell',
    /^“Step” is broken without a hyphen in “Step Owner” on page \d+$/,
  ],
  [
    '#c-end ~ p{break-before:page}',
    'layout/page-fill',
    /^A chapter ends on page 25, and fills only 2 % of it$/,
  ],
];

let printer: Printer;
let found: readonly Diagnostic[];
let foundWithout: readonly Diagnostic[];

/** What is said of the pages of the report in this style. */
async function problemsIn(style: string): Promise<readonly Diagnostic[]> {
  const report = finishReport({
    meta,
    body: parseReport(text, blocks),
    charts,
    language: english,
    positionOf,
  }).value;
  const assets = await loadAssets(pageText(report, english), memoryHost({}).tool);
  const html = renderPrintHtml(report, assets, english).replace('</style>', `${style}</style>`);
  const about = { title: 'T', author: 'A', language: 'en', epochSeconds: 1_451_520_000, producer: 'P' };
  const { value, diagnostics } = await printPdf({ html, meta: about }, printer);
  if (value.words === undefined) throw new Error(JSON.stringify(diagnostics));
  const content = printContent(report, english);
  const places = {
    template: { file: 'report.md', line: 1, column: 1 },
    positionOf: (offset: number) => ({
      file: 'report.md',
      line: text.slice(0, offset).split('\n').length,
      column: 1,
    }),
  };
  const shown = shownWords(content, value.pages);
  const input = { printed: value.words, shown, content, margins: pageMargins(assets.print), ...places };
  const layout = measureLayout(input);
  if (layout === undefined) throw new Error('The words of the print are not those of the report.');
  return layoutProblems(layout, 'warning');
}

beforeAll(async () => {
  printer = await testPrinter();
  found = await problemsIn(apart + faults.map(([style]) => style).join(''));
  foundWithout = await problemsIn(apart);
}, 60_000);

describe('a print', () => {
  test.each(faults)('that %s brings about is told as %s', (_style, code, words) => {
    const told = found.filter((each) => each.code === code && words.test(each.message));
    expect(told, found.map(formatDiagnostic).join('\n')).toHaveLength(1);
  });

  test('has no fault beside them, but that what was parted leaves pages empty', () => {
    const others = found.filter(
      ({ code, message }) =>
        code !== 'layout/page-fill' && !faults.some(([, own, words]) => own === code && words.test(message)),
    );
    expect(others.map(formatDiagnostic)).toEqual([]);
  });

  test('of the same report without them has none', () => {
    // Each chapter has a page of its own, and few lines.
    const others = foundWithout.filter(({ code }) => code !== 'layout/page-fill');
    expect(others.map(formatDiagnostic)).toEqual([]);
  });

  test('names the line of the template at which the fault is mended', () => {
    const line = (part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;
    const lines = found.filter(({ code }) => code === 'layout/parted').map(({ position }) => position.line);
    expect(lines).toContain(line('## A section'));
    expect(lines).toContain(line('These are the reasons'));
  });
});
