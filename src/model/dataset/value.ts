import type { Position } from '../../diagnostics.js';
import { type Exact, exact, roundScaled } from '../exact.js';

/** A whole number, as read. */
export interface Integer {
  readonly kind: 'integer';
  readonly value: bigint;
}

/** `coefficient` x 10^-`scale`, as read: 12.50 keeps its two decimals. */
export interface Decimal {
  readonly kind: 'decimal';
  readonly coefficient: bigint;
  readonly scale: number;
}

/** A cell without a number, and why. */
export interface Missing {
  readonly kind: 'missing';
  /** The code as it stands in the file, such as `[blank]`. */
  readonly code: string;
  /** The code as it is printed, such as `[z]`. */
  readonly symbol: string;
  /** What it means, for the legend: "none recorded". */
  readonly meaning: string;
  /** Why this cell has none, where more is known than the symbol says: "there is no baseline". */
  readonly reason?: string;
  /** Where the data package declares it; absent for what Tallybook finds missing itself. */
  readonly declaredAt?: Position;
  /** 0 when a sum may count it as nothing; undefined when it makes the sum missing too. */
  readonly adds?: 0;
}

/** A cell that a protection policy hides. It carries no trace of its number. */
export interface Suppressed {
  readonly kind: 'suppressed';
  readonly symbol: string;
  readonly meaning: string;
  readonly reason?: string;
  readonly declaredAt?: Position;
}

/** What a measure cell holds. */
export type Value = Integer | Decimal | Missing | Suppressed;

export type NumericValue = Integer | Decimal;

/** True when the value is a number. */
export function isNumeric(value: Value): value is NumericValue {
  return value.kind === 'integer' || value.kind === 'decimal';
}

/** The number of a numeric value as an exact fraction. */
export function toExact(value: NumericValue): Exact {
  return value.kind === 'integer' ? exact(value.value) : exact(value.coefficient, 10n ** BigInt(value.scale));
}

/** The number in a cell; undefined where there is none. */
export const exactIn = (cell: Value | undefined): Exact | undefined =>
  cell !== undefined && isNumeric(cell) ? toExact(cell) : undefined;

/** Decimals that a numeric value was written with: 0 for integers. */
export function decimalsOf(value: NumericValue): number {
  return value.kind === 'integer' ? 0 : value.scale;
}

/** An exact number as a cell that is printed with so many decimals. */
export function roundedValue(value: Exact, digits: number): NumericValue {
  const coefficient = roundScaled(value, digits);
  return digits === 0
    ? { kind: 'integer', value: coefficient }
    : { kind: 'decimal', coefficient, scale: digits };
}
