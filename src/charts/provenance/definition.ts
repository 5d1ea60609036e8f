import type { ExpressionNode } from '../drawing/vega-module.js';

/** A field by which rows are ordered. */
export interface OrderedField {
  readonly field: string;
  readonly isDescending: boolean;
}

/** By what the rows of a window follow one another. */
export type Order =
  | { readonly kind: 'time' }
  /** Numbers, bands of them, or units of time: what comes before is what lies before along their axis. */
  | { readonly kind: 'along'; readonly field: string; readonly timeUnit?: string }
  /** As they stand in the data. */
  | { readonly kind: 'rows' }
  /** Whatever the order is, a reader knows what is meant. */
  | { readonly kind: 'any' };

/** What a window sees from a row: how many rows before and after it are in it; null for all. */
export type Frame = readonly [number | null, number | null];

/** How a chart makes a field that its dataset does not have. */
export type Definition =
  | { readonly kind: 'calculate'; readonly expression: ExpressionNode }
  | { readonly kind: 'aggregate'; readonly op: string; readonly field: string | undefined }
  /** Of the rows around each, in an order. */
  | {
      readonly kind: 'window';
      readonly op: string;
      readonly field: string | undefined;
      readonly frame: Frame;
      /** Rows of one rank as the first or the last of the frame are in it too. */
      readonly hasPeers: boolean;
      readonly order: Order;
    }
  /** What an operation makes of the numbers of those rows whose field has one name. */
  | {
      readonly kind: 'pivoted';
      readonly by: string;
      readonly name: string;
      readonly op: string;
      readonly field: string;
    }
  /** Cells, and what is put in where there are none. */
  | { readonly kind: 'imputed' }
  | { readonly kind: 'fold'; readonly key: string }
  /** Points of a curve through numbers, or along them. */
  | {
      readonly kind: 'curve';
      readonly transform: 'regression' | 'loess' | 'quantile' | 'density';
      /** What it is drawn from. */
      readonly fields: readonly string[];
      readonly isStraight: boolean;
      /** It goes through points, of which Vega leaves out those that lack a number. */
      readonly isThrough: boolean;
      /** Numbers that it needs at least to say more than each of them does. */
      readonly fewest: number;
    }
  /** Where a point of a curve stands along its axis; `isRounded` where it is told to three decimals. */
  | { readonly kind: 'curve-place'; readonly isRounded?: true }
  /** The names of folded fields. */
  | { readonly kind: 'key' }
  /** Places of bins and of segments: they say where a cell is drawn, not what it is. `of`: the field in bins. */
  | { readonly kind: 'layout'; readonly stack?: object; readonly of?: string | undefined }
  /** The beginning of a month, a year or another unit of time. */
  | { readonly kind: 'time'; readonly unit: string }
  /** A running sum over categories: no number that a reader knows, but a place where the next one begins. */
  | { readonly kind: 'running'; readonly field: string; readonly why: string }
  /** `why` a reader would not know what it is. */
  | { readonly kind: 'refused'; readonly why: string };

/** A definition, and those that held before it: a transform may give what it makes the name of what it reads. */
export type Placed = Definition & { readonly before: Definitions };

export type Definitions = ReadonlyMap<string, Placed>;

/** Field names with what makes them. */
export type Made = readonly (readonly [string, Definition])[];
