import type { Position } from '../../diagnostics.js';
import { cellQuantity } from '../../model/dataset/cell.js';
import type { Precision } from '../../model/project/precision.js';
import type { Quantity } from '../../model/quantity.js';
import type { ChartDataset } from '../datasets/parts.js';
import { rowOf } from '../rows.js';
import type { JsonObject } from '../spec.js';
import type { Definitions } from './definitions.js';

/** What numbers of a chart come from. */
export interface Deriving {
  readonly dataset: ChartDataset;
  readonly definitions: Definitions;
  readonly precision: Precision;
  /** Whether statistics are of those cells that have a number; a sum never is. */
  readonly passesOver: boolean;
  readonly at: Position;
  /** The chart, and the version of Vega that draws it. */
  readonly flow: { readonly chart: string; readonly version: string };
}

/** Of a number whose place in the template is said later. */
export const nowhere: Position = { file: '', line: 1, column: 1 };

/** The cell of a measure in a row. */
export function cellOf(
  datum: JsonObject,
  name: string,
  { dataset, at }: Pick<Deriving, 'dataset' | 'at'>,
): Quantity | undefined {
  const row = rowOf(dataset, datum);
  const measure = dataset.fields.find((field) => field.role === 'measure' && field.name === name);
  return row === undefined || measure === undefined ? undefined : cellQuantity(dataset, row, measure, at);
}
