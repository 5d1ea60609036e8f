import type { AskedFlow } from '../../model/chart/flow.js';
import { cellAddress, parseCellAddress } from '../../model/dataset/cell-address.js';
import { type Exact, fromDouble, toNumber } from '../../model/exact.js';
import { groupBy } from '../../model/group-by.js';
import { ownOf } from '../../model/own.js';
import type { Snapshot, SnapshotNumber } from '../../model/snapshot/snapshot.js';
import type { RepeatFlows } from '../../session/drawing/repeat-flows.js';
import { SnapshotCells } from './cells.js';

/** What Vega made once more of a number that it calculated: the number, or why there is none. */
export type Repeated = { readonly value: Exact } | { readonly why: string };

/** Numbers that Vega calculated, each as it calculates it once more, and by which version that is. */
export interface RepeatedNumbers {
  readonly version: string;
  readonly of: ReadonlyMap<SnapshotNumber, Repeated>;
}

type Flow = NonNullable<Snapshot['flows']>[number];
type ByVega = SnapshotNumber & { readonly vega: NonNullable<SnapshotNumber['vega']> };

/** Lets the data of charts flow once more, from the cells of a snapshot. */
export async function repeatNumbers(snapshot: Snapshot, repeat: RepeatFlows): Promise<RepeatedNumbers> {
  const numbers = snapshot.numbers.filter((number): number is ByVega => number.vega !== undefined);
  if (numbers.length === 0) return { version: '', of: new Map() };
  const cells = new SnapshotCells(snapshot);
  const flowsOf = groupBy(snapshot.flows ?? [], ({ chart }) => chart);
  const known = new Map([...flowsOf].map(([chart, own]) => [chart, knownFlow(own, snapshot)]));
  const refused = numbers.flatMap((number) => {
    const why = numberFault(number, known.get(number.vega.chart) ?? 'its chart has no data flow', cells);
    return why === undefined ? [] : [[number, { why }] as const];
  });
  const isRefused = new Set<SnapshotNumber>(refused.map(([number]) => number));
  const asked = [...flowsOf.values()].flatMap(([flow]) => {
    const own = numbers.filter((number) => number.vega.chart === flow?.chart && !isRefused.has(number));
    return flow === undefined || own.length === 0 ? [] : [{ own, flow: askedFlow(flow, own, cells) }];
  });
  const { version, flows } = await repeat(asked.map(({ flow }) => flow));
  const found = asked.flatMap(({ own }, index) => {
    const results = flows[index] ?? { why: 'nothing came of its flow' };
    return own.map((number, at) => [number, repeatedOf(results, at)] as const);
  });
  return { version, of: new Map<SnapshotNumber, Repeated>([...refused, ...found]) };
}

/** The flow of a chart. `has`: a cell is of one of its rows. */
interface KnownFlow {
  readonly version: string;
  readonly has: (cell: string) => boolean;
}

/** What is known of the flow of a chart, or why it is none. */
function knownFlow(flows: readonly Flow[], { datasets }: Snapshot): KnownFlow | string {
  const [flow, second] = flows;
  if (flow === undefined || second !== undefined) return 'its chart has more than one data flow';
  const words = new Set(datasets.flatMap(({ dimensions }) => dimensions.map(({ name }) => name)));
  const own = new Map(datasets.map((each) => [each.name, measuresOf(each)]));
  const bareMeasures = datasets.flatMap(measuresOf).filter((name) => !words.has(name));
  const fault = flowFault(flow, (cells) =>
    cells.length === 0
      ? bareMeasures
      : cells.flatMap((cell) => own.get(parseCellAddress(cell)?.dataset ?? '') ?? []),
  );
  if (fault !== undefined) return fault;
  const rows = Object.values(flow.rows).flat();
  const flowing = new Set(rows.flatMap(({ cells }) => Object.values(cells)).map(rowOf));
  const bare = rows.filter(({ cells }) => Object.keys(cells).length === 0);
  const derived = new Set(datasets.filter((each) => each.derived).map(({ name }) => name));
  const isDerived = (cell: string): boolean => derived.has(parseCellAddress(cell)?.dataset ?? '');
  const hasDerived = rows.some(({ cells }) => Object.values(cells).some(isDerived));
  // Of a plan the numbers of a row rest on cells of other datasets.
  if (hasDerived || (bare.length > 0 && derived.size > 0)) return { version: flow.version, has: () => true };
  const has = (cell: string): boolean =>
    flowing.has(rowOf(cell)) || bare.some(({ values }) => agrees(values, cell));
  return { version: flow.version, has };
}

/** Why a number cannot be one of its flow. */
function numberFault(
  { cells: own, vega: { version } }: ByVega,
  flow: KnownFlow | string,
  cells: SnapshotCells,
): string | undefined {
  if (typeof flow === 'string') return flow;
  if (flow.version !== version) return 'its data flow is of another version of Vega';
  if (own.length === 0) return 'it rests on no cell';
  const lost = own.find((cell) => !cells.hasRow(cell));
  if (lost !== undefined) return `the snapshot has no cell \`${lost}\``;
  const foreign = own.find((cell) => !flow.has(cell));
  return foreign === undefined ? undefined : `its data flow has no row of \`${foreign}\``;
}

/** The row of a cell: another measure of it may be what is counted. */
function rowOf(cell: string): string {
  const name = parseCellAddress(cell);
  return name === undefined ? cell : cellAddress({ ...name, measure: '' });
}

/** True when no value is another than the key of a cell. */
function agrees(values: Flow['rows'][string][number]['values'], cell: string): boolean {
  const keys = parseCellAddress(cell)?.keys ?? {};
  return Object.entries(values).every(
    ([field, value]) => (ownOf(keys, field) ?? String(value)) === String(value),
  );
}

/** Why a flow is none of a chart: its numbers are cells, and come from its rows alone. */
function flowFault(
  { rows, spec }: Flow,
  measuresWith: (cells: readonly string[]) => readonly string[],
): string | undefined {
  const source = foreignSource(spec);
  if (source !== undefined) return `its data flow has data of its own, by \`${source}\``;
  for (const { cells, values } of Object.values(rows).flat()) {
    const measure = measuresWith(Object.values(cells)).find((name) => Object.hasOwn(values, name));
    if (measure !== undefined) return `its data flow has \`${measure}\` without a cell`;
    const other = Object.values(cells).find((cell) => !agrees(values, cell));
    if (other !== undefined) return `its data flow has other keys than those of \`${other}\``;
  }
  return undefined;
}

/** What brings data into a specification beside the rows that are given to it; undefined where nothing does. */
function foreignSource(group: Readonly<Record<string, unknown>>): string | undefined {
  for (const source of objectsOf(group.data)) {
    const key = ['values', 'url'].find((name) => name in source);
    const made = objectsOf(source.transform).find(({ type }) => generators.has(type));
    if (key !== undefined || made !== undefined) return key ?? String(made?.type);
  }
  return objectsOf(group.marks)
    .map(foreignSource)
    .find((found) => found !== undefined);
}

/** Transforms that make rows of nothing. */
const generators: ReadonlySet<unknown> = new Set(['sequence', 'graticule', 'load']);

const objectsOf = (list: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(list) ? list.filter((each) => typeof each === 'object' && each !== null) : [];

const measuresOf = ({ measures }: Snapshot['datasets'][number]): readonly string[] =>
  measures.map(({ name }) => name);

function repeatedOf(results: Awaited<ReturnType<RepeatFlows>>['flows'][number], at: number): Repeated {
  if ('why' in results) return results;
  const value = results[at];
  return value === undefined
    ? { why: 'the flow of its chart has no such number' }
    : { value: fromDouble(Number(value.toPrecision(12))) };
}

function askedFlow({ spec, rows }: Flow, numbers: readonly ByVega[], cells: SnapshotCells): AskedFlow {
  const numberAt = (address: string): number | null => {
    const number = cells.at(address)?.number;
    return number === undefined ? null : toNumber(number);
  };
  return {
    spec,
    rows: Object.fromEntries(
      Object.entries(rows).map(([name, list]) => [
        name,
        list.map((row) => ({
          ...row.values,
          ...Object.fromEntries(
            Object.entries(row.cells).map(([field, address]) => [field, numberAt(address)]),
          ),
        })),
      ]),
    ),
    places: numbers.map(({ vega: { unit, item, field } }) => ({ unit, item, field })),
  };
}
