import { visit } from 'unist-util-visit';
import { expect, test } from 'vitest';
import { finished } from '../../src/model/quantity.js';
import { dataTableNode } from '../../src/model/tree/data-table.js';
import type { TestedQuotationNode } from '../../src/model/tree/nodes.js';
import { labelNode, legendNode, sourcesNode } from '../../src/model/tree/table-nodes.js';
import { english } from '../support/english.js';
import { finishReport } from '../support/finished-report.js';
import { parseReport, positionOf } from './markdown.js';
import { meta, recordedEntry, sampleChart, sampleDrawing, sampleStated } from './samples.js';

const text = (value: string) => ({ type: 'text' as const, value });
const at = { file: 'report.md', line: 1, column: 1 };

const quoted: TestedQuotationNode = {
  type: 'testedQuotation',
  children: [
    { type: 'said', children: [{ type: 'paragraph', children: [text('It rose.')] }] },
    { type: 'speaker', children: [text('The office')] },
    { type: 'citation', children: [text('a report')] },
    labelNode('each is above the one before'),
    labelNode('Cases'),
    {
      type: 'testedFigures',
      children: [
        {
          type: 'testedFigure',
          pointed: true,
          children: [labelNode('2013'), { type: 'value', entry: recordedEntry('5', 'table') }],
        },
      ],
    },
    legendNode([]),
    sourcesNode([{ title: 'The register' }]),
  ],
  verdict: 'true',
  family: 'trend',
  illustrative: false,
  at,
};

const table = dataTableNode({
  ...sampleStated('tbl-a', 'Cases', 'Year | Cases\n2009 | 1\n2010 | -'),
  tally: [{ word: 'Late', tone: 'status-bad', entry: recordedEntry('3', 'table') }],
  notes: ['Counted twice a year.'],
});

const drawing = {
  ...sampleDrawing('fig-a'),
  told: [[{ text: 'Highest at ' }, { text: '7', class: 'ledger' as const, entry: recordedEntry('7') }]],
  entries: [recordedEntry('8', 'chart')],
  table: {
    stub: 'Year',
    columns: [{ label: 'Cases', total: false, align: 'right' as const }],
    rows: [
      {
        label: '2013',
        total: false,
        cells: [{ kind: 'value' as const, entry: recordedEntry('9', 'table') }],
      },
    ],
    legend: [{ symbol: '[z]', meaning: 'none recorded' }],
  },
};

test('a walk of children meets every number, in the order of the ledger, and every word', () => {
  const { value } = finishReport({
    meta,
    body: parseReport('# A\n\n%6 cases\n\n@table\n\n@chart\n\n@quoted', {
      table,
      quoted,
      chart: sampleChart('fig-a', 'A finding'),
    }),
    charts: { 'fig-a': drawing },
    language: english,
    positionOf,
  });
  const [numbers, origins, words]: [string[], string[], string[]] = [[], [], []];
  visit(value.tree, (node) => {
    if (node.type === 'value') {
      numbers.push(finished(node.entry).id);
      origins.push(node.provenance?.rows[0]?.[0]?.key.origin.file ?? '');
    } else if ('value' in node && typeof node.value === 'string') words.push(node.value);
  });
  expect(numbers).toHaveLength(8);
  expect(origins.filter((origin) => origin === 'data/cases-by-offence.csv')).toHaveLength(8);
  expect(numbers).toEqual(value.ledger.map(({ id }) => id));
  expect(words.join('|')).toBe(
    'A| cases|Cases|Kosovo, 2009–2014, number of cases|Year|Cases|2009|2010|Late|[z]|none recorded|Counted twice a year.|Kosovo Police|A finding|Number of cases by offence, Kosovo, 2009–2014|Highest at |Kosovo Police|Year|Cases|2013|[z]|none recorded|It rose.|The office|a report|each is above the one before|Cases|2013|The register',
  );
});
