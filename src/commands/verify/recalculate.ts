/**
 * Every number again from the cells of its snapshot, by what the record of operations says of it. The helpers and the
 * plan calculate with code of their own, so that each is held against the other.
 */
import { operations } from '../../extensions/operations.js';
import { type Exact, exact, parseExact } from '../../model/exact.js';
import { type Calculation, formulaResult } from '../../model/operations/definition.js';
import { operationNamed } from '../../model/operations/operations.js';
import type { SnapshotNumber, SnapshotOperand } from '../../model/snapshot/snapshot.js';
import { addendOf, type SnapshotCells } from './cells.js';

/** The outcome: a number, none for a missing one, or why there is nothing to say. */
export type Recalculated =
  | { readonly kind: 'number'; readonly value: Exact; readonly high?: Exact }
  | { readonly kind: 'missing' }
  /** A cell is not in the snapshot. */
  | { readonly kind: 'impossible'; readonly why: string }
  /** An operation that is none, or of a later version. */
  | { readonly kind: 'unknown'; readonly operation: string };

/** What is said of how a number came about. */
type Calculated = SnapshotOperand & Pick<SnapshotNumber, 'declared' | 'signed' | 'qualifier'>;

/** Recalculates a printed number. */
export function recalculate(number: Calculated, cells: SnapshotCells): Recalculated {
  const lost = number.cells.find((cell) => !cells.hasRow(cell));
  // What the edition before had may be gone.
  if (lost !== undefined && !restsOnEditionBefore(number))
    return { kind: 'impossible', why: `the snapshot has no cell \`${lost}\`` };
  const kind = operationNamed(operations, number.operation)?.calculation.kind;
  if (kind === 'declared') return declared(number);
  return calculate(number, cells, {
    isAbsolute: number.signed !== true,
    isPartial: number.qualifier === 'at least',
  });
}

/** What was stated with its source stands for itself; a number with cells is no such one. */
function declared({ declared: stated, cells }: Calculated): Recalculated {
  const value = stated && cells.length === 0 ? parseExact(stated.number) : undefined;
  if (stated === undefined || value === undefined || stated.source.trim() === '')
    return impossible('nobody is named who stated it');
  return { kind: 'number', value };
}

const impossible = (why: string): Recalculated => ({ kind: 'impossible', why });

function restsOnEditionBefore({ operation, operands = [] }: SnapshotOperand): boolean {
  const calculation = operationNamed(operations, operation)?.calculation;
  return (
    (calculation?.kind === 'cell' && calculation.edition === 'before') || operands.some(restsOnEditionBefore)
  );
}

/** How a number is printed, as far as that says what it is. */
interface Form {
  /** Without a sign: a change may be its magnitude, since the words say which way. */
  readonly isAbsolute: boolean;
  /** A sum passes over what is not known. */
  readonly isPartial: boolean;
}

function calculate(operand: SnapshotOperand, cells: SnapshotCells, form: Form): Recalculated {
  const calculation = operationNamed(operations, operand.operation)?.calculation;
  if (calculation === undefined) return { kind: 'unknown', operation: operand.operation };
  switch (calculation.kind) {
    case 'declared':
      return impossible('it is declared, and no number leads to it');
    case 'vega':
      return impossible('it is calculated by Vega, and no number leads to it');
    case 'count':
      return { kind: 'number', value: exact(operand.cells.length) };
    case 'cell':
      return readCell(operand, calculation.edition, cells);
    case 'scale':
    case 'formula': {
      const values = operandsOf(operand, cells);
      const lost = values.find(({ kind }) => kind === 'unknown' || kind === 'impossible');
      return lost ?? resultOf(calculation, values.map(numberIn), form);
    }
  }
}

/** A cell as it stands prints its symbol, whatever that adds to a sum; a second one is the upper end of a range. */
function readCell(
  { cells: [low, upper] }: SnapshotOperand,
  edition: 'this' | 'before',
  cells: SnapshotCells,
): Recalculated {
  const read = (address: string) =>
    edition === 'before' ? cells.earlier(address) : cells.at(address)?.number;
  const value = low === undefined ? undefined : read(low);
  const high = upper === undefined ? undefined : read(upper);
  if (value === undefined) return { kind: 'missing' };
  return { kind: 'number', value, ...(high === undefined ? {} : { high }) };
}

/** The operands of a calculation: those that were calculated themselves, else the cells. */
function operandsOf({ operands, cells: addresses }: SnapshotOperand, cells: SnapshotCells): Recalculated[] {
  if (operands !== undefined) {
    return operands.map((each) =>
      calculate(each, cells, { isAbsolute: each.absolute === true, isPartial: false }),
    );
  }
  return addresses.map((address): Recalculated => {
    const value = addendOf(cells.at(address));
    return value === undefined ? { kind: 'missing' } : { kind: 'number', value };
  });
}

const numberIn = (of: Recalculated): Exact | undefined => (of.kind === 'number' ? of.value : undefined);

function resultOf(
  calculation: Extract<Calculation, { kind: 'scale' | 'formula' }>,
  values: readonly (Exact | undefined)[],
  form: Form,
): Recalculated {
  if (calculation.kind === 'scale') return { kind: 'number', value: calculation.points(values[0]) };
  const known = values.filter((value) => value !== undefined);
  const isKnown = known.length === values.length;
  if (!isKnown && !(calculation.canBePartial === true && form.isPartial)) return { kind: 'missing' };
  const value = formulaResult(calculation, known, form.isAbsolute);
  return value === undefined ? { kind: 'missing' } : { kind: 'number', value };
}
