import type { Position } from '../../diagnostics.js';
import { exact } from '../exact.js';
import { ownOf } from '../own.js';
import type { CellKey, Derivation, Origin, Quantity } from '../quantity.js';
import type { Mark } from './missing.js';
import { decimalsOf, isNumeric, toExact, type Value } from './value.js';

/** What a cell must know of its dataset, row and field; the types of the datasets stage fit. */
interface Source {
  readonly name: string;
  readonly illustrative: boolean;
}
interface Line {
  readonly keys: Readonly<Record<string, string>>;
  readonly measures: Readonly<Record<string, Value>>;
  readonly origin: Origin;
  readonly columns?: Readonly<Record<string, number>>;
  readonly derivations?: Readonly<Record<string, Derivation>>;
  readonly marks?: Readonly<Record<string, readonly Mark[]>>;
  readonly stands?: Readonly<
    Record<string, { readonly dataset: Source; readonly row: Line; readonly measure: Measure }>
  >;
}
interface Measure {
  readonly name: string;
  readonly unit?: string;
  readonly digits?: number;
  readonly widerThan?: string;
}

/** The address of a measure cell. */
export function cellKey(
  dataset: Pick<Source, 'name'>,
  row: Pick<Line, 'keys' | 'origin' | 'columns' | 'stands'>,
  { name }: Pick<Measure, 'name'>,
): CellKey {
  const own = standsFor(row, name);
  if (own !== undefined) return cellKey(own.dataset, own.row, own.measure);
  return { dataset: dataset.name, field: name, keys: row.keys, origin: cellOrigin(row, name) };
}

/** The cell of another dataset that a measure of a row is; undefined where it is the row's own. */
function standsFor({ stands }: Pick<Line, 'stands'>, measure: string) {
  return stands !== undefined && Object.hasOwn(stands, measure) ? stands[measure] : undefined;
}

/** Where the cell of a field was read from. */
export function cellOrigin(row: Pick<Line, 'origin' | 'columns' | 'stands'>, field: string): Origin {
  const own = standsFor(row, field);
  if (own !== undefined) return cellOrigin(own.row, own.measure.name);
  const { origin, columns } = row;
  const column = columns !== undefined && Object.hasOwn(columns, field) ? columns[field] : undefined;
  return column === undefined ? origin : { ...origin, column };
}

/** The place of an origin, for messages; the beginning of the line where no column is known. */
export const originPosition = ({ column = 1, ...origin }: Origin): Position => ({ ...origin, column });

/** How many cells there are, as a quantity that rests on them. */
export const countQuantity = (
  { name, illustrative }: Source,
  cells: readonly CellKey[],
  at: Position,
  unit = '',
): Quantity => ({
  kind: 'quantity',
  value: exact(cells.length),
  unit,
  dataset: name,
  cells,
  operation: 'count',
  digits: 0,
  illustrative,
  at,
});

/** True for one and the same cell, or line, of a file. */
export const isSameOrigin = (a: Origin, b: Origin): boolean =>
  a.file === b.file &&
  a.line === b.line &&
  a.column === b.column &&
  a.sheet === b.sheet &&
  a.result === b.result;

/**
 * A cell as a quantity, printed with the decimals that its field declares, else those that it was written with: the way from data to a number that
 * can be printed. A derived cell answers with the cells that it was made from, and with its exact value. Undefined when the row has no such measure.
 */
export function cellQuantity(
  dataset: Source,
  row: Line,
  measure: Measure,
  at: Position,
): Quantity | undefined {
  const value = row.measures[measure.name];
  // Why there is no number is said in the words of this row: what it was made from may be in another language.
  const inItsWords = value === undefined || isNumeric(value) ? {} : { value };
  const own = standsFor(row, measure.name);
  if (own !== undefined) {
    const quantity = cellQuantity(own.dataset, own.row, own.measure, at);
    return quantity && { ...quantity, ...inItsWords };
  }
  if (value === undefined) return undefined;
  const derivation = ownOf(row.derivations, measure.name);
  const marks = ownOf(row.marks, measure.name);
  return {
    kind: 'quantity',
    unit: measure.unit ?? '',
    dataset: dataset.name,
    ...(derivation ?? {
      value: isNumeric(value) ? toExact(value) : value,
      cells: [cellKey(dataset, row, measure)],
      operation: 'value',
    }),
    ...inItsWords,
    digits: isNumeric(value) ? (measure.digits ?? decimalsOf(value)) : 0,
    ...(marks === undefined ? {} : { marks }),
    ...(measure.widerThan === undefined ? {} : { widerThan: measure.widerThan }),
    illustrative: dataset.illustrative,
    at,
  };
}
