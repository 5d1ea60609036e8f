/** What the integrity gate checks one dataset by: its declarations, checked and with every default filled in. */

import type { diagnosticCodes } from '../../diagnostic-codes.js';
import type { Position } from '../../diagnostics.js';
import type { Accepted } from '../../model/dataset/dataset.js';

/** Codes of what the gate finds, with what they mean. */
export type GateCode = keyof typeof diagnosticCodes;

/** Cells of one dataset: a measure, and the categories of the dimensions that are fixed. */
export interface Cells {
  readonly dataset: string;
  readonly measure: string;
  readonly where: Readonly<Record<string, string>>;
}

/** Two sets of cells, row by row of the dimensions that neither fixes. `position` is where the rule is declared. */
export interface CellRule {
  readonly own: Cells;
  readonly other: Cells;
  readonly position: Position;
}

/** `rate` = `numerator` x `per` / `denominator`. */
export interface RateRule {
  readonly rate: string;
  readonly numerator: string;
  readonly denominator: Cells;
  readonly per: bigint;
}

/** A rate that cannot be checked; `position` is that of its unit. */
export interface BaselessRate {
  readonly measure: string;
  readonly unit: string;
  readonly position: Position;
}

export interface JumpRule {
  readonly measure: string;
  /** Both as written: compared exactly. */
  readonly factor: string;
  readonly above: string;
}

export interface AcceptRule extends Accepted {
  readonly code: GateCode;
  readonly position: Position;
}

export interface GateRules {
  readonly equals: readonly CellRule[];
  readonly within: readonly CellRule[];
  readonly rates: readonly RateRule[];
  /** Measures that count per so many, of which nothing says what is divided by what. */
  readonly baseless: readonly BaselessRate[];
  readonly jumps: readonly JumpRule[];
  /** Fields whose dates or years must not lie after the edition. */
  readonly untilEdition: readonly string[];
  /** Year dimensions that may have gaps. */
  readonly gaps: readonly string[];
  readonly accepts: readonly AcceptRule[];
}
