import { z } from 'zod';
import { address } from '../snapshot/snapshot-dataset.js';

const row = z.strictObject({
  cells: z.record(z.string(), address).describe('The fields that are cells.'),
  values: z.record(z.string(), z.unknown()).describe('Fields of words and places, and where the row stands.'),
});

export const flow = z.strictObject({
  chart: z.string().describe('The id of the figure.'),
  version: z.string().describe('Of Vega.'),
  rows: z.record(z.string(), z.array(row)).describe('The rows of each source of data, by its name.'),
  spec: z.record(z.string(), z.unknown()).describe('A Vega specification without anything that is seen.'),
});

/** The data flow of a chart in which Vega calculates numbers. */
export type ChartFlow = z.infer<typeof flow>;
export type FlowRow = z.infer<typeof row>;

/** Where the flow of a chart has a number: a field of an item of a unit. */
export interface FlowPlace {
  readonly unit: string;
  readonly item: number;
  readonly field: string;
}

/** A flow with its numbers, and the places that are asked for. */
export interface AskedFlow {
  readonly spec: Readonly<Record<string, unknown>>;
  readonly rows: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly places: readonly FlowPlace[];
}

/** What came of a flow: the numbers at the places that were asked for, or why it comes to nothing. */
export type RepeatedFlow = readonly (number | undefined)[] | { readonly why: string };

/** What came of each of some flows. */
export interface RepeatedFlows {
  /** Of Vega. */
  readonly version: string;
  readonly flows: readonly RepeatedFlow[];
}
