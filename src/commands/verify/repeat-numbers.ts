import type { AskedFlow } from '../../model/chart/flow.js';
import { type Exact, fromDouble, toNumber } from '../../model/exact.js';
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

type ByVega = SnapshotNumber & { readonly vega: NonNullable<SnapshotNumber['vega']> };

/** Lets the data of charts flow once more, from the cells of a snapshot. */
export async function repeatNumbers(snapshot: Snapshot, repeat: RepeatFlows): Promise<RepeatedNumbers> {
  const numbers = snapshot.numbers.filter((number): number is ByVega => number.vega !== undefined);
  if (numbers.length === 0) return { version: '', of: new Map() };
  const cells = new SnapshotCells(snapshot);
  const asked = (snapshot.flows ?? []).map((flow) => {
    const own = numbers.filter(({ vega }) => vega.chart === flow.chart);
    return { own, flow: askedFlow(flow, own, cells) };
  });
  const { version, flows } = await repeat(asked.map(({ flow }) => flow));
  const found = asked.flatMap(({ own }, index) => {
    const results = flows[index] ?? { why: 'nothing came of its flow' };
    return own.map((number, at) => [number, repeatedOf(results, at)] as const);
  });
  return { version, of: new Map(found) };
}

function repeatedOf(results: Awaited<ReturnType<RepeatFlows>>['flows'][number], at: number): Repeated {
  if ('why' in results) return results;
  const value = results[at];
  return value === undefined
    ? { why: 'the flow of its chart has no such number' }
    : { value: fromDouble(Number(value.toPrecision(12))) };
}

function askedFlow(
  { spec, rows }: NonNullable<Snapshot['flows']>[number],
  numbers: readonly ByVega[],
  cells: SnapshotCells,
): AskedFlow {
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
