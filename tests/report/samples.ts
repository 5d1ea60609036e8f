import type { RenderedChart } from '../../src/model/chart/chart.js';
import { exact } from '../../src/model/exact.js';
import type { LedgerEntry, Place, Quantity } from '../../src/model/quantity.js';
import { dataTableNode, type StatedTable } from '../../src/model/tree/data-table.js';
import type { ChartNode, ContentMeta, DataTableNode } from '../../src/model/tree/nodes.js';
import type { TableCell } from '../../src/model/tree/table-parts.js';

export const meta: ContentMeta = {
  title: 'Trafficking in human beings in Kosovo',
  subtitle: 'Annual report 2015: statistics 2009\u20132014',
  publisher: 'Kosovo Police',
  edition: 2015,
  language: 'en',
  illustrative: false,
  draft: false,
};

const at = { file: 'report.md', line: 1, column: 1 };

function quantity(value: Quantity['value'], digits: number): Quantity {
  return {
    kind: 'quantity',
    value,
    unit: 'cases',
    dataset: 'cases-by-offence',
    cells: [
      {
        dataset: 'cases-by-offence',
        field: 'cases',
        keys: { year: '2013', offence: 'trafficking' },
        origin: { file: 'data/cases-by-offence.csv', line: 21 },
      },
    ],
    operation: 'value',
    digits,
    illustrative: false,
    at,
  };
}

/** A number as it stands in a dataset, printed as `text`. */
export function recordedEntry(text: string, place: Place = 'text'): LedgerEntry {
  const plain = text.replace(/,/g, '');
  const digits = plain.split('.')[1]?.length ?? 0;
  const value = exact(BigInt(plain.replace('.', '')), 10n ** BigInt(digits));
  return { text, place, quantity: quantity(value, digits) };
}

/** A cell without a number. */
function missingEntry(): LedgerEntry {
  const missing = { kind: 'missing', code: '', symbol: '[z]', meaning: 'none recorded', adds: 0 } as const;
  return { text: '[z]', place: 'table', quantity: quantity(missing, 0) };
}

/** A table from text: the first row its heads, `-` a missing value, a first or last "Total" a total. */
export function sampleTable(id: string, caption: string, text: string): DataTableNode {
  return dataTableNode(sampleStated(id, caption, text));
}

/** The same as a helper states it. */
export function sampleStated(id: string, caption: string, text: string): StatedTable {
  const [head = [], ...body] = text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const cell = (value: string): TableCell =>
    value === '-'
      ? { kind: 'value', entry: missingEntry() }
      : { kind: 'value', entry: recordedEntry(value, 'table') };
  return {
    id,
    caption,
    subtitle: 'Kosovo, 2009\u20132014, number of cases',
    stub: head[0] ?? '',
    columns: head.slice(1).map((label) => ({ label, total: label === 'Total', align: 'right' })),
    rows: body.map(([label = '', ...cells]) => ({ label, total: label === 'Total', cells: cells.map(cell) })),
    notes: [],
    legend: text.includes('-') ? [{ symbol: '[z]', meaning: 'none recorded' }] : [],
    sources: [{ title: 'Kosovo Police', path: 'https://www.kosovopolice.com/' }],
    illustrative: false,
    at,
  };
}

export function sampleChart(id: string, title: string): ChartNode {
  return {
    type: 'chart',
    id,
    children: [
      { type: 'title', children: [{ type: 'text', value: title }] },
      {
        type: 'subtitle',
        children: [{ type: 'text', value: 'Number of cases by offence, Kosovo, 2009\u20132014' }],
      },
    ],
    dataset: 'cases-by-offence',
    spec: {},
    positions: {},
    at,
  };
}

/** A plain line drawing with one text alternative. */
export function sampleDrawing(id: string): RenderedChart {
  const values = [32, 31, 28, 32, 38, 28];
  const points = values.map((value, index) => `${60 + index * 100},${280 - value * 6}`).join(' ');
  const labels = values
    .map(
      (value, index) =>
        `<text x="${60 + index * 100}" y="${268 - value * 6}" text-anchor="middle">${value}</text>`,
    )
    .join('');
  const years = values
    .map((_, index) => `<text x="${60 + index * 100}" y="302" text-anchor="middle">${2009 + index}</text>`)
    .join('');
  return {
    id,
    svg:
      `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="312" viewBox="0 0 640 312" role="img" aria-labelledby="${id}-t ${id}-d">` +
      `<title id="${id}-t">Line chart of the number of cases by year</title><desc id="${id}-d">Highest in 2013 at 38.</desc>` +
      '<g font-family="Noto Sans" font-size="12" fill="#1c1c28">' +
      '<path d="M40 280H600M40 220H600M40 160H600M40 100H600" stroke="#dcdce6" fill="none"/>' +
      `<polyline points="${points}" fill="none" stroke="#140f79" stroke-width="2.5"/>${labels}${years}</g></svg>`,
    others: [],
    width: 640,
    height: 312,
    alternative: 'Line chart of the number of cases of human trafficking by year, 2009 to 2014.',
    description: 'The number of cases was highest in 2013 at 38 and lowest in 2011 and 2014 at 28.',
    told: [
      [
        { text: 'Line chart of the number of cases of human trafficking by year, ' },
        { text: '2009 to 2014', class: 'date' },
        { text: '.' },
      ],
    ],
    remarks: [],
    legend: [],
    labels: [],
    entries: [],
    sources: [{ title: 'Kosovo Police' }],
    illustrative: false,
  };
}
