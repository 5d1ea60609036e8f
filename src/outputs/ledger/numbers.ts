import { type Exact, finiteDigits, toDecimalText, toFractionText, toNumber } from '../../values/exact.js';
import type { CellKey, LedgerEntry } from '../../values/quantity.js';
import { toJson } from '../canonical.js';

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
  readonly keys: readonly {
    readonly dataset: string;
    readonly field: string;
    readonly keys: Readonly<Record<string, string>>;
  }[];
  readonly operation: string;
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
      keys: cells.map(({ dataset: name, field, keys }: CellKey) => ({ dataset: name, field, keys })),
      operation,
      place,
      at: `${at.file}:${at.line}:${at.column}`,
    },
  ];
}

function toJsonNumber(value: Exact): number {
  const digits = finiteDigits(value);
  return digits === undefined ? toNumber(value) : Number(toDecimalText(value, digits));
}
