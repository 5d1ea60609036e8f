import type { CurveKind } from '../../model/operations/curve.js';
import type { ExpressionNode } from '../drawing/vega-module.js';
import type { Order, Window } from './frames.js';

/** How numbers that are not there are put in: a number that is stated, or one of those around. */
export interface Imputation {
  readonly method: string;
  readonly value: number | undefined;
  readonly window: Window;
}

/** What a density is: a height, or how much lies below; of all, or in numbers. */
export type DensityOperation = 'density' | 'density-count' | 'density-below' | 'density-count-below';

/** How a chart makes a field that its dataset does not have. */
export type Definition =
  | { readonly kind: 'calculate'; readonly expression: ExpressionNode }
  | { readonly kind: 'aggregate'; readonly op: string; readonly field: string | undefined }
  /** Of the rows around each, in an order. */
  | {
      readonly kind: 'window';
      readonly op: string;
      readonly field: string | undefined;
      readonly window: Window;
      /** Whether the greatest comes first. */
      readonly isDescending: boolean;
      readonly param: number;
      /** By what its rows are ordered. */
      readonly order: Order;
    }
  /** Half of a confidence interval of the mean of the numbers whose standard error is in `of`. */
  | { readonly kind: 'margin'; readonly of: string; readonly field: string | undefined }
  /** What an operation makes of the numbers of those rows whose field has one name. */
  | {
      readonly kind: 'pivoted';
      readonly by: string;
      readonly name: string;
      readonly op: string;
      readonly field: string;
    }
  /** Cells, and what is put in where there are none. */
  | ({ readonly kind: 'imputed' } & Imputation)
  | { readonly kind: 'fold'; readonly key: string }
  /** Where a point of a curve stands along its axis; `isRounded` where it is told to three decimals. */
  | { readonly kind: 'curve-place'; readonly isRounded?: true }
  /** The names of folded fields. */
  | { readonly kind: 'key' }
  /** Places of bins and of segments: they say where a cell is drawn, not what it is. `of`: the field in bins. */
  | { readonly kind: 'layout'; readonly stack?: object; readonly of?: string | undefined }
  /** A line through points, where it is at `on`; the other fields of it say where that is. Straight without `powers`. */
  | {
      readonly kind: 'line';
      readonly on: string;
      readonly field: string;
      readonly at: string;
      readonly powers?: number;
      /** A curve that is straight once a logarithm is taken. */
      readonly curve?: CurveKind;
    }
  /** The number below which a part of all numbers lies: which part is in `at`. */
  | { readonly kind: 'quantile'; readonly field: string; readonly at: string }
  /** How dense numbers lie along an axis, by a bell around each; `bandwidth` is 0 where the rule gives one. */
  | {
      readonly kind: 'density';
      readonly field: string;
      readonly at: string;
      readonly bandwidth: number;
      readonly operation: DensityOperation;
    }
  /** The beginning of a month, a year or another unit of time. */
  | { readonly kind: 'time'; readonly unit: string }
  /** A running sum over categories: no number that a reader knows, but a place where the next one begins. */
  | { readonly kind: 'running'; readonly field: string; readonly why: string }
  /** `why` it cannot be made again. */
  | { readonly kind: 'refused'; readonly why: string };

/** A definition, and those that held before it: a transform may give what it makes the name of what it reads. */
export type Placed = Definition & { readonly before: Definitions };

export type Definitions = ReadonlyMap<string, Placed>;
