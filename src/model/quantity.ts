import type { Position } from '../diagnostics.js';
import type { AllowedException } from './chart/exceptions.js';
import type { FlowPlace } from './chart/flow.js';
import type { Mark } from './dataset/missing.js';
import type { Missing, Suppressed } from './dataset/value.js';
import type { Exact } from './exact.js';
import type { Operation } from './operations/operations.js';

/**
 * Where a cell was read from: the data file, relative to the project, and its line. Where several cells of a line are numbers
 * of one measure, and in a workbook, also its column.
 */
export interface Origin {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  /** In a workbook the sheet, of which `line` is a row. */
  readonly sheet?: string;
  /** `file` is a query, and `line` the row of its result. */
  readonly result?: true;
}

/** One data cell that a quantity rests on. `keys` maps each dimension to its category value. */
export interface CellKey {
  readonly dataset: string;
  readonly field: string;
  readonly keys: Readonly<Record<string, string>>;
  readonly origin: Origin;
  /** Cells of the same thing that a rule read beside this one, such as the start of an action whose deadline it counts. */
  readonly beside?: readonly CellKey[];
}

/** Cells with those that were read beside them. */
export const cellsRead = (cells: readonly CellKey[]): readonly CellKey[] =>
  cells.flatMap((cell) => [cell, ...(cell.beside ?? [])]);

export const qualifiers = ['exact', 'about', 'up to', 'at least', 'over'] as const;
export type Qualifier = (typeof qualifiers)[number];

/** A percentage on a small base, printed as what it is made from: "3 of 7", or "+3 from 7" for a change. */
export interface Fraction {
  readonly part: Exact;
  readonly whole: Exact;
  readonly form: 'of' | 'from';
  /** Decimals of both. */
  readonly digits: number;
  /** Why the author shows it in a sentence; listed with the methods. Absent in tables, which need none. */
  readonly reason?: string;
}

/** One operand of a calculation that is itself calculated: what was done to which of the cells. */
export interface Operand {
  readonly value: Exact | Missing | Suppressed;
  readonly operation: Operation;
  readonly cells: readonly CellKey[];
  readonly operands?: readonly Operand[];
  /** A change without its sign, whichever way it went; nothing else in an operand says so. */
  readonly absolute?: true;
}

/** How a measure that Tallybook computed came about: `value` exact, made by `operation` from `cells`. */
export interface Derivation {
  readonly value: Exact | Missing | Suppressed;
  readonly operation: Operation;
  readonly cells: readonly CellKey[];
  /** The operands in their order, when one of them is not a plain cell. */
  readonly operands?: readonly Operand[];
  /** What the policy of precision makes of it. */
  readonly mostDigits?: number;
  readonly fraction?: Fraction;
  /** A change, which says which way it went. */
  readonly signed?: true;
}

/** What an author states with its source, where no dataset holds it: no cell answers for it, but whoever stated it. */
export interface Declared {
  /** The number as a fraction. */
  readonly number: string;
  readonly source: string;
}

/** What calculated a number that no operation of Tallybook does: the charting library, as it draws. */
export interface CalculatedByVega extends FlowPlace {
  /** What of Vega: `regression`, `window mean`. */
  readonly transform: string;
  readonly version: string;
  /** In whose flow it is. */
  readonly chart: string;
}

/**
 * A number on its way to the page, with everything that it answers with. It is plain data, has no `valueOf`, and is
 * never turned into text before the end of the content stage.
 */
export interface Quantity {
  readonly kind: 'quantity';
  readonly value: Exact | Missing | Suppressed;
  /** The upper end, when the source states a range. */
  readonly high?: Exact;
  readonly qualifier?: Qualifier;
  /** Unit of `value`: as in the data package, or `%`, `percentage points`, `times`. */
  readonly unit: string;
  readonly dataset: string;
  readonly cells: readonly CellKey[];
  readonly operation: Operation;
  /** The words that say less than it counts; see `Field.widerThan`. */
  readonly widerThan?: string;
  /** The operands in their order, when one of them is not a plain cell; else `cells` says it all. */
  readonly operands?: readonly Operand[];
  /** Of the operation `declared`, which has no cells. */
  readonly declared?: Declared;
  /** Of the operation `vega`. */
  readonly vega?: CalculatedByVega;
  /** Decimals to print. */
  readonly digits: number;
  /** Decimals beyond which the policy of precision lets nothing be printed, whatever is asked for. */
  readonly mostDigits?: number;
  /** What to print in place of a percentage on a small base. */
  readonly fraction?: Fraction;
  /** The rules that it breaks, and why its author means it; absent where it breaks none. */
  readonly allowed?: readonly AllowedException[];
  /** Print a plus sign on positive values (changes). */
  readonly signed?: boolean;
  /** What stands in brackets beside the number: provisional, revised. Absent when there is nothing. */
  readonly marks?: readonly Mark[];
  readonly illustrative: boolean;
  /** Where the template asks for it. */
  readonly at: Position;
}

/**
 * What a printed numeral is. `ledger`: a quantity. `literal`: declared with its source by `literal`. `enumerator`: a
 * number of order, such as that of a figure or page. `tick`: on an axis. `date`: a day, year or time.
 * `legal-reference`: an article or act. `label`: part of a name or code. `furniture`: words of the tool itself.
 */
export type NumberClass =
  | 'ledger'
  | 'literal'
  | 'enumerator'
  | 'tick'
  | 'date'
  | 'legal-reference'
  | 'label'
  | 'furniture'
  | 'typed';

/** Where on the page a number stands; `column` is a column of a table whose head says that its numbers are percentages, or in millions. */
export type Place = 'text' | 'table' | 'column' | 'chart' | 'alternative';

/** A quantity as it was printed: one line of the ledger. `text` is exactly what the page shows. */
export interface LedgerEntry {
  readonly text: string;
  readonly place: Place;
  readonly quantity: Quantity;
}

/** An entry of a report that has its sections: outputs name it by its id, which is the same in all of them. */
export interface FinishedEntry extends LedgerEntry {
  readonly id: string;
}

/** The entry that a node of a finished report bears. Throws where the report is not finished. */
export function finished(entry: LedgerEntry | FinishedEntry): FinishedEntry {
  if (!('id' in entry)) throw new Error(`the number ${entry.text} has no place in the report`);
  return entry;
}

/** True for a number, false for a missing or suppressed value. */
export function isExact(value: Exact | Missing | Suppressed): value is Exact {
  return 'denominator' in value;
}

/** True for a printed number that rests on illustrative data. A symbol says already that there is no number. */
export function isIllustrativeNumber({ quantity }: LedgerEntry): boolean {
  return quantity.illustrative && isExact(quantity.value);
}
