import { type Exact, finiteDigits, toDecimalText, toDouble, toFractionText } from '../../values/exact.js';
import { type CellKey, isExact, type LedgerEntry, type Operand } from '../../values/quantity.js';
import { toJson } from '../canonical.js';

interface PublishedCell {
  readonly dataset: string;
  readonly field: string;
  readonly keys: Readonly<Record<string, string>>;
}

interface PublishedOperand {
  readonly operation: string;
  readonly keys: readonly PublishedCell[];
  readonly operands?: readonly PublishedOperand[];
}

/** One printed quantity, as `numbers.json` lists it. */
interface PublishedNumber {
  /** Exactly as printed. */
  readonly text: string;
  /** The number itself: in percent for shares, before rounding. */
  readonly value: number;
  /** The upper end, where a source states a range. */
  readonly high?: number;
  /** The number as a fraction, where `value` is not all of it. */
  readonly exact?: string;
  readonly unit: string;
  readonly dataset: string;
  /** The cells that it rests on, each by its dataset, measure and categories. */
  readonly keys: readonly PublishedCell[];
  readonly operation: string;
  /** The operands in their order, when one of them was calculated itself. */
  readonly operands?: readonly PublishedOperand[];
  readonly place: string;
  /** `file:line:column` of the template that prints it. */
  readonly at: string;
}

/**
 * `numbers.json`: every printed quantity of a report in reading order, charts last. Missing values are not numbers
 * and have no line.
 */
export function renderNumbers(ledger: readonly LedgerEntry[]): Uint8Array {
  return toJson({ version: 1, numbers: ledger.flatMap(publish) });
}

function publish({ text, place, quantity }: LedgerEntry): PublishedNumber[] {
  const { value, high, unit, dataset, cells, operation, at } = quantity;
  if (!isExact(value)) return [];
  return [
    {
      text,
      value: toDouble(value),
      ...(high === undefined ? {} : { high: toDouble(high) }),
      ...(holdsExactly(value) ? {} : { exact: toFractionText(value) }),
      unit,
      dataset,
      keys: cells.map(publishCell),
      operation,
      ...(quantity.operands === undefined ? {} : { operands: quantity.operands.map(publishOperand) }),
      place,
      at: `${at.file}:${at.line}:${at.column}`,
    },
  ];
}

const publishCell = ({ dataset, field, keys }: CellKey): PublishedCell => ({ dataset, field, keys });

function publishOperand({ operation, cells, operands }: Operand): PublishedOperand {
  return {
    operation,
    keys: cells.map(publishCell),
    ...(operands === undefined ? {} : { operands: operands.map(publishOperand) }),
  };
}

/** True when a JSON reader gets the number back to its last digit: doubles keep 15 decimal digits. */
function holdsExactly(value: Exact): boolean {
  const digits = finiteDigits(value);
  if (digits === undefined) return false;
  return toDecimalText(value, digits).replace(/^-?[0.]*|\./g, '').length <= 15;
}
