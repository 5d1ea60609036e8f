import { toHtml } from 'hast-util-to-html';
import { expect, test } from 'vitest';
import type { ChartTable } from '../../../../src/model/chart/chart.js';
import { forPrint } from '../../../../src/outputs/html/variants.js';
import { parseReport, positionOf } from '../../../report/markdown.js';
import { meta, recordedEntry, sampleChart, sampleDrawing } from '../../../report/samples.js';
import { english } from '../../../support/english.js';
import { finishReport } from '../../../support/finished-report.js';

const table: ChartTable = {
  stub: 'Year',
  columns: [{ label: 'Cases', total: false, align: 'right' }],
  rows: [{ label: '2013', total: false, cells: [{ kind: 'value', entry: recordedEntry('38') }] }],
  legend: [{ symbol: '[z]', meaning: 'none recorded' }],
};

function body(more: object) {
  const drawing = { ...sampleDrawing('fig-a'), svg: '<svg role="img"></svg>', ...more };
  const blocks = { a: sampleChart('fig-a', 'A finding') };
  return finishReport({
    meta,
    body: parseReport('# A\n\n@a', blocks),
    charts: { 'fig-a': drawing },
    language: english,
    positionOf,
  }).value.body;
}

const html = (more: object): string =>
  toHtml(body(more), { allowDangerousHtml: true }).replace(/ data-n(?:-alt)?="[^"]*"/g, '');

test('a chart shows its rows as a table that a reader opens: captioned, with heads, every number with its origin', () => {
  const text = html({ table });
  expect(text).toContain('<details class="description as-table"><summary>Show as table</summary>');
  expect(text).toContain(
    '<div class="scroll" tabindex="0" role="group" aria-label="Figure 1 as a table, scrolls sideways">',
  );
  expect(text).toContain('<table><caption>Figure 1 as a table</caption><thead><tr><th scope="col"');
  expect(text).toMatch(
    /<th scope="row">2013<\/th><td class="number"><data class="value" value="38"[^>]*data-id=/,
  );
  expect(text).toContain(
    '<p class="legend"><span class="legend-entry"><span class="symbol">[z]</span> none recorded</span></p></details>',
  );
});

test('a chart without rows of its own has no table', () => {
  expect(html({})).not.toContain('as-table');
});

test('the table of a chart is not printed', () => {
  expect(toHtml(forPrint(body({ table })), { allowDangerousHtml: true })).not.toContain('<table');
});

test('symbols in a drawing are explained under it', () => {
  expect(html({ legend: [{ symbol: '[x]', meaning: 'not known' }] })).toContain(
    '</svg></div><p class="legend"><span class="legend-entry"><span class="symbol">[x]</span> not known</span></p><p class="source">',
  );
});
