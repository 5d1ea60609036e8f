import type { Position } from '../../diagnostics.js';
import type { Row } from '../../model/dataset/dataset.js';
import { type Mark, marks } from '../../model/dataset/missing.js';
import type { CellNote, SourceRow } from '../../model/dataset/source-table.js';
import { type Missing, toExact, type Value } from '../../model/dataset/value.js';
import { toDecimalText } from '../../model/exact.js';
import { lookOf } from '../../model/look.js';
import type { Origin } from '../../model/quantity.js';
import { problem } from '../../problems/problem.js';
import { limitProblem, type ResourceLimits } from '../../resource-limits.js';
import type { FieldContract, ResourceContract } from '../contract.js';
import type { ReportFault } from '../report.js';
import { type CheckedRow, type CheckedTable, fieldText, type RawTable } from '../tables.js';
import { type Cell, readCell } from './cell.js';
import { type Column, checkCell, declaredLooks, report, reportCode, reportTwin } from './check-cell.js';
import { checkNote } from './check-note.js';
import { takeFlags, type Unflagged } from './flags.js';
import { type Repeat, repeatedFaults } from './repeated.js';

/**
 * The marks that a status cell holds: letters, with or without brackets, in any order, small or capital (`p`,
 * `[p] [r]`, `PE`). Empty cells and the `A` of SDMX (a normal value) hold none. Undefined when it says anything else.
 */
function readStatus(text: string): readonly Mark[] | undefined {
  const letters = [...text.toLowerCase().replace(/[[\]\s,;]/g, '')];
  if (letters.join('') === 'a') return [];
  const known = letters.every((letter) => marks.some((mark) => mark === letter));
  return known && new Set(letters).size === letters.length
    ? marks.filter((mark) => letters.includes(mark))
    : undefined;
}

/** The marks of every measure of a row, by its status column and by the flags that were taken off; those without any are absent. */
function readMarks(
  row: SourceRow,
  table: RawTable,
  flagged: ReadonlyMap<string, readonly Mark[]>,
  repeat: Repeat,
): Pick<Row, 'marks'> {
  const { fields } = table.contract;
  const statuses = new Map<string, readonly Mark[]>();
  for (const { name, role } of fields) {
    if (role !== 'status') continue;
    const written = table.cell(row, name);
    const text = table.codes.get(name)?.get(written) ?? written;
    const read = readStatus(text);
    if (read === undefined) {
      repeat({
        code: 'data/status',
        column: name,
        line: row.line,
        describe: () =>
          problem('data/status', row.at(table.column(name)), {
            value: table.contract.confidential ? 'A value' : `\`${text.slice(0, 60)}\``,
            name,
          }),
      });
    } else statuses.set(name, read);
  }
  const found = fields.flatMap(({ name, status }) => {
    const own = (status === undefined ? undefined : statuses.get(status)) ?? [];
    const beside = flagged.get(name) ?? [];
    const all =
      beside.length === 0 ? own : marks.filter((mark) => own.includes(mark) || beside.includes(mark));
    return all.length === 0 ? [] : [[name, all] as const];
  });
  return found.length === 0 ? {} : { marks: Object.fromEntries(found) };
}

/** Stands in for a measure that could not be read: sums that meet it are not checked. */
const unreadable: Missing = { kind: 'missing', code: '', symbol: '', meaning: '' };

/**
 * Checks every cell of a table against its field (type, categories, missing values, constraints) and the keys of its
 * rows, and returns the rows as typed values. Rows whose dimensions cannot be read are reported and left out.
 */
export function validate(
  table: RawTable,
  packageFile: string,
  limits: ResourceLimits,
  fault: ReportFault,
): CheckedTable {
  const { contract } = table;
  const { repeat, close } = repeatedFaults(fault);
  const columns = contract.fields
    .filter(({ role }) => role !== 'status')
    .map(
      (field): Column => ({
        field,
        table,
        packageFile,
        limits,
        repeat,
        categories: new Map(),
        read: new Map(),
        places: new Map(),
        looks: declaredLooks(field),
      }),
    );
  const rows: CheckedRow[] = [];
  let count = 0;
  const whole = table.readRows((row) => {
    count++;
    const checked = readRow(row, table, columns, repeat);
    if (checked !== undefined) rows.push(checked);
  });
  close();
  const unique = checkUnique(contract, rows, fault);
  return { contract, rows, complete: unique && whole && rows.length === count };
}

/** Most rows have neither: one empty one serves them all. */
const noNotes: readonly string[] = [];
const noAttributes: Readonly<Record<string, string>> = {};

/** What the cells of a row say, and in which columns its notes stand. */
interface ReadCells {
  readonly keys: Record<string, string>;
  readonly measures: Record<string, Value>;
  readonly attributes: Record<string, string>;
  readonly notes: string[];
  readonly noteFields: string[];
}

function readRow(
  row: SourceRow,
  table: RawTable,
  columns: readonly Column[],
  repeat: Repeat,
): CheckedRow | undefined {
  const read: ReadCells = { keys: {}, measures: {}, attributes: {}, notes: [], noteFields: [] };
  const flagged = new Map<string, readonly Mark[]>();
  let whole = true;
  for (const column of columns) {
    const { name } = column.field;
    const { text, marks, isKnown } = spoken(table.cell(row, name), column, row);
    if (marks.length > 0) flagged.set(name, marks);
    const cell = readOnce(text, column);
    const isRight =
      isKnown &&
      checkNote(row.noteOf?.(table.column(name)), text, column, row) &&
      checkCell(cell, text, column, row);
    whole = keepCell(read, isRight ? cell : undefined, column, row) && whole;
  }
  if (!whole) return undefined;
  const { keys, measures, attributes, notes, noteFields } = read;
  const checked = new ReadRow(row.at, table, {
    keys,
    measures,
    attributes: Object.keys(attributes).length === 0 ? noAttributes : attributes,
    notes: notes.length === 0 ? noNotes : notes,
    origin: originOf(row, table),
  });
  const hasNotes = notes.length > 0 && columns.filter(({ field }) => field.role === 'note').length > 1;
  return Object.assign(checked, {
    ...readMarks(row, table, flagged, repeat),
    ...(hasNotes && { noteFields }),
    ...(row.sources && { sources: row.sources }),
    ...(table.hasColumns && { columns: columnsOf(columns, (field) => checked.place(field)) }),
  });
}

/** Adds a cell to what its row says, by its role; undefined is one that is wrong. False where the row is none without it. */
function keepCell(read: ReadCells, cell: Cell | undefined, column: Column, row: SourceRow): boolean {
  const { field } = column;
  if (field.role === 'measure') {
    read.measures[field.name] = cell === undefined ? unreadable : measureOf(cell);
  } else if (field.role === 'dimension') {
    const category = cell && categoryOf(asWritten(cell, field), column, row);
    if (category === undefined) return false;
    read.keys[field.name] = category;
  } else if (cell?.kind === 'text' || cell?.kind === 'number') {
    if (field.role === 'note') {
      read.notes.push(asWritten(cell, field));
      read.noteFields.push(field.name);
    } else read.attributes[field.name] = asWritten(cell, field);
  }
  return true;
}

/** The way from a row back to its cells is a method: a function for each row would take as much memory as its keys. */
class ReadRow implements CheckedRow {
  readonly keys: Row['keys'];
  readonly measures: Row['measures'];
  readonly attributes: Row['attributes'];
  readonly notes: Row['notes'];
  readonly origin: Origin;
  readonly #at: SourceRow['at'];
  readonly #table: RawTable;

  constructor(
    at: SourceRow['at'],
    table: RawTable,
    read: Pick<Row, 'keys' | 'measures' | 'attributes' | 'notes' | 'origin'>,
  ) {
    this.keys = read.keys;
    this.measures = read.measures;
    this.attributes = read.attributes;
    this.notes = read.notes;
    this.origin = read.origin;
    this.#at = at;
    this.#table = table;
  }

  place(field: string): Position {
    return this.#at(this.#table.column(field));
  }
}

/** What the cell says without its flags, its code named; not known where nothing says what the code stands for. */
function spoken(written: string, column: Column, row: SourceRow): Unflagged & { readonly isKnown: boolean } {
  const { field, table } = column;
  const codes = table.codes.get(field.name);
  const number = row.noteOf?.(table.column(field.name))?.number;
  if (number !== undefined || codes === undefined) {
    const plain = field.flags === undefined ? { text: written, marks: [] } : takeFlags(written, field.flags);
    const isNumber = number !== undefined && (plain.text === written || plain.marks.length > 0);
    return { ...plain, ...(isNumber ? { text: asDeclared(plain.text, number, field) } : {}), isKnown: true };
  }
  const category = codes.get(written);
  if (category === undefined) reportCode(written, [...codes.keys()], column, row);
  return { text: category ?? written, marks: [], isKnown: category !== undefined };
}

/** A number of a workbook in the marks that its field declares; a percentage as one, unless the field counts in per cent. */
function asDeclared(
  text: string,
  { isPercent }: NonNullable<CellNote['number']>,
  field: FieldContract,
): string {
  const isNumber = field.type === 'integer' || field.type === 'number';
  const marked = isNumber ? text.replace('.', field.decimalMark) : text;
  return isPercent && field.unit !== '%' ? `${marked}%` : marked;
}

const originOf = ({ line, at }: SourceRow, { contract, hasColumns }: RawTable): Origin => {
  if (contract.query !== undefined && contract.query.database === undefined)
    return { file: contract.file, line, result: true };
  const sheet = hasColumns ? at(0).sheet : undefined;
  return { file: contract.file, line, ...(sheet === undefined ? {} : { sheet }) };
};

/** The columns of a row's numbers and attributes; most rows have them in the same ones, and share the record. */
function columnsOf(
  columns: readonly Column[],
  place: (field: string) => Position,
): Readonly<Record<string, number>> {
  const fields = columns.map(({ field }) => field).filter(({ role }) => role !== 'dimension');
  const record = Object.fromEntries(fields.map(({ name }) => [name, place(name).column]));
  const key = JSON.stringify(record);
  const [first] = columns;
  const kept = first?.places.get(key) ?? record;
  first?.places.set(key, kept);
  return kept;
}

/** So many texts of a column are remembered; one that never comes again costs its place for nothing. */
const mostRemembered = 20_000;

/** A cell as read, each text once in memory. */
function readOnce(text: string, { field, limits, read }: Column): Cell {
  const before = read.get(text);
  if (before !== undefined) return before;
  const cell = readCell(text, field, limits.digits);
  if (read.size < mostRemembered) read.set(text, cell);
  return cell;
}

/** A category, each text kept once in memory; undefined for one more than the limit allows, which is reported. */
function categoryOf(text: string, column: Column, row: SourceRow): string | undefined {
  const { field, categories, limits } = column;
  const kept = categories.get(text);
  if (kept !== undefined) return kept;
  if (categories.size >= limits.categories) {
    report(column, row, 'limit/exceeded', (position) =>
      limitProblem({ name: 'categories', limits, position, which: field.name }),
    );
    return undefined;
  }
  if (reportTwin(text, column, row)) return undefined;
  categories.set(text, text);
  const { at } = row;
  const place = () => at(column.table.column(field.name));
  const look = lookOf(text);
  if (!column.looks.has(look)) column.looks.set(look, { text, position: place });
  return text;
}

function measureOf(cell: Cell): Value {
  if (cell.kind === 'number') return cell.value;
  return cell.kind === 'missing' ? cell : unreadable;
}

function asWritten(cell: Cell, field: FieldContract): string {
  if (cell.kind === 'number') {
    return toDecimalText(toExact(cell.value), cell.value.kind === 'decimal' ? cell.value.scale : 0);
  }
  return cell.kind === 'text' ? cell.text : (field.total ?? '');
}

/**
 * Reports rows that repeat the primary key, a unique key or the value of a unique field of an earlier row; true when
 * there are none.
 */
function checkUnique(contract: ResourceContract, rows: readonly CheckedRow[], fault: ReportFault): boolean {
  const single = contract.fields.filter(({ constraints }) => constraints.unique).map(({ name }) => [name]);
  const { repeat, close } = repeatedFaults(fault);
  const keys = [contract.primaryKey, ...contract.uniqueKeys, ...single].filter((fields) => fields.length > 0);
  const whole = keys.map((fields) => checkKey(fields, contract, rows, repeat)).every((unique) => unique);
  close();
  return whole;
}

function checkKey(
  fields: readonly string[],
  { confidential }: ResourceContract,
  rows: readonly CheckedRow[],
  repeat: Repeat,
): boolean {
  const seen = new Map<string, CheckedRow>();
  let unique = true;
  for (const row of rows) {
    const values = fields.map((name) => fieldText(row, name));
    if (values.includes(undefined)) continue;
    const key = JSON.stringify(values);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, row);
      continue;
    }
    unique = false;
    const [name = ''] = fields;
    repeat({
      code: 'data/duplicate-key',
      column: fields.join(' '),
      line: row.origin.line,
      describe: () => {
        const shown = fields.map((field, index) =>
          confidential ? `\`${field}\`` : `${field} \`${values[index]}\``,
        );
        return problem(
          confidential ? 'data/duplicate-key.confidential' : 'data/duplicate-key',
          row.place(name),
          { shown: shown.join(', ') },
          { see: first.place(name) },
        );
      },
    });
  }
  return unique;
}
