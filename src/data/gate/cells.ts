/** Finds and reads the cells that rules name, in checked tables. */

import { addendOf } from '../../model/dataset/missing.js';
import { isNumeric, toExact, type Value } from '../../model/dataset/value.js';
import { compare, type Exact, finiteDigits, toDecimalText } from '../../model/exact.js';
import type { CheckedRow, CheckedTable } from '../tables.js';
import type { Cells } from './rules.js';

/** The checked tables by name. */
export type Tables = ReadonlyMap<string, CheckedTable>;

/** What a cell counts as: none recorded is 0; undefined for a number that is not known. */
export function numberIn(row: CheckedRow, measure: string): Exact | undefined {
  const value = row.measures[measure];
  if (value === undefined) return undefined;
  return addendOf(isNumeric(value) ? toExact(value) : value);
}

/** The rows that have these categories. */
export function rowsWith({ rows }: CheckedTable, where: Cells['where']): readonly CheckedRow[] {
  const wanted = Object.entries(where);
  return rows.filter(({ keys }) => wanted.every(([name, category]) => keys[name] === category));
}

/** Finds the row of `cells` that agrees with a row in every dimension that `cells` leaves open, if there is one. */
export function partnersIn(cells: Cells, tables: Tables): (row: CheckedRow) => CheckedRow | undefined {
  const table = tables.get(cells.dataset);
  if (table === undefined) return () => undefined;
  const open = dimensionNames(table).filter((name) => !Object.hasOwn(cells.where, name));
  const keyOf = ({ keys }: CheckedRow): string => JSON.stringify(open.map((name) => keys[name]));
  const found = new Map(rowsWith(table, cells.where).map((row) => [keyOf(row), row]));
  return (row) => found.get(keyOf(row));
}

export function dimensionNames({ contract }: CheckedTable): string[] {
  return contract.fields.filter(({ role }) => role === 'dimension').map(({ name }) => name);
}

/** A number as a message shows it: all its decimals, where these end. */
export function decimal(value: Exact): string {
  return toDecimalText(value, finiteDigits(value) ?? 2);
}

/** A cell as a message shows it. */
export function figure(value: Value | undefined): string {
  if (value === undefined || value.kind === 'suppressed') return 'hidden';
  return isNumeric(value) ? decimal(toExact(value)) : `\`${value.code}\``;
}

export const isAbove = (a: Exact, b: Exact): boolean => compare(a, b) > 0;

/** A number written in the data package, exact. */
export function exactOf(text: string): Exact {
  const [whole = '0', fraction = ''] = text.split('.');
  const scale = fraction.length;
  return toExact({ kind: 'decimal', coefficient: BigInt(whole + fraction), scale });
}
