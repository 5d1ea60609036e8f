import type { Position } from '../../diagnostics.js';
import type { Precision } from '../../model/project/precision.js';
import type { Quantity } from '../../model/quantity.js';
import type { ChartDataset } from '../datasets/parts.js';
import type { JsonObject } from '../spec.js';
import type { Definitions } from './definition.js';

/** What numbers of a chart are made again from. */
export interface Deriving {
  readonly dataset: ChartDataset;
  readonly definitions: Definitions;
  readonly precision: Precision;
  /** Whether statistics are of those cells that have a number; a sum never is. */
  readonly passesOver: boolean;
  readonly at: Position;
}

/** The number of a field of a row or of another datum; undefined where it cannot be made again. */
export type NumberIn = (datum: JsonObject, field: string) => Quantity | undefined;
