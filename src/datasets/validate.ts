import { type DiagnosticCode, didYouMean, listNames, type Position } from '../diagnostics.js';
import { toDecimalText } from '../values/exact.js';
import { type Missing, toExact, type Value } from '../values/value.js';
import { type Cell, type CellFault, expectationOf, readCell } from './cell.js';
import { brokenConstraint } from './constraints.js';
import type { FieldContract, ResourceContract } from './contract.js';
import type { Fault } from './report.js';
import type { CsvRecord } from './sources/csv.js';
import { readMarks } from './status.js';
import type { CheckedRow, CheckedTable, RawTable } from './tables.js';
import { checkUnique } from './unique.js';

/** Stands in for a measure that could not be read: sums that meet it are not checked. */
const unreadable: Missing = { kind: 'missing', code: '', symbol: '', meaning: '' };

/**
 * Checks every cell of a table against its field (type, categories, missing values, constraints) and the keys of its
 * rows, and returns the rows as typed values. Rows whose dimensions cannot be read are reported and left out.
 */
export function validate(table: RawTable, packageFile: string, fault: Fault): CheckedTable {
  const { contract, records } = table;
  const rows = records.flatMap((record) => readRow(record, table, packageFile, fault) ?? []);
  const unique = checkUnique(contract, rows, fault);
  return { contract, rows, complete: unique && table.complete && rows.length === records.length };
}

function readRow(
  record: CsvRecord,
  table: RawTable,
  packageFile: string,
  fault: Fault,
): CheckedRow | undefined {
  const { contract } = table;
  const keys: [string, string][] = [];
  const measures: [string, Value][] = [];
  const attributes: [string, string][] = [];
  const notes: string[] = [];
  let whole = true;
  for (const field of contract.fields) {
    if (field.role === 'status') continue;
    const text = table.cell(record, field.name);
    const cell = readCell(text, field);
    const position = table.place.bind(undefined, record, field.name);
    const right = checkCell(cell, text, { field, contract, packageFile, position, fault });
    if (field.role === 'measure') {
      measures.push([field.name, right ? measureOf(cell) : unreadable]);
    } else if (field.role === 'dimension') {
      if (right) keys.push([field.name, textOf(cell, field)]);
      else whole = false;
    } else if (right && (cell.kind === 'text' || cell.kind === 'number')) {
      if (field.role === 'note') notes.push(textOf(cell, field));
      else attributes.push([field.name, textOf(cell, field)]);
    }
  }
  if (!whole) return undefined;
  return {
    keys: Object.fromEntries(keys),
    measures: Object.fromEntries(measures),
    attributes: Object.fromEntries(attributes),
    notes,
    ...readMarks(record, table, fault),
    origin: { file: contract.file, line: record.line },
    place: (field) => table.place(record, field),
  };
}

function measureOf(cell: Cell): Value {
  if (cell.kind === 'number') return cell.value;
  return cell.kind === 'missing' ? cell : unreadable;
}

function textOf(cell: Cell, field: FieldContract): string {
  if (cell.kind === 'number') {
    return toDecimalText(toExact(cell.value), cell.value.kind === 'decimal' ? cell.value.scale : 0);
  }
  return cell.kind === 'text' ? cell.text : (field.total ?? '');
}

interface CellContext {
  readonly field: FieldContract;
  readonly contract: ResourceContract;
  readonly packageFile: string;
  readonly position: () => Position;
  readonly fault: Fault;
}

/** Reports what is wrong with a cell, if anything; true when it can be used. */
function checkCell(cell: Cell, text: string, context: CellContext): boolean {
  const { field, position, fault } = context;
  switch (cell.kind) {
    case 'total':
      return true;
    case 'missing':
      if (field.role === 'dimension') {
        const message = `Unexpected missing value in the dimension \`${field.name}\`, expected ${expected(field)}`;
        fault('data/category', position(), message);
        return false;
      }
      return checkRequired(context);
    case 'blank':
      return checkBlank(context);
    case 'fault':
      reportFault(cell.fault, text, context);
      return false;
    default: {
      const broken = brokenConstraint(cell, text, field);
      if (broken === undefined) return true;
      const message = `Unexpected ${quoted(text, context)} in \`${field.name}\`, expected ${broken}`;
      fault('data/constraint', position(), message);
      return false;
    }
  }
}

/** Attributes and notes may be empty; a measure or dimension may not, until a missing value says what that means. */
function checkBlank(context: CellContext): boolean {
  const { field, packageFile, position, fault } = context;
  if (field.role === 'attribute' || field.role === 'note') return checkRequired(context);
  const hint =
    field.role === 'measure'
      ? `write 0 where there are none, or a code declared in \`missingValues\` of \`${field.name}\` in ${packageFile}`
      : undefined;
  const message = `Unexpected blank cell in \`${field.name}\`, expected ${expected(field)}`;
  fault('data/blank', position(), message, hint === undefined ? {} : { hint });
  return false;
}

function checkRequired({ field, position, fault }: CellContext): boolean {
  if (!field.constraints.required) return true;
  const message = `Unexpected empty \`${field.name}\`, expected ${expectationOf(field)}, because it is required`;
  fault('data/constraint', position(), message);
  return false;
}

function reportFault(kind: CellFault, text: string, context: CellContext): void {
  const { field, position, fault } = context;
  const should = kind === 'spaces' ? 'no spaces around it' : expected(field);
  const message = `Unexpected ${quoted(text, context)} in \`${field.name}\`, expected ${should}`;
  const hint = hintFor(kind, text, context);
  fault(faultCodes[kind], position(), message, hint === undefined ? {} : { hint });
}

const faultCodes: Readonly<Record<CellFault, DiagnosticCode>> = {
  'undeclared-code': 'data/missing-value',
  category: 'data/category',
  decimal: 'data/value-type',
  spaces: 'data/value-type',
  type: 'data/value-type',
};

/** A number with separators, a sign or a unit around it: no one means a missing value by that. */
const writtenNumber = /^[^\p{L}\d]*\d[\d.,'\u2019\s]*[^\p{L}\d]*$/u;

function hintFor(kind: CellFault, text: string, context: CellContext): string | undefined {
  const { field, contract, packageFile } = context;
  const { name, categories } = field;
  if (kind === 'decimal') {
    return `declare \`${name}\` as \`type: number\`, or its \`groupChar\`, if the file is right`;
  }
  if (contract.confidential || kind === 'spaces') return undefined;
  if (kind === 'category') {
    return didYouMean(
      text,
      categories.map(({ value }) => value),
    ).hint;
  }
  if (field.role === 'dimension') return undefined;
  if (writtenNumber.test(text)) {
    return `write the digits alone, or declare how \`${name}\` writes numbers in ${packageFile}: its \`decimalChar\` or \`groupChar\``;
  }
  return `add ${quoted(text, context)} to \`missingValues\` of \`${name}\` in ${packageFile}`;
}

/** "an integer or a declared missing value (`[x]`, `[c]`)". */
function expected(field: FieldContract): string {
  if (field.categories.length > 0) return `one of ${listNames(field.categories.map(({ value }) => value))}`;
  const or: string[] = [expectationOf(field)];
  if (field.role === 'dimension' && field.total !== undefined) or.push(`the total \`${field.total}\``);
  if (field.role !== 'dimension' && field.missing.length > 0) {
    const codes = field.missing.map(({ code }) => (code === '' ? 'a blank' : `\`${code}\``));
    or.push(`a declared missing value (${codes.join(', ')})`);
  }
  return or.join(' or ');
}

/** The cell as a message may show it: values of a protected dataset stay out of messages. */
function quoted(text: string, { contract }: CellContext): string {
  if (contract.confidential) return 'value';
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return `\`${short.replace(/\s+/g, ' ')}\``;
}
