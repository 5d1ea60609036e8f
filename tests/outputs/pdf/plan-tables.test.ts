/** The tables of a strategy as they come out of the browser: what assistive technology reads of them. */

import { beforeAll, expect, test } from 'vitest';
import type { Printer } from '../../../src/host/host.js';
import { loadAssets } from '../../../src/outputs/html/assets.js';
import { pageText } from '../../../src/outputs/html/page-text.js';
import { renderPrintHtml } from '../../../src/outputs/html/print-page.js';
import { composePlan } from '../../extensions/plan/helpers/plan-project.js';
import { memoryHost } from '../../memory-host.js';
import { english } from '../../support/english.js';
import { finishReport } from '../../support/finished-report.js';
import { everyElement, type InspectedElement } from './inspect/tree.js';
import { type Inspection, inspectPdf } from './inspect.js';
import { printPdf } from './print-pdf.js';
import { testPrinter } from './test-printer.js';

const template = [
  '# Progress',
  '{{progress-board}}',
  '{{progress-board objective="1"}}',
  '{{scorecard}}',
  '{{action-table}}',
  '{{action-table status="late"}}',
].join('\n\n');

let printer: Printer;
let inspection: Inspection;
beforeAll(async () => {
  printer = await testPrinter();
  const { content, problems } = await composePlan(template);
  if (content === undefined) throw new Error(problems.join('\n'));
  const { meta, body } = content;
  const { value } = finishReport({
    meta,
    body,
    charts: {},
    language: english,
    positionOf: () => ({ file: 'a.md', line: 1, column: 1 }),
  });
  const assets = await loadAssets(pageText(value, english), memoryHost({}).tool);
  const print = {
    html: renderPrintHtml(value, assets, english),
    meta: {
      title: 'Strategy',
      author: 'Office',
      subject: 'Progress',
      language: 'en',
      epochSeconds: 1_451_520_000,
      producer: 'Tallybook',
    },
  };
  inspection = await inspectPdf((await printPdf(print, printer)).value.pdf);
}, 60_000);

const find = (type: string): InspectedElement[] =>
  [...everyElement(inspection.tree)].filter((element) => element.type === type);
const words = ({ text }: InspectedElement): string => text.replace(/\s+/g, ' ').trim();

test('they keep every rule that can be checked', () => {
  expect(inspection.problems).toEqual([]);
  expect(find('Table')).toHaveLength(5);
});

test('tiles are read as the links that they are, and what they say as a count by status', () => {
  const [board] = find('Table');
  expect(inspection.text.join(' ')).toContain('1.2.4');
  expect(board && words(board)).toContain('1.2.4');
  expect(board && words(board)).toContain('Implemented 1 On track 1 Late 2 Not started 1 Cancelled 1');
});

test('a group is a head across the table, and a row is headed by its action', () => {
  const heads = find('TH').map((head) => [words(head), head.scope, head.columns]);
  expect(heads).toContainEqual(['1.2 Specialised courts', 'Row', 7]);
  expect(heads).toContainEqual(['1.2.1 Name *ten* judges', 'Row', 1]);
});
