/** A forger of numbers that only Vega calculates, who may write any data flow and any version. */
import { expect, test } from 'vitest';
import { checkNumbers } from '../../../src/commands/verify/check-numbers.js';
import { repeatNumbers } from '../../../src/commands/verify/repeat-numbers.js';
import type { RepeatedFlow } from '../../../src/model/chart/flow.js';
import type { Snapshot } from '../../../src/model/snapshot/snapshot.js';
import { number as numberShape } from '../../../src/model/snapshot/snapshot-numbers.js';
import { letFlow } from '../../../src/session/drawing/chart-process.js';
import { type RepeatFlows, repeatFlows } from '../../../src/session/drawing/repeat-flows.js';
import { english } from '../../support/english.js';

const here = '6.4.0';
const place = { transform: 'calculate', version: here, chart: 'f', unit: 'unit_0', item: 0, field: 'y' };
const number = {
  ...{ id: 'x', text: '3', place: 'chart', operation: 'vega', cells: ['d/pay?region=n'], value: '3' },
  ...{ unit: '', digits: 0, at: 't.md:1:1', vega: place },
};
const forged = { ...number, text: '9,999', value: '9999' };
const row = { cells: { pay: 'd/pay?region=n' }, values: { __row: 0, region: 'n' } };
const root = { type: 'formula', expr: 'sqrt(datum.pay)', as: 'y' };
const specOf = (source: object) => ({
  data: [{ name: 's', transform: [root], ...source }],
  marks: [{ type: 'symbol', name: 'unit_0_marks', from: { data: 's' } }],
});
const flow = { chart: 'f', version: here, rows: { s: [row] }, spec: specOf({}) };
const withRow = (more: object) => [{ ...flow, rows: { s: [{ ...row, ...more }] } }];
const other = { ...place, version: '0.0.1' };

const inThisProcess: RepeatFlows = async (flows) => {
  let version = '';
  const results: RepeatedFlow[] = [];
  await letFlow(flows, async (part) => {
    if ('version' in part) version = part.version;
    else results.push(part.flow);
  });
  return { version, flows: results };
};

async function check(numbers: readonly object[], flows?: readonly object[], repeat = inThisProcess) {
  const snapshot = {
    datasets: [
      {
        ...{
          name: 'd',
          dimensions: [{ name: 'region', type: 'string' }],
          measures: [{ name: 'pay' }, { name: 'hours' }],
        },
        ...{ derived: false, symbols: [] },
        rows: ['n', 's'].map((region) => ({
          keys: { region },
          values: { pay: region === 'n' ? '9' : '16' },
        })),
      },
      { name: 'e', dimensions: [], measures: [{ name: 'age' }], derived: false, symbols: [], rows: [] },
    ],
    revisions: [],
    numbers,
    ...(flows && { flows }),
  } as unknown as Snapshot;
  const checked = checkNumbers(snapshot, 'p.json', english, await repeatNumbers(snapshot, repeat));
  return {
    ...checked.counts,
    said: checked.problems.map(({ severity, message }) => `${severity} ${message}`),
  };
}

test('a number that Vega comes to once more is counted apart', async () => {
  expect(await check([number], [flow])).toMatchObject({
    said: [],
    recalculated: 1,
    byVega: 1,
    notRepeated: 0,
  });
});

test('words of a row may have the name of a measure of another dataset', async () => {
  expect((await check([number], withRow({ values: { region: 'n', age: '30' } }))).said).toEqual([]);
});

test('only what another version calculates otherwise is no error', async () => {
  const numbers = [{ ...forged, vega: other }];
  expect(await check(numbers, [{ ...flow, version: '0.0.1' }])).toMatchObject({
    said: [
      `warning Vega ${here} calculates other values than Vega 0.0.1 for 1 number, first \`9,999\` (t.md:1:1)`,
    ],
    ...{ recalculated: 0, byVega: 0, notRepeated: 1 },
  });
});

const endless = { transform: [{ ...root, expr: 'nothing(' }] };
const data = (source: object) => [{ ...flow, spec: specOf(source) }];

test.each<[string, object, readonly object[] | undefined, string]>([
  ['a number of this version', forged, [flow], 'is printed as `3`'],
  ['one that names no place', { ...forged, vega: undefined }, [flow], 'no data flow'],
  ['one of another version without a flow', { ...forged, vega: other }, undefined, 'no data flow'],
  ['one of another version than its flow', { ...forged, vega: other }, [flow], 'of another version of Vega'],
  [
    'one of another version whose flow fails',
    { ...forged, vega: other },
    [{ ...flow, version: '0.0.1', spec: specOf(endless) }],
    'Vega cannot calculate the number',
  ],
  [
    'one of another version whose text is not its value',
    { ...forged, value: '3', vega: other },
    [{ ...flow, version: '0.0.1' }],
    'printed as `9,999`, and its value is printed as `3`',
  ],
  ['one without a value', { ...number, value: undefined }, [flow], 'it has no value'],
  ['one that rests on no cell', { ...number, cells: [] }, [flow], 'it rests on no cell'],
  ['one of a cell that is not there', { ...number, cells: ['d/pay?region=x'] }, [flow], 'has no cell'],
  ['one of a cell of another row', { ...number, cells: ['d/pay?region=s'] }, [flow], 'has no row of'],
  ['a measure without a cell', forged, withRow({ cells: {}, values: { pay: 99980001 } }), 'without a cell'],
  ['a second measure without a cell', number, withRow({ values: { hours: 1 } }), '`hours` without a cell'],
  ['a row with other keys', number, withRow({ values: { region: 's' } }), 'has other keys'],
  ['values in the flow', forged, data({ values: [{ pay: 99980001 }] }), 'by `values`'],
  ['an address in the flow', forged, data({ url: 'file:///x' }), 'by `url`'],
  ['a sequence', forged, data({ transform: [{ type: 'sequence', start: 0, stop: 1e12 }] }), 'by `sequence`'],
  ['a graticule', forged, data({ transform: [{ type: 'graticule' }] }), 'by `graticule`'],
  [
    'values in a group of the flow',
    forged,
    [{ ...flow, spec: { ...flow.spec, marks: [{ type: 'group', ...specOf({ values: [] }) }] } }],
    'by `values`',
  ],
  ['a second flow of the chart', number, [flow, flow], 'more than one data flow'],
])('%s is an error', async (_, published, flows, expected) => {
  const { said, notRepeated } = await check([published], flows);
  expect(said).toEqual([expect.stringMatching(/^error /)]);
  expect(said[0]).toContain(expected);
  expect(notRepeated).toBe(0);
});

test.runIf(process.env.DEEP)('a flow that does not end excuses no other one', async () => {
  const asked = { rows: { s: [{ pay: 9 }] }, places: [place] };
  const hungry = { ...asked, spec: specOf({ transform: [{ type: 'sequence', start: 0, stop: 3e8 }] }) };
  const limits = { chartMegabytes: 100, chartSeconds: 30 };
  expect(await repeatFlows([hungry, { ...asked, spec: specOf({}) }], limits)).toEqual({
    version: here,
    flows: [{ why: 'it needs more memory than a drawing may' }, [3]],
  });
});

test('a snapshot has no number by Vega without its place, and no place of another number', () => {
  expect(numberShape.safeParse(number).success).toBe(true);
  expect(numberShape.safeParse({ ...number, vega: undefined }).success).toBe(false);
  expect(numberShape.safeParse({ ...number, operation: 'value' }).success).toBe(false);
});
