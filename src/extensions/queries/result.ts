import type { FieldContract, ResourceContract } from '../../data/contract.js';
import type { Position } from '../../diagnostics.js';
import { greatest } from '../../model/chart/extremes.js';
import type { QueryAnswer, ResultKind } from '../../model/dataset/query.js';
import type { SourceRow, SourceTable } from '../../model/dataset/source-table.js';
import type { Origin } from '../../model/quantity.js';
import { wording } from '../../problems/problem.js';
import type { SqlProblem } from './check-sql.js';

/** The kinds of column that a field can be read from. Periods, and whatever is a text in the table, are text. */
function kindsOf({ type }: FieldContract): readonly ResultKind[] {
  if (type === 'integer' || type === 'number') return ['integer', 'decimal'];
  // PostgreSQL takes a year out of a date as a decimal.
  if (type === 'year') return ['integer', 'decimal', 'text'];
  if (type === 'boolean' || type === 'date') return [type, 'text'];
  return ['text', 'integer'];
}

/** What is wrong with the types of a result; columns that no field has are for the header to say. */
export function checkKinds({ columns }: QueryAnswer, { fields }: ResourceContract): Omit<SqlProblem, 'at'>[] {
  return columns.flatMap(({ name, kind, type }) => {
    const field = fields.find((each) => each.name === name);
    if (field === undefined || kindsOf(field).includes(kind)) return [];
    const isNumber = field.type === 'integer' || field.type === 'number';
    const wanted = isNumber
      ? 'decimal(18, 2)'
      : field.type === 'date' || field.type === 'boolean'
        ? field.type
        : 'varchar';
    return [
      wording('queries/result.column', {
        name,
        type,
        wholeNumbers: isNumber
          ? 'whole numbers or `DECIMAL`, which are exact'
          : `what \`${field.type ?? 'string'}\` can be read from`,
        wanted,
      }),
    ];
  });
}

/**
 * A result as every engine would give it. Rows stand in the order of their key; decimals of a column have as many
 * places as one of them needs, and no fewer than the field prints.
 */
export function canonical(answer: QueryAnswer, { fields, primaryKey }: ResourceContract): QueryAnswer {
  const { columns, rows, sources } = answer;
  const places = columns.map(({ name, kind }, column) => {
    const field = fields.find((each) => each.name === name);
    if (kind !== 'decimal' && kind !== 'integer') return undefined;
    if (field?.type !== 'number' && field?.type !== 'integer') return undefined;
    const needed = greatest(rows.map((row) => decimals(row[column] ?? ''))) ?? 0;
    return Math.max(needed, field.type === 'number' ? (field.digits ?? 0) : 0);
  });
  const key = primaryKey.map((name) => columns.findIndex((column) => column.name === name));
  const whole = rows.map((row, index) => ({
    row: row.map((cell, column) => withPlaces(cell, places[column])),
    source: sources?.[index] ?? [],
  }));
  const sorted = whole.sort((a, b) => compareRows(a.row, b.row, key));
  return {
    columns,
    rows: sorted.map(({ row }) => row),
    ...(sources === undefined ? {} : { sources: sorted.map(({ source }) => source) }),
  };
}

/** Decimals of a number that are not noughts at its end. */
const decimals = (text: string): number => (text.split('.')[1] ?? '').replace(/0+$/, '').length;

function withPlaces(cell: string | null, places: number | undefined): string | null {
  if (cell === null || places === undefined) return cell;
  const [whole = '', fraction = ''] = cell.split('.');
  const kept = fraction.slice(0, places).padEnd(places, '0');
  const digits = kept === '' ? whole : `${whole}.${kept}`;
  return /^-[0.]*$/.test(digits) ? digits.slice(1) : digits;
}

type Cells = readonly (string | null)[];

/** By the key, whole numbers by their size; then by everything, so that rows alike in their key have an order too. */
function compareRows(a: Cells, b: Cells, key: readonly number[]): number {
  for (const column of [...key, ...a.keys()]) {
    const [one, other] = [a[column] ?? '', b[column] ?? ''];
    if (one === other) continue;
    const areNumbers = /^-?\d{1,15}$/.test(one) && /^-?\d{1,15}$/.test(other);
    return areNumbers ? Number(one) - Number(other) : one < other ? -1 : 1;
  }
  return 0;
}

/**
 * The result of a query as a table whose rows stand, by their number, in the query. Where nothing stands in a cell, it
 * says what the one missing value of its field is called, and is empty where there is not one.
 */
export function resultTable(
  { columns, rows, sources }: QueryAnswer,
  { file, fields, query }: ResourceContract,
  originsOf: (rows: readonly number[]) => readonly Origin[],
): SourceTable {
  const start: Position =
    query === undefined || query.text !== undefined
      ? (query?.position ?? { file, line: 1, column: 1 })
      : { file: query.file ?? file, line: 1, column: 1 };
  const codes = columns.map(({ name }) => {
    const missing = fields.find((each) => each.name === name)?.missing ?? [];
    return missing.length === 1 ? (missing[0]?.code ?? '') : '';
  });
  const numeric = columns.map(({ name }) => {
    const type = fields.find((each) => each.name === name)?.type;
    return type === 'number' || type === 'integer';
  });
  const number = { number: { isPercent: false } };
  const rowOf = (cells: Cells, index: number): SourceRow => {
    const line = index + 1;
    const from = sources?.[index];
    return {
      texts: cells.map((cell, column) => cell ?? codes[column] ?? ''),
      line,
      at: (column) => ({ file, line, column: column + 1, result: true }),
      noteOf: (column) => (numeric[column] === true && cells[column] !== null ? number : undefined),
      ...(from === undefined ? {} : { sources: originsOf(from) }),
    };
  };
  return {
    header: { texts: columns.map(({ name }) => name), line: start.line, at: () => start },
    read(take, most = Number.POSITIVE_INFINITY) {
      for (const [index, row] of rows.entries()) if (index < most) take(rowOf(row, index));
      return undefined;
    },
  };
}
