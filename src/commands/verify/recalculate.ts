/** Every number again from the cells of its snapshot, by code that shares nothing with the helpers of templates. */

import {
  add,
  compare,
  divide,
  type Exact,
  exact,
  hundred,
  multiply,
  subtract,
  zero,
} from '../../model/exact.js';
import type { SnapshotNumber, SnapshotOperand } from '../../model/snapshot.js';
import { addendOf, type SnapshotCells } from './cells.js';

/** The outcome: a number, none for a missing one, or why there is nothing to say. */
export type Recalculated =
  | { readonly kind: 'number'; readonly value: Exact; readonly high?: Exact }
  | { readonly kind: 'missing' }
  /** A cell is not in the snapshot, or what is divided by is nothing. */
  | { readonly kind: 'impossible'; readonly why: string }
  /** An operation that is none, or of a later version. */
  | { readonly kind: 'unknown' };

/** Recalculates a printed number. */
export function recalculate(number: SnapshotNumber, cells: SnapshotCells): Recalculated {
  const lost = number.cells.find(
    (cell) => number.operation !== 'earlier-edition' && !isThere(number, cell, cells),
  );
  if (lost !== undefined) return { kind: 'impossible', why: `the snapshot has no cell \`${lost}\`` };
  const [, upper] = number.cells;
  if (number.operation === 'fact') return readFact(number, upper, cells);
  if (number.operation === 'sum' && number.qualifier === 'at least') return partialSum(number, cells);
  return calculate(number, cells, number.signed !== true);
}

/** The operand of a revision is a cell that may be gone; what is counted may be no measure. */
function isThere({ operation }: SnapshotOperand, cell: string, cells: SnapshotCells): boolean {
  return operation === 'revision' || cells.hasRow(cell);
}

function readFact(
  { cells: [low] }: SnapshotNumber,
  upper: string | undefined,
  cells: SnapshotCells,
): Recalculated {
  const value = addendOf(low === undefined ? undefined : cells.at(low));
  const high = upper === undefined ? undefined : cells.at(upper)?.number;
  if (value === undefined) return { kind: 'missing' };
  return { kind: 'number', value, ...(high === undefined ? {} : { high }) };
}

/** `partial=true` passes over what is not known. */
function partialSum({ cells: addresses }: SnapshotNumber, cells: SnapshotCells): Recalculated {
  const known = addresses.flatMap((address) => addendOf(cells.at(address)) ?? []);
  return known.length === 0 ? { kind: 'missing' } : { kind: 'number', value: known.reduce(add, zero) };
}

type Formula = (values: readonly Exact[]) => Exact | undefined;

const positive = (value: Exact): boolean => value.numerator > 0n;
const quotient: Formula = ([part, whole]) =>
  part === undefined || whole === undefined || !positive(whole) ? undefined : divide(part, whole);
const percentage: Formula = (values) => {
  const part = quotient(values);
  return part && multiply(part, hundred);
};
const difference: Formula = ([after, before]) =>
  after === undefined || before === undefined ? undefined : subtract(after, before);
const total: Formula = (values) => values.reduce(add, zero);

/** What each operation makes of its operands, in their order. */
const formulas: Readonly<Record<string, Formula>> = {
  value: ([value]) => value,
  'earlier-edition': ([value]) => value,
  sum: total,
  share: percentage,
  ratio: quotient,
  change: difference,
  difference,
  revision: difference,
  'percent-change': ([after, before]) =>
    after === undefined || before === undefined ? undefined : percentage([subtract(after, before), before]),
  average: (values) =>
    values.length === 0 ? undefined : divide(total(values) ?? zero, exact(values.length)),
  'implementation-rate': percentage,
  'budget-execution': percentage,
  'target-fulfilment': ([actual, baseline, target]) => {
    if (actual === undefined || baseline === undefined || target === undefined) return undefined;
    const way = subtract(target, baseline);
    if (way.numerator === 0n) return undefined;
    return between(multiply(divide(subtract(actual, baseline), way), hundred));
  },
  'sigma-points': ([rate]) => (rate === undefined ? undefined : exact(pointsOf(rate))),
};

function between(value: Exact): Exact {
  if (compare(value, zero) < 0) return zero;
  return compare(value, hundred) > 0 ? hundred : value;
}

/** The scale of OECD/SIGMA: above 90 per cent 5 points, from 70 4, from 50 3, from 30 1. */
function pointsOf(rate: Exact): number {
  if (compare(rate, exact(90)) > 0) return 5;
  const steps = [
    { from: 70, points: 4 },
    { from: 50, points: 3 },
    { from: 30, points: 1 },
  ];
  return steps.find(({ from }) => compare(rate, exact(from)) >= 0)?.points ?? 0;
}

/** @param unsigned A change that is printed without a sign may be its magnitude: the words say which way. */
function calculate(operand: SnapshotOperand, cells: SnapshotCells, unsigned: boolean): Recalculated {
  if (operand.operation === 'count') return { kind: 'number', value: exact(operand.cells.length) };
  const formula = Object.hasOwn(formulas, operand.operation) ? formulas[operand.operation] : undefined;
  if (formula === undefined) return { kind: 'unknown' };
  const values = operandsOf(operand, cells);
  const unknown = values.find(({ kind }) => kind === 'unknown' || kind === 'impossible');
  if (unknown !== undefined) return unknown;
  const numbers = values.map((value) => (value.kind === 'number' ? value.value : undefined));
  const isScale = operand.operation === 'sigma-points';
  if (isScale && numbers[0] === undefined) return { kind: 'number', value: zero };
  if (numbers.some((number) => number === undefined)) return { kind: 'missing' };
  const result = formula(numbers.filter((number) => number !== undefined));
  if (result === undefined) return { kind: 'missing' };
  const isChange = operand.operation === 'change' || operand.operation === 'percent-change';
  return { kind: 'number', value: unsigned && isChange ? magnitude(result) : result };
}

const magnitude = (value: Exact): Exact => (value.numerator < 0n ? subtract(zero, value) : value);

/** The operands of a calculation: those that were calculated themselves, else the cells. */
function operandsOf(
  { operation, operands, cells: addresses }: SnapshotOperand,
  cells: SnapshotCells,
): Recalculated[] {
  if (operands !== undefined)
    return operands.map((operand) => calculate(operand, cells, operand.absolute === true));
  return addresses.map((address): Recalculated => {
    const value =
      operation === 'earlier-edition' ? cells.earlier(address) : cellIn(operation, address, cells);
    return value === undefined ? { kind: 'missing' } : { kind: 'number', value };
  });
}

/** A cell that is printed as it stands prints its symbol, whatever it adds to a sum. */
function cellIn(operation: string, address: string, cells: SnapshotCells): Exact | undefined {
  const cell = cells.at(address);
  return operation === 'value' ? cell?.number : addendOf(cell);
}
