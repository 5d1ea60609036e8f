import type { Position } from '../../diagnostics.js';
import type { Exact } from '../exact.js';

/** A number that no dataset holds, declared with its source. `text` is what the page shows. */
export interface Literal {
  readonly kind: 'literal';
  /** Absent for a text that is no plain number, such as a telephone number. */
  readonly number?: Exact;
  readonly text: string;
  readonly unit: string;
  readonly source: string;
  readonly at: Position;
}
