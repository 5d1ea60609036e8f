import type { ResourceContract } from '../../../data/contract.js';
import { derivedFrom } from '../../../data/derived.js';
import { greatest } from '../../../model/chart/extremes.js';
import type { Category, Dataset, Field, Row } from '../../../model/dataset/dataset.js';
import {
  decimalsOf,
  isNumeric,
  type Missing,
  roundedValue,
  toExact,
  type Value,
} from '../../../model/dataset/value.js';
import { add, type Exact, exact, zero } from '../../../model/exact.js';
import { coreOperations } from '../../../model/operations/core.js';
import type { CellKey, Derivation, Operand } from '../../../model/quantity.js';
import { planOperations } from '../operations.js';
import { type DerivedName, type PlanRow, totalCode } from './model.js';

/** The words that derived datasets print, in one place: labels, titles and why a cell has no number. */
export const words = {
  total: 'Total',
  nothingDue: 'nothing was planned for the year',
  noActions: 'no actions',
  noBudget: 'no budget was planned',
  noNewDeadline: 'no new deadline is set',
  nothingScored: 'no indicator was assessed',
  neutral: 'neither direction is good in itself',
  noValue: 'no value was recorded for the year',
  gap: {
    'no-values': 'no value was recorded for any year',
    'no-year': 'no value was recorded for the year',
    'no-baseline': 'there is no baseline',
    'no-target': 'there is no target for the year',
    'no-actual': 'there is no actual value for the year',
    'no-way': 'the target is the baseline',
  },
  verdicts: {
    reached: 'Target reached',
    advanced: 'At least half way',
    behind: 'Less than half way',
    'not-scored': 'Not assessed',
    gap: 'Cannot be measured',
  },
  changes: {
    added: 'Added',
    dropped: 'Dropped',
    moved: 'Moved',
    reworded: 'Reworded',
    reassigned: 'Handed over',
  },
} as const;

/** A dimension, attribute or measure before it knows where the plan stands. */
export type FieldSketch = Omit<Field, 'position'>;

export function dimension(name: string, title: string, categories: readonly Category[]): FieldSketch {
  const hasTotal = categories.some(({ value }) => value === totalCode);
  const total = hasTotal ? { total: totalCode } : {};
  return { name, title, type: 'string', role: 'dimension', categories, ...total };
}

export function attribute(name: string, title: string, more: Partial<FieldSketch> = {}): FieldSketch {
  return { name, title, type: 'string', role: 'attribute', categories: [], ...more };
}

/** A measure; an empty unit is none. One that does not add up is a rate, a score or a level. */
export function measure(name: string, title: string, unit: string, additive = true): FieldSketch {
  const type = additive ? 'integer' : 'number';
  const sum = additive ? {} : { additive: false };
  return { name, title, type, role: 'measure', ...(unit === '' ? {} : { unit }), categories: [], ...sum };
}

/** Categories of things with a code and a title, and one for their total where that is wanted. */
export function categoriesOf(
  things: readonly { readonly code: string; readonly title: string }[],
  more: 'with total' | 'alone',
): Category[] {
  const categories = things.map(({ code, title }) => ({ value: code, label: title }));
  return more === 'with total' ? [...categories, { value: totalCode, label: words.total }] : categories;
}

/** A row before its measures are split into what is printed and how it came about. */
export interface RowSketch {
  readonly keys: Readonly<Record<string, string>>;
  /** Undefined ones are left out. */
  readonly attributes?: Readonly<Record<string, string | undefined>>;
  readonly cells: Readonly<Record<string, Computed | Stated>>;
  /** The row of the plan that it is about; absent for totals, which stand at the header of the file. */
  readonly about?: PlanRow;
}

/** What the derived datasets share. */
interface Surroundings {
  /** The resource that a dataset is mainly made from comes first. */
  readonly sources: readonly ResourceContract[];
  readonly edition: number;
  /** Where the data package says that there is a plan. */
  readonly position: Dataset['position'];
}

export interface DatasetSketch {
  readonly name: DerivedName;
  readonly title: string;
  readonly description?: string;
  readonly fields: readonly FieldSketch[];
  readonly rows: readonly RowSketch[];
}

/**
 * A derived dataset: like any other, but that its numbers answer with the cells of the plan. It is illustrative as
 * soon as one of its sources is, and cites them all. Rows come in the order of their categories.
 */
export function derivedDataset(sketch: DatasetSketch, around: Surroundings): Dataset {
  const { sources, edition, position } = around;
  const file = sources[0]?.file ?? position.file;
  const fields = sketch.fields.map((field) => ({ ...field, position }));
  const rows = sketch.rows.map((row) => toRow(row, file));
  return {
    name: sketch.name,
    title: sketch.title,
    ...(sketch.description === undefined ? {} : { description: sketch.description }),
    fields,
    primaryKey: fields.filter(({ role }) => role === 'dimension').map(({ name }) => name),
    rows,
    ...derivedFrom(sources, rows),
    period: { from: edition, to: edition },
    file,
    position,
  };
}

function toRow({ keys, attributes = {}, cells, about }: RowSketch, file: string): Row {
  const entries = Object.entries(cells);
  return {
    keys,
    measures: Object.fromEntries(entries.map(([name, { value }]) => [name, value])),
    attributes: Object.fromEntries(
      Object.entries(attributes).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
    ),
    notes: [],
    origin: about?.row.origin ?? { file, line: 1 },
    derivations: Object.fromEntries(
      entries.flatMap(([name, cell]) => ('derivation' in cell ? [[name, cell.derivation]] : [])),
    ),
  };
}

/** Cells that Tallybook computes: a value as it is printed, and how it came about, exactly. */

/** A computed cell of a derived dataset. */
export interface Computed {
  readonly value: Value;
  readonly derivation: Derivation;
}

/** A cell that no operation makes of numbers, such as months between two days: it answers for itself, at the row of the plan. */
export interface Stated {
  readonly value: Value;
}

/** A cell of the data with its address. */
interface SourceCell {
  readonly value: Value;
  readonly cell: CellKey;
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
  const value = roundedValue(total, greatest(numbers.map(decimalsOf)));
  return { value, derivation: { value: total, operation: 'sum', cells } };
}

/** How many things there are by two of their categories, noughts included, with both totals. */
export function crossTable(
  sketch: Pick<DatasetSketch, 'name' | 'title'>,
  [rows, columns]: readonly [FieldSketch, FieldSketch],
  counted: FieldSketch,
  things: readonly { readonly of: readonly [row: string, column: string]; readonly cell: CellKey }[],
): DatasetSketch {
  const isOf = ({ value }: Category, own: string): boolean => value === totalCode || value === own;
  return {
    ...sketch,
    fields: [rows, columns, counted],
    rows: rows.categories.flatMap((row) =>
      columns.categories.map((column) => ({
        keys: { [rows.name]: row.value, [columns.name]: column.value },
        cells: {
          [counted.name]: count(
            things.flatMap(({ of, cell }) => (isOf(row, of[0]) && isOf(column, of[1]) ? [cell] : [])),
          ),
        },
      })),
    ),
  };
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
  const { value, derivation } = calculatedOf(operation, cells, result);
  return { value, derivation: { ...derivation, operands } };
}

/** What an operation makes of cells as they stand. */
export function calculatedOf(
  operation: keyof typeof calculations,
  cells: readonly CellKey[],
  result: Exact | Missing,
): Computed {
  return {
    value: 'kind' in result ? result : roundedValue(result, calculations[operation].digits),
    derivation: { value: result, operation, cells },
  };
}
