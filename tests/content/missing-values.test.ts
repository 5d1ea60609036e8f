import { expect, test } from 'vitest';
import type { LedgerEntry } from '../../src/model/quantity.js';
import { ledgerOf } from '../support/ledger-of.js';
import { MemoryProject } from '../support/memory-project.js';
import { statedTable } from '../support/stated-table.js';

const dataPackage = `
resources:
  - name: cases
    path: cases.csv
    title: Cases
    accepts:
      - code: data/total
        where: {year: 2013}
        reason: One case has no offence.
        by: Data office
        date: 2015-03-01
    schema:
      primaryKey: [year, offence]
      missingValues: ["[x]", "[z]", "[c]", "[k]"]
      fields:
        - {name: year, type: year}
        - {name: offence, categories: [theft, fraud, arson, total], total: total}
        - {name: cases, type: integer, unit: cases, constraints: {minimum: -100}}
        - {name: flag, role: status}
`;

const rows = `year,offence,cases,flag
2011,theft,10,p
2011,fraud,[x],
2011,arson,[z],
2011,total,[x],
2012,theft,12,
2012,fraud,[c],
2012,arson,[z],
2012,total,[c],
2013,theft,20,"[b]"
2013,fraud,4,r e
2013,arson,[z],
2013,total,25,b
2014,theft,30,u
2014,fraud,5,
2014,arson,[z],
2014,total,35,
`;

const project = new MemoryProject({
  id: 'small',
  edition: 2014,
  files: { 'data/datapackage.yaml': dataPackage, 'data/cases.csv': rows },
});

async function composed(template: string, data = rows) {
  const { content, problems } = await project.compose(
    `# Text\n\n${template}\n`,
    { 'data/cases.csv': data },
    { project: { precision: { decimals: 10, percentages: 10 } } },
  );
  return { ledger: ledgerOf(content), body: content?.body, problems };
}

/** "12 [p][r]". */
const printed = ({ text, quantity }: LedgerEntry): string =>
  [text, (quantity.marks ?? []).map((mark) => `[${mark}]`).join('')].filter((part) => part !== '').join(' ');

test.each([
  ['{{value "cases" offence="theft" year=2011}}', '10 [p]'],
  ['{{value "cases" offence="fraud" year=2013}}', '4 [r][e]'],
  // Missing values travel.
  ['{{sum "cases" offence="theft|fraud" year=2011}}', '[x] [p]'],
  ['{{sum "cases" offence="theft|arson" year=2011}}', '10 [p]'],
  ['{{sum "cases" offence="fraud" from=2011 to=2012}}', '[c]'],
  ['{{change "cases" offence="fraud" from=2011 to=2013}}', '[x] [r][e]'],
  ['{{change "cases" offence="fraud" from=2012 to=2013}}', '[c] [r][e]'],
  ['{{percent-change "cases" offence="fraud" from=2011 to=2014}}', '[x]'],
  ['{{share "cases" offence="arson" year=2014 of="total"}}', '[z]'],
  ['{{share "cases" offence="theft" year=2011 of="total"}}', '[x] [p]'],
  ['{{share "cases" offence="theft" year=2012 of="total"}}', '[c]'],
  ['{{ratio "cases" offence="theft" year=2011 of="fraud"}}', '[x] [p]'],
  // What is left where something is passed over is a lower bound.
  ['{{sum "cases" offence="theft|fraud" year=2011 partial=true}}', 'at least 10 [p]'],
  ['{{sum "cases" offence="theft|fraud" year=2012 partial=true}}', '[c]'],
  ['{{sum "cases" offence="theft|fraud" year=2014 partial=true}}', '35 [u]'],
  ['{{sum "cases" offence="fraud|arson" year=2011 partial=true}}', '[x]'],
  // The break stands at the first year that was counted anew.
  ['{{change "cases" offence="theft" from=2011 to=2012}}', '+2 [p]'],
  ['{{change "cases" offence="theft" from=2012 to=2013}}', '+8 [b]'],
  ['{{change "cases" offence="theft" from=2012 to=2014}}', '+18 [u][b]'],
  ['{{change "cases" offence="theft" from=2013 to=2014}}', '+10 [u]'],
  ['{{percent-change "cases" offence="theft" from=2012 to=2013}}', '+66.7% [b]'],
  ['{{sum "cases" offence="theft|fraud" year=2013}}', '24 [r][b][e]'],
])('%s prints %s', async (template, expected) => {
  const { ledger, problems } = await composed(template);
  expect(problems).toEqual([]);
  expect(ledger.map(printed)).toEqual([expected]);
});

test('a table explains the symbols and marks that stand in it, and notes the finding that was accepted', async () => {
  const { body, problems } = await composed('{{table "cases" rows="offence" year=2013}}');
  expect(problems).toEqual([]);
  const node = body?.children.find((child) => child.type === 'dataTable');
  const table = node && statedTable(node);
  expect(table?.legend).toEqual([
    { symbol: '[z]', meaning: 'not applicable' },
    { symbol: '[r]', meaning: 'revised' },
    { symbol: '[b]', meaning: 'break in the series: not comparable with earlier years' },
    { symbol: '[e]', meaning: 'estimated' },
  ]);
  expect(table?.notes).toEqual(['One case has no offence.']);
});

test('a table without them has no legend, and one of other rows does not note what was accepted', async () => {
  const { body } = await composed('{{table "cases" rows="offence" year=2012 offence="theft"}}');
  const node = body?.children.find((child) => child.type === 'dataTable');
  const table = node && statedTable(node);
  expect(table?.legend).toEqual([]);
  expect(table?.notes).toEqual(['Only: theft.']);
});

test('a partial sum is refused with negative numbers, and as part of another calculation', async () => {
  const negative = rows.replace('2011,theft,10', '2011,theft,-10');
  const wrong = await composed('{{sum "cases" offence="theft|fraud" year=2011 partial=true}}', negative);
  expect(wrong.problems.join('\n')).toContain(
    'templates/small.md:3:47 error content/argument: A sum with `partial=true` is a lower bound, and one of its numbers is negative',
  );
  const sum = '(sum "cases" offence="theft|fraud" year=2011 partial=true)';
  const nested = await composed(`{{share ${sum} of=(value "cases" offence="theft" year=2011)}}`);
  expect(nested.problems.join('\n')).toContain('This calculation includes a sum with `partial=true`');
});
