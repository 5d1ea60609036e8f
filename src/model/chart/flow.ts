/** A row of the data of a chart. */
export interface FlowRow {
  /** The fields that are cells, by their addresses (`cell-address.ts`). */
  readonly cells: Readonly<Record<string, string>>;
  /** Fields of words and places, and where the row stands. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** The data flow of a chart in which Vega calculates numbers. */
export interface ChartFlow {
  /** The id of the figure. */
  readonly chart: string;
  /** Of Vega. */
  readonly version: string;
  /** The rows of each source of data, by its name. */
  readonly rows: Readonly<Record<string, FlowRow[]>>;
  /** A Vega specification without anything that is seen. */
  readonly spec: Readonly<Record<string, unknown>>;
}

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
