import { type Exact, finiteDigits, toDecimalText, toFractionText, toNumber } from '../../values/exact.js';
import type { CellKey, LedgerEntry, Operand } from '../../values/quantity.js';
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
  /** The number as a fraction, where no decimal holds it. */
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
  if (!('denominator' in value)) return [];
  return [
    {
      text,
      value: toJsonNumber(value),
      ...(high === undefined ? {} : { high: toJsonNumber(high) }),
      ...(finiteDigits(value) === undefined ? { exact: toFractionText(value) } : {}),
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

function toJsonNumber(value: Exact): number {
  const digits = finiteDigits(value);
  return digits === undefined ? toNumber(value) : Number(toDecimalText(value, digits));
}
