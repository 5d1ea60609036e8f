import { toHtml } from 'hast-util-to-html';
import { describe, expect, test } from 'vitest';
import { dataTableNode } from '../../../../src/model/tree/data-table.js';
import { readPageList } from '../../../../src/outputs/ledger/page-numerals.js';
import { readMarkup } from '../../../../src/outputs/snapshot/read-markup.js';
import { parseReport, positionOf } from '../../../report/markdown.js';
import { meta, sampleChart, sampleDrawing, sampleStated } from '../../../report/samples.js';
import { english } from '../../../support/english.js';
import { finishReport } from '../../../support/finished-report.js';

/** The numerals of a report with their classes: `12 enumerator`. */
function classesOf(markdown: string, more: Partial<ReturnType<typeof sampleDrawing>> = {}): string[] {
  const blocks = {
    chart: sampleChart('fig-a', 'A finding'),
    table: dataTableNode({
      ...sampleStated('tbl-a', 'Cases', 'Year|Age 18\n2014|4'),
      notes: ['Since law 5.', 'Since law 6.'],
    }),
  };
  const drawing = { ...sampleDrawing('fig-a'), svg: '<svg role="img"></svg>', told: [], ...more };
  const { value } = finishReport({
    meta,
    body: parseReport(markdown, blocks),
    charts: { 'fig-a': drawing },
    language: english,
    positionOf,
  });
  const html = toHtml(value.body, { allowDangerousHtml: true });
  return readPageList(readMarkup(html), true).numerals.map((numeral) => `${numeral.text} ${numeral.class}`);
}

describe('what the document stage makes says what its numerals are', () => {
  test('headings, references and notes have enumerators', () => {
    const found = classesOf('# A {#a}\n\n[](#a)[^n]\n\n[^n]: Text.');
    expect(new Set(found)).toEqual(new Set(['1 enumerator']));
    expect(found.length).toBeGreaterThan(4);
  });

  test('tables have labels around their quantities', () => {
    expect(classesOf('# A {.unnumbered}\n\n@table')).toEqual([
      '1 enumerator',
      '2009 label',
      '2014 label',
      '1 enumerator',
      '18 label',
      '2014 label',
      '4 ledger',
      '5 label',
      '6 label',
    ]);
  });

  test('what a chart tells keeps the classes that it was told with', () => {
    const told = [[{ text: 'In ' }, { text: '2014', class: 'date' }, { text: ' there were 7.' }]] as const;
    expect(classesOf('# A {.unnumbered}\n\n@chart', { told, sources: [{ title: 'Report 9' }] })).toEqual([
      '1 enumerator',
      // The subtitle is the author's.
      '2009 undefined',
      '2014 undefined',
      '9 label',
      '2014 date',
      '7 undefined',
    ]);
  });

  test('words of the author are left to the content stage', () => {
    expect(classesOf('# A {.unnumbered}\n\nThere were 12 cases.')).toEqual(['12 undefined']);
  });
});
