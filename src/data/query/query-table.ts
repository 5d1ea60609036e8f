import { greatest } from '../../model/extremes.js';
import { ownOf } from '../../model/own.js';
import type { QueryTable, QueryType } from '../../model/query.js';
import { isNumeric, type Value } from '../../model/value.js';
import type { FieldContract } from '../contract.js';
import { fieldText } from '../row-text.js';
import type { CheckedRow, CheckedTable } from '../tables.js';

/** Digits that a `BIGINT` always holds. */
const mostOfBigint = 18;

interface Column {
  readonly name: string;
  readonly type: QueryType;
  readonly cell: (row: CheckedRow) => string | null;
}

/**
 * A checked table as a query reads it: its fields under their names, and beside each measure `NAME_missing`, the code that
 * stands for a number, and `NAME_mark`, the letters beside one. Numbers are exact: whole ones `BIGINT`, others `DECIMAL`
 * with as many places as the column needs. A column of years with a total is text.
 */
export function queryTable({ contract, rows }: CheckedTable): QueryTable {
  const declared = new Set(contract.fields.map(({ name }) => name));
  const columns = contract.fields.flatMap((field) => {
    // A field that has the name of a companion goes before it.
    const [own, ...companions] = columnsOf(field, rows);
    return own === undefined ? [] : [own, ...companions.filter(({ name }) => !declared.has(name))];
  });
  return {
    name: contract.name,
    columns: columns.map(({ name, type }) => ({ name, type })),
    rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
  };
}

const text: QueryType = { kind: 'text' };

export const missingColumn = (measure: string): string => `${measure}_missing`;
export const markColumn = (measure: string): string => `${measure}_mark`;

function columnsOf(field: FieldContract, rows: readonly CheckedRow[]): Column[] {
  const { name, role } = field;
  // Notes are for readers, and marks stand beside their measures.
  if (role === 'note' || role === 'status') return [];
  const cell = (row: CheckedRow): string | null => fieldText(row, name) ?? null;
  const column = { name, type: typeOf(field, rows, cell), cell };
  if (role !== 'measure') return [column];
  return [
    column,
    { name: missingColumn(name), type: text, cell: (row) => missingCode(row.measures[name]) ?? null },
    { name: markColumn(name), type: text, cell: (row) => ownOf(row.marks, name)?.join('') ?? null },
  ];
}

function missingCode(value: Value | undefined): string | undefined {
  if (value === undefined || isNumeric(value)) return undefined;
  return value.kind === 'missing' ? value.code : value.symbol;
}

function typeOf(
  { type, role, total }: FieldContract,
  rows: readonly CheckedRow[],
  cell: Column['cell'],
): QueryType {
  if (type === 'boolean' || type === 'date') return total === undefined ? { kind: type } : text;
  if (type === 'year') return total === undefined ? { kind: 'integer' } : text;
  if (type !== 'integer' && type !== 'number') return text;
  if (role === 'dimension' && total !== undefined) return text;
  const parts = rows.map((row) => (cell(row) ?? '').replace(/^[-+]/, '').split('.'));
  const whole = greatest(parts.map(([before = '']) => before.length)) ?? 0;
  const scale = greatest(parts.map(([, after = '']) => after.length)) ?? 0;
  if (scale === 0 && type === 'integer' && whole <= mostOfBigint) return { kind: 'integer' };
  return { kind: 'decimal', digits: whole + scale <= mostOfBigint ? mostOfBigint : 38, scale };
}
