/** Cells that Tallybook computes: a value as it is printed, and how it came about, exactly. */

import { greatest } from '../../../model/chart/extremes.js';
import { bracketed, standardMissing } from '../../../model/dataset/missing.js';
import { decimalsOf, isNumeric, type Missing, toExact, type Value } from '../../../model/dataset/value.js';
import { add, type Exact, exact, roundScaled, zero } from '../../../model/exact.js';
import { coreOperations } from '../../../model/operations/core.js';
import type { CellKey, Derivation, Operand } from '../../../model/quantity.js';
import { planOperations } from '../operations.js';

/** A computed cell of a derived dataset. */
export interface Computed {
  readonly value: Value;
  readonly derivation: Derivation;
}

/** A cell of the data with its address. */
export interface SourceCell {
  readonly value: Value;
  readonly cell: CellKey;
}

/** A missing value with the meaning that its letter has everywhere; derived cells without a number say why. */
export function missing(letter: 'x' | 'z', reason: string): Missing {
  const symbol = bracketed(letter);
  return { kind: 'missing', code: symbol, symbol, meaning: standardMissing[letter].meaning, reason };
}

/** A cell of the data as it stands. */
export function asItStands({ value, cell }: SourceCell): Computed {
  return {
    value,
    derivation: { value: isNumeric(value) ? toExact(value) : value, operation: 'value', cells: [cell] },
  };
}

/** How many: one cell for each thing that is counted. */
export function count(cells: readonly CellKey[]): Computed {
  const value = BigInt(cells.length);
  return {
    value: { kind: 'integer', value },
    derivation: { value: exact(value), operation: 'count', cells },
  };
}

/**
 * The sum of cells, with the decimals of the most precise. A missing value that adds 0 is passed over, and is the
 * result when there is nothing else; any other missing value is the result itself. `none` is that of no cells.
 */
export function sum(parts: readonly SourceCell[], none: Missing): Computed {
  const cells = parts.map(({ cell }) => cell);
  const gap = parts.find(({ value }) => !isNumeric(value) && !(value.kind === 'missing' && value.adds === 0));
  const numbers = parts.map(({ value }) => value).filter(isNumeric);
  const result = gap?.value ?? (numbers.length === 0 ? (parts[0]?.value ?? none) : undefined);
  if (result !== undefined && !isNumeric(result)) {
    return { value: result, derivation: { value: result, operation: 'sum', cells } };
  }
  const total = numbers.map(toExact).reduce(add, zero);
  const value = written(total, greatest(numbers.map(decimalsOf)));
  return { value, derivation: { value: total, operation: 'sum', cells } };
}

const { average } = coreOperations;
const calculations = { average, ...planOperations };

/** What an operation makes of its operands, rounded as that operation is printed. */
export function calculated(
  operation: keyof typeof calculations,
  operands: readonly Operand[],
  result: Exact | Missing,
): Computed {
  const cells = operands.flatMap((operand) => operand.cells);
  return {
    value: 'kind' in result ? result : written(result, calculations[operation].digits),
    derivation: { value: result, operation, cells, operands },
  };
}

function written(value: Exact, digits: number): Value {
  const coefficient = roundScaled(value, digits);
  return digits === 0
    ? { kind: 'integer', value: coefficient }
    : { kind: 'decimal', coefficient, scale: digits };
}
