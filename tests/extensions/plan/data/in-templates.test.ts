/** Derived datasets in templates and charts: they are like any other, and every number answers with the plan's cells. */

import { expect, test } from 'vitest';
import type { Content } from '../../../../src/content/compose.js';
import { operations } from '../../../../src/extensions/operations.js';
import type { LedgerEntry } from '../../../../src/model/quantity.js';
import { renderNumbers } from '../../../../src/outputs/ledger/numbers.js';
import type { PrintedNumeral } from '../../../../src/outputs/ledger/numeral.js';
import { cellWords, provenanceOf } from '../../../../src/report/transforms/say-provenance.js';
import { draw, tryDraw } from '../../../charts/draw-charts.js';
import { english } from '../../../support/english.js';
import { ledgerOf } from '../../../support/ledger-of.js';
import { type Composed, MemoryProject } from '../../../support/memory-project.js';
import { statedTable } from '../../../support/stated-table.js';
import { datasetNamed, planFiles, preparePlan } from './small-plan.js';

const prepared = await preparePlan();
const plan = new MemoryProject({
  id: 'progress',
  files: planFiles(),
  expects: ['plan/gap'],
});

async function composePlan(template: string): Promise<Composed & { content: Content }> {
  const { content, ...more } = await plan.compose(`# Progress\n\n${template}\n`);
  if (content === undefined) throw new Error(more.problems.join('\n'));
  return { content, ...more };
}

const textOf = (node: object): string =>
  JSON.stringify(node, (key, value: unknown) =>
    typeof value === 'bigint' || key === 'position' ? undefined : value,
  );

/** The cells of a printed number, as `file:line field`. */
const cellsOf = ({ quantity }: LedgerEntry): string[] =>
  quantity.cells.map(({ origin, field }) => `${origin.file}:${origin.line} ${field}`);

/** The only number that a template prints. */
async function only(template: string): Promise<LedgerEntry> {
  const { content, problems } = await composePlan(template);
  expect(problems).toEqual([]);
  const [entry, ...more] = ledgerOf(content);
  if (entry === undefined || more.length > 0) throw new Error('expected one number');
  return entry;
}

test('value prints derived cells, and stands at totals where a dimension is left out', async () => {
  const { texts, problems } = await composePlan(
    [
      '{{value "plan-objectives" objective="1" measure="rate"}}',
      '{{value "plan-objectives" measure="points"}}',
      '{{value "plan-objectives" objective="2" measure="rate"}}',
      '{{value "plan-objectives" measure="execution" digits=3}}',
      '{{value "plan-status" status="late"}}',
      '{{value "plan-specific-objectives" objective="1" measure="due"}}',
      '{{value "plan-actions" objective="1" action="1.1.1" measure="spent"}}',
      '{{value "plan-indicators" objective="1" indicator="I3" measure="fulfilment"}}',
    ].join('\n\n'),
  );
  expect(problems).toEqual([]);
  // 1500 / 8500 = 17.6470...: `digits` rounds the exact number, not the printed one.
  expect(texts).toEqual(['50.0%', '3', '[z]', '17.647%', '1', '4', '900', '25.0%']);
});

test('share, ratio and sum calculate with derived cells', async () => {
  const { texts, problems } = await composePlan(
    [
      '{{share "plan-status" objective="1" status="late" of="status=total" allow="small-base: An example"}}',
      '{{ratio "plan-objectives" objective="1" measure="spent" of=(value "plan-objectives" objective="1" measure="actions") per="actions" allow="small-base: An example"}}',
      '{{sum "plan-status" status="implemented|on-track"}}',
    ].join('\n\n'),
  );
  expect(problems).toEqual([]);
  // Five actions are too few for a percentage; 1500 euro for 5 actions; 2 + 1.
  expect(texts).toEqual(['1 of 5', '300.0', '3']);
});

test('the panel of a number has a row for each thing, with every column that its rule read', async () => {
  const cellOf = cellWords(prepared.value, english);
  const panelOf = async (measure: string) => {
    const { rows } = provenanceOf(
      await only(`{{value "plan-objectives" objective="1" measure="${measure}"}}`),
      { language: english, operations },
      cellOf,
    );
    const things = new Map<string, Map<string, string>>();
    for (const [first, ...others] of rows) {
      if (first === undefined) continue;
      const thing = things.get(first.labels.join()) ?? new Map<string, string>();
      for (const { what, text } of [first, ...others]) thing.set(what, text);
      things.set(first.labels.join(), thing);
    }
    return [...things.values()].map((thing) => Object.fromEntries(thing));
  };
  const days = (start: string, deadline: string) => ({ Start: start, Deadline: deadline });
  const due = [
    days('1 January 2015', '30 June 2015'),
    days('1 March 2015', '31 December 2016'),
    days('1 January 2015', '30 September 2015'),
    days('1 January 2014', '31 December 2015'),
  ];
  expect(await panelOf('due')).toEqual(due);
  const statuses = ['Implemented', 'On track', 'Late', 'Cancelled'];
  expect(await panelOf('rate')).toEqual(due.map((own, index) => ({ ...own, Status: statuses[index] })));
  expect((await panelOf('elapsed')).slice(2)).toEqual([
    { ...due[2], Planned: '500', 'Time run': '273', 'Whole term': '273' },
    { ...days('1 January 2016', '31 December 2017'), Planned: '4,000', 'Time run': '0', 'Whole term': '731' },
    { ...due[3], Planned: '300', 'Time run': '730', 'Whole term': '730' },
  ]);
  const assessed = [
    { Actual: '30', Target: '50', Baseline: '10', Direction: 'up', Assessment: 'At least half way' },
    { Actual: '8', Target: '10', Baseline: '20', Direction: 'down', Assessment: 'Target reached' },
    { Actual: '3', Target: '0', Baseline: '4', Direction: 'down', Assessment: 'Less than half way' },
  ];
  expect(await panelOf('scored')).toEqual(assessed);
  expect(await panelOf('fulfilment')).toEqual(assessed);
});

test('rates do not add up', async () => {
  const { problems } = await composePlan('{{sum "plan-objectives" objective="1|2" measure="rate"}}');
  expect(problems).toEqual([
    'templates/progress.md:3:1 error content/argument: `rate` does not add up, and `sum` adds numbers\n' +
      '  hint: it is declared with `additive: false`: name another measure, or print single numbers with `value`',
  ]);
});

test('rows go through objectives and actions', async () => {
  const { content, problems, texts } = await composePlan(
    '{{#each (rows "plan-objectives")}}\n- {{code}} {{objective}}: {{met}} of {{due}}\n{{/each}}\n\n' +
      '{{#each (rows "plan-actions" objective="1")}}\n{{#if (eq status "late")}}\n- {{code}} {{action}}, {{institution}}: {{note}}\n{{/if}}\n{{/each}}',
  );
  expect(problems).toEqual([]);
  expect(texts).toEqual(['2', '4', '0', '0']);
  const late = ['1.1.3', 'Furnish it', 'Bureau B', 'No offer was made. A new call opens in May.'];
  for (const text of late) expect(textOf(content.body)).toContain(`"value":"${text}"`);
  expect(textOf(content.body)).not.toContain('Open a shelter');
});

test('tables take derived datasets, with their gaps explained', async () => {
  const { content, problems } = await composePlan(
    '{{table "plan-status" rows="objective" columns="status" id="tbl-a"}}\n\n' +
      '{{table "plan-indicators" objective="2" rows="indicator" measure="fulfilment" id="tbl-b"}}',
  );
  expect(problems).toEqual([]);
  const tables = content.body.children.flatMap((node) =>
    node.type === 'dataTable' ? [statedTable(node)] : [],
  );
  const [status, fulfilment] = tables.map(({ rows }) =>
    rows.map(({ label, cells }) => [
      label,
      ...cells.map((cell) => (cell.kind === 'value' ? cell.entry.text : '')),
    ]),
  );
  expect(status).toEqual([
    ['Protection', '1', '1', '1', '1', '1', '5'],
    ['Law', '1', '0', '0', '1', '0', '2'],
    ['Total', '2', '1', '1', '2', '1', '7'],
  ]);
  expect(fulfilment).toEqual([
    ['Judges trained', '[x]'],
    ['Verdicts', '0'],
    ['Appeals', '[x]'],
    ['Hearings', '[x]'],
  ]);
  expect(tables[1]?.subtitle).toBe('Per cent, 2015');
  expect(tables[1]?.legend).toEqual([{ symbol: '[x]', meaning: 'not available' }]);
  expect(tables.map(({ illustrative }) => illustrative)).toEqual([true, false]);
});

test('a derived number answers with the lines of the plan that it was made from', async () => {
  expect(cellsOf(await only('{{value "plan-status" objective="1" status="late"}}'))).toEqual([
    'data/actions.csv:4 status',
  ]);
  expect(cellsOf(await only('{{value "plan-objectives" objective="1" measure="met"}}'))).toEqual([
    'data/actions.csv:2 status',
    'data/actions.csv:3 status',
  ]);
  const rate = await only('{{value "plan-objectives" objective="1" measure="rate"}}');
  expect(cellsOf(rate)).toEqual([
    'data/actions.csv:2 status',
    'data/actions.csv:3 status',
    'data/actions.csv:2 deadline',
    'data/actions.csv:3 deadline',
    'data/actions.csv:4 deadline',
    'data/actions.csv:6 deadline',
  ]);
  expect(rate.quantity).toMatchObject({
    operation: 'implementation-rate',
    unit: '%',
    illustrative: true,
    operands: [{ operation: 'count' }, { operation: 'count' }],
  });
  expect(
    cellsOf(await only('{{value "plan-indicators" objective="1" indicator="I1" measure="fulfilment"}}')),
  ).toEqual(['data/values.csv:2 actual', 'data/indicators.csv:2 baseline', 'data/values.csv:2 target']);
  expect(
    cellsOf(await only('{{value "plan-actions" objective="1" action="1.1.2" measure="planned"}}')),
  ).toEqual(['data/actions.csv:3 planned']);
});

const printed = (entry: LedgerEntry): PrintedNumeral => ({
  text: entry.text,
  class: 'ledger',
  place: entry.place,
  anchor: undefined,
  section: undefined,
  entry: { ...entry, id: 'sec-a:abcdefgh' },
});

test('numbers.json has the whole way of a derived number', async () => {
  const entry = await only('{{value "plan-objectives" objective="1" measure="points"}}');
  const { numbers } = JSON.parse(
    new TextDecoder().decode(
      renderNumbers({ report: 'r', language: 'en', numerals: [printed(entry)], claims: [] }),
    ),
  );
  const statusOf = (code: string) => ({ dataset: 'actions', field: 'status', keys: { code } });
  const deadlineOf = (code: string) => ({ dataset: 'actions', field: 'deadline', keys: { code } });
  const met = [statusOf('1.1.1'), statusOf('1.1.2')];
  const due = ['1.1.1', '1.1.2', '1.1.3', '1.2.2'].map(deadlineOf);
  expect(numbers[0]).toMatchObject({
    text: '3',
    value: 3,
    dataset: 'plan-objectives',
    operation: 'sigma-points',
    operands: [
      {
        operation: 'implementation-rate',
        keys: [...met, ...due],
        operands: [
          { operation: 'count', keys: met },
          { operation: 'count', keys: due },
        ],
      },
    ],
  });
});

const bars = `
title: Actions by status
data: {name: plan-status}
mark: {type: bar}
encoding:
  y: {field: objective, type: nominal, title: null}
  x: {field: actions, type: quantitative, stack: true, title: Actions}
  color: {field: status, type: nominal, title: Status}
`;

test('charts draw derived datasets', async () => {
  const { chart, problems } = await tryDraw(bars, datasetNamed(prepared, 'plan-status'));
  expect(problems).toEqual([]);
  expect(chart?.svg).toContain('Protection');
  expect(chart?.illustrative).toBe(true);
});

test('numbers that a chart prints as labels answer with the cells of the plan', async () => {
  const chart = await draw(
    `
title: Implementation rate
data: {name: plan-objectives}
encoding:
  y: {field: objective, type: nominal, title: null}
  x: {field: rate, type: quantitative, title: Per cent}
layer:
  - mark: {type: bar}
  - mark: {type: text, align: left, dx: 3}
    encoding: {text: {field: rate}}
`,
    datasetNamed(prepared, 'plan-objectives'),
  );
  const labels = chart.entries.filter(({ place }) => place === 'chart');
  const rate = labels.find(({ text }) => text.startsWith('50'));
  expect(rate?.quantity.operation).toBe('implementation-rate');
  expect(rate && cellsOf(rate)).toContain('data/actions.csv:2 status');
});
