import type { DiagnosticCode } from '../../diagnostic-codes.js';
import { type Diagnostic, listNames, type Position } from '../../diagnostics.js';
import type { SourceRow } from '../../model/dataset/source-table.js';
import { toExact } from '../../model/dataset/value.js';
import { compare, type Exact, exact, zero } from '../../model/exact.js';
import { invisibleIn } from '../../model/invisible.js';
import { lookOf } from '../../model/look.js';
import { isCount } from '../../model/unit.js';
import { faultOf, phrase, wording } from '../../problems/problem.js';
import { limitProblem, type ResourceLimits } from '../../resource-limits.js';
import type { Constraints, FieldContract } from '../contract.js';
import type { RawTable } from '../tables.js';
import { totalLabel } from '../to-dataset.js';
import { type Cell, type CellFault, expectationOf } from './cell.js';
import { cellHint } from './cell-hints.js';
import { undeclaredFlag } from './flags.js';
import type { Repeat } from './repeated.js';

/**
 * How a cell breaks one of the constraints of its field, as the end of a sentence; undefined when it keeps them all.
 * `required` and `unique` are checked where blanks and rows are.
 */
function brokenConstraint(cell: Cell, text: string, field: FieldContract): string | undefined {
  const { minLength, maxLength, pattern, values } = field.constraints;
  const length = minLength === undefined && maxLength === undefined ? 0 : [...text].length;
  if (minLength !== undefined && length < minLength) return `has fewer than ${minLength} characters`;
  if (maxLength !== undefined && length > maxLength) return `has more than ${maxLength} characters`;
  if (pattern !== undefined && !pattern.matches(text)) return `does not match \`${pattern.source}\``;
  if (values !== undefined && !values.includes(text)) {
    return `is not one of ${values.map((value) => `\`${value}\``).join(', ')}`;
  }
  return brokenBound(cell, field.constraints);
}

/** There are no -4 victims, unless the field says that its numbers may be below 0, as a balance is. */
function isBrokenCount(cell: Cell, field: FieldContract): boolean {
  const { minimum, exclusiveMinimum } = field.constraints;
  if (minimum !== undefined || exclusiveMinimum !== undefined) return false;
  if (field.role !== 'measure' || !field.additive || !isCount(field)) return false;
  return cell.kind === 'number' && compare(toExact(cell.value), zero) < 0;
}

const boundNames = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const;
type Bound = (typeof boundNames)[number];

const bounds: Readonly<Record<Bound, { words: string; keeps: (order: number) => boolean }>> = {
  minimum: { words: 'is below', keeps: (order) => order >= 0 },
  maximum: { words: 'is above', keeps: (order) => order <= 0 },
  exclusiveMinimum: { words: 'is not above', keeps: (order) => order > 0 },
  exclusiveMaximum: { words: 'is not below', keeps: (order) => order < 0 },
};

function brokenBound(cell: Cell, constraints: Constraints): string | undefined {
  for (const name of boundNames) {
    const limit = constraints[name];
    const { words, keeps } = bounds[name];
    if (limit !== undefined && !keeps(order(cell, limit))) return `${words} \`${limit}\``;
  }
  return undefined;
}

/** Numbers are compared exactly; years and dates as text, which orders them rightly. */
function order(cell: Cell, limit: string): number {
  if (cell.kind === 'number') return compare(toExact(cell.value), limitOf(limit));
  if (cell.kind === 'text') return cell.text < limit ? -1 : cell.text > limit ? 1 : 0;
  return 0;
}

/** The bound as an exact number. `checkField` has checked that it is one. */
function limitOf(text: string): Exact {
  const [whole = '', fraction = ''] = text.split('.');
  return exact(BigInt(whole + fraction), 10n ** BigInt(fraction.length));
}

/** A column of a table, and what its cells are checked with. */
export interface Column {
  readonly field: FieldContract;
  readonly table: RawTable;
  readonly packageFile: string;
  readonly limits: ResourceLimits;
  readonly repeat: Repeat;
  /** Of a dimension its categories so far, each kept once in memory. */
  readonly categories: Map<string, string>;
  /** Cells that were read already, by their text: small counts and remarks come again and again. */
  readonly read: Map<string, Cell>;
  /** Of the first column: where the numbers of a row stand, each arrangement once in memory. */
  readonly places: Map<string, Readonly<Record<string, number>>>;
  /** What its categories look like, those that are declared and those so far. */
  readonly looks: Map<string, Twin>;
}

/** A category that another text may look like. */
interface Twin {
  readonly text: string;
  position(): Position;
}

/** The looks of the categories that are known before any row is: those declared, and the printed name of the total. */
export function declaredLooks({ categories, total, position: declared }: FieldContract): Map<string, Twin> {
  const position = (): Position => declared;
  const texts = categories.map(({ value }) => value);
  const looks = new Map(texts.map((text): [string, Twin] => [lookOf(text), { text, position }]));
  if (texts.length === 0 && total !== undefined && total !== '') {
    looks.set(lookOf(totalLabel(total)), { text: total, position });
  }
  return looks;
}

/** Reports a cell that looks like another category and is a different text; false when there is no such category. */
export function reportTwin(text: string, column: Column, row: SourceRow): boolean {
  const twin = column.looks.get(lookOf(text));
  if (twin === undefined || twin.text === text) return false;
  report(column, row, 'data/twins', () =>
    faultOf(
      'data/twins.looks',
      { text: quoted(text, column), fieldName: column.field.name },
      {
        see: [
          {
            position: twin.position(),
            note:
              column.field.categories.length > 0 ? phrase('data/twins.declared') : phrase('data/twins.other'),
          },
        ],
      },
    ),
  );
  return true;
}

/** Reports a code of which nothing says what it stands for. */
export function reportCode(text: string, codes: readonly string[], column: Column, row: SourceRow): void {
  const { field, packageFile } = column;
  report(column, row, 'data/rename', () =>
    faultOf('data/rename.rename', {
      text: quoted(text, column),
      name: field.name,
      codes: listNames(codes),
      packageFile,
    }),
  );
}

/** What is said of a cell. */
type Said = Pick<Diagnostic, 'message' | 'hint' | 'see'>;

/** Reports what is wrong with a cell. The words are made only where they are printed. */
export function report(
  { field, table, repeat }: Column,
  row: SourceRow,
  code: DiagnosticCode,
  describe: (position: Position) => Said,
): void {
  repeat({
    code,
    column: field.name,
    line: row.line,
    describe: () => {
      const position = row.at(table.column(field.name));
      return { severity: 'error', code, ...describe(position), position };
    },
  });
}

/** Reports what is wrong with a cell, if anything; true when it can be used. */
export function checkCell(cell: Cell, text: string, column: Column, row: SourceRow): boolean {
  const { field } = column;
  const hidden = invisibleIn(text);
  if (hidden !== undefined) {
    report(column, row, 'data/invisible', () =>
      faultOf('data/invisible.invisible', { hidden, name: field.name }),
    );
    return false;
  }
  switch (cell.kind) {
    case 'total':
      return true;
    case 'missing':
      if (field.role !== 'dimension') return checkRequired(column, row);
      report(column, row, 'data/category', () =>
        faultOf('data/category', { name: field.name, expected: expected(field) }),
      );
      return false;
    case 'blank':
      return checkBlank(column, row);
    case 'fault':
      reportFault(cell.fault, text, column, row);
      return false;
    default:
      return checkConstraints(cell, text, column, row);
  }
}

function checkConstraints(cell: Cell, text: string, column: Column, row: SourceRow): boolean {
  const { field } = column;
  const broken = brokenConstraint(cell, text, field);
  if (broken === undefined && !isBrokenCount(cell, field)) return true;
  const id = broken === undefined ? 'data/constraint.negative' : 'data/constraint.text';
  report(column, row, 'data/constraint', () =>
    faultOf(id, { text: quoted(text, column), name: field.name, broken }),
  );
  return false;
}

/** Attributes and notes may be empty; a measure or dimension may not, until a missing value says what that means. */
function checkBlank(column: Column, row: SourceRow): boolean {
  const { field, packageFile } = column;
  if (field.role === 'attribute' || field.role === 'note') return checkRequired(column, row);
  const ofDimension = field.categories.length > 0 ? 'data/blank.blank-listed' : 'data/blank.blank-cell';
  report(column, row, 'data/blank', () =>
    faultOf(field.role === 'measure' ? 'data/blank.blank' : ofDimension, {
      name: field.name,
      expected: expected(field),
      packageFile,
    }),
  );
  return false;
}

function checkRequired(column: Column, row: SourceRow): boolean {
  const { field } = column;
  if (!field.constraints.required) return true;
  report(column, row, 'data/constraint', () => faultOf('data/constraint.empty', { name: field.name }));
  return false;
}

function reportFault(kind: CellFault, text: string, column: Column, row: SourceRow): void {
  const { field, packageFile, table, limits } = column;
  if (kind === 'category' && reportTwin(text, column, row)) return;
  const said = quoted(text, column);
  const beside = kind === 'type' && field.flags !== undefined ? undeclaredFlag(text) : undefined;
  if (field.flags !== undefined && beside !== undefined) {
    const flags = [...field.flags.keys()];
    report(column, row, 'data/flag', () =>
      faultOf('data/flag', {
        beside: quoted(beside, column),
        name: field.name,
        flags: listNames(flags),
        packageFile,
      }),
    );
    return;
  }
  report(column, row, faultCodes[kind], (position) => {
    if (kind === 'digits') return limitProblem({ name: 'digits', limits, position });
    // Any hint that is worth reading quotes the cell.
    const hint = table.contract.confidential
      ? undefined
      : cellHint(kind, { text, quoted: said, field, packageFile });
    const values = { said, name: field.name };
    return kind === 'spaces'
      ? wording('data/check-cell.spaces', values, { hint })
      : wording('data/check-cell.said', { ...values, fault: unlike(field) }, { hint });
  });
}

const faultCodes: Readonly<Record<CellFault, DiagnosticCode>> = {
  'undeclared-code': 'data/missing-value',
  category: 'data/category',
  digits: 'limit/exceeded',
  spaces: 'data/value-type',
  type: 'data/value-type',
};

/** "an integer or a declared missing value (`[x]`, `[c]`)". */
const expected = (field: FieldContract): string => taken(field).join(' or ');

/** "is neither an integer nor a declared missing value (`[x]`, `[c]`)". */
function unlike(field: FieldContract): string {
  const all = taken(field);
  return all.length > 1 ? `is neither ${all.join(' nor ')}` : `is not ${all.join('')}`;
}

/** What a field takes. */
function taken(field: FieldContract): readonly string[] {
  if (field.categories.length > 0) return [`one of ${listNames(field.categories.map(({ value }) => value))}`];
  const or: string[] = [expectationOf(field)];
  if (field.role === 'dimension' && field.total !== undefined) or.push(`the total \`${field.total}\``);
  if (field.role !== 'dimension' && field.missing.length > 0) {
    const codes = field.missing.map(({ code }) => (code === '' ? 'a blank' : `\`${code}\``));
    or.push(`a declared missing value (${codes.join(', ')})`);
  }
  return or;
}

/** The cell as a message may show it: values of a protected dataset stay out of messages. */
function quoted(text: string, { table }: Column): string {
  if (table.contract.confidential) return 'A value';
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return `\`${short.replace(/\s+/g, ' ')}\``;
}
