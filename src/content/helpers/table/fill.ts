import { didYouMean, listNames } from '../../../diagnostics.js';
import type { Language } from '../../../language/language.js';
import { printQuantity } from '../../../language/print.js';
import { greatest } from '../../../model/chart/extremes.js';
import { labelOf } from '../../../model/dataset/category.js';
import type { Field, Row } from '../../../model/dataset/dataset.js';
import { isHierarchy, Tree } from '../../../model/dataset/hierarchy.js';
import { defined } from '../../../model/defined.js';
import { compare } from '../../../model/exact.js';
import { groupBy } from '../../../model/group-by.js';
import { isExact, type Quantity } from '../../../model/quantity.js';
import type { TableCell, TableRow } from '../../../model/tree/table-parts.js';
import { unitParts } from '../../../model/unit.js';
import type { Call, Scope } from '../call.js';
import { fail } from '../problem.js';
import type { RowGroup, TableArrangement } from './arrangement.js';
import { type LineKey, placesInTree, quantityIn } from './derived-cells.js';
import { type CellNotes, cellNotes, type NotedLine, unitOf } from './surroundings.js';

/** The rows of a table as printed, and the data rows that they used, in reading order. */
export interface FilledTable {
  readonly rows: readonly TableRow[];
  /** The notes on its cells. */
  readonly notes: CellNotes;
  readonly used: readonly Row[];
  /** The columns of percentages some of which are printed as "3 of 7": each says itself what it is, and their heads do not. */
  readonly mixed: ReadonlySet<number>;
}

interface Line {
  readonly line: LineKey;
  /** Undefined at a year or day that has no row. */
  readonly cells: readonly (Quantity | undefined)[];
  /** The notes of the rows behind the cells. */
  readonly noted: NotedLine;
}

/**
 * Reads every cell of a table that is laid out. A combination without a row is a diagnostic, since holes must be declared; a year
 * or day without any row says that it has no figure.
 */
export function fillRows(
  call: Call,
  arrangement: TableArrangement,
  scope: Pick<Scope, 'language' | 'data' | 'operations' | 'precision'>,
): FilledTable {
  const { language } = scope;
  const used: Row[] = [];
  const besideAnother = columnsBesideAnother(arrangement);
  const sections = arrangement.groups.map((group) => {
    const parts = addedUp(call, arrangement, group);
    const lineOf = (line: LineKey): Line => {
      const read = arrangement.columns.map((column, index) => {
        const own: Row[] = [];
        const place = { arrangement, group, line, parts, used: own };
        const cell = quantityIn(call, scope, place, column);
        for (const row of own) used.push(row);
        // What is calculated rests on the number beside it, and a subtotal on the rows above, which have their notes.
        const isBeside = typeof line !== 'string' || besideAnother.has(index);
        return { cell, notes: isBeside || own.length === 0 ? undefined : own.flatMap(({ notes }) => notes) };
      });
      return { line, cells: read.map(({ cell }) => cell), noted: read.map(({ notes }) => notes) };
    };
    return { group, lines: [...group.values, ...(parts === undefined ? [] : [parts])].map(lineOf) };
  });
  const lines = sections.flatMap((section) => section.lines);
  const mixed = mixedColumns(arrangement, lines);
  const print = printerOf(call, arrangement, lines, mixed, language);
  const printed = sections.flatMap(({ group, lines }) =>
    sortLines(call, arrangement, lines, language).map((line) => ({ group, ...line })),
  );
  const notes = cellNotes(printed.map(({ noted }) => noted));
  const rows = printed.map(
    ({ group, line, cells }, row): TableRow =>
      defined({
        label: labelOfLine(arrangement, group, line, language),
        ...lettersOf(notes.rows[row]),
        group: group.label,
        ...(typeof line === 'string' ? placesInTree(arrangement, group)(line) : {}),
        total: isTotal(arrangement, line) || group.only !== undefined,
        cells: cells.map((cell, index) => ({
          ...print(cell, index),
          ...lettersOf(notes.cells[row]?.[index]),
        })),
      }),
  );
  return { rows, notes, used, mixed };
}

/** Letters of notes, where there are any. */
export const lettersOf = (letters: readonly string[] = []): { letters?: readonly string[] } =>
  letters.length === 0 ? {} : { letters };

const labelOfLine = (
  { rowField }: TableArrangement,
  { only }: RowGroup,
  line: LineKey,
  language: Language,
): string =>
  only ?? (typeof line === 'string' ? labelOf(rowField, line) : language.message('content.subtotal'));

/** Prints the cells of a column alike: with the most decimals of any, and without the unit that the head says. */
function printerOf(
  call: Call,
  arrangement: TableArrangement,
  lines: readonly Line[],
  mixed: ReadonlySet<number>,
  language: Language,
): (cell: Quantity | undefined, index: number) => TableCell {
  const digits = arrangement.columns.map((_, index) =>
    greatest([0, ...lines.map(({ cells }) => cells[index]?.digits ?? 0)]),
  );
  const isDerived = (index: number): boolean => arrangement.columns[index]?.shows !== 'value';
  const derivesSome = arrangement.columns.some((_, index) => isDerived(index));
  const isSaidAbove = unitsSaid(
    arrangement,
    lines.flatMap(({ cells }) => cells),
  );
  return (cell, index) => {
    if (cell === undefined) return { kind: 'text', text: language.message('chart.no-figure') };
    // Beside shares and changes, the counts keep the decimals of the data: `digits` is meant for what is calculated, which has
    // its decimals from the policy of precision and the call.
    const asked = derivesSome ? undefined : call.wholeNumber('digits', 0, 6);
    const quantity = { ...cell, digits: asked ?? digits[index] ?? 0 };
    return {
      kind: 'value',
      entry: printQuantity(
        quantity,
        isSaidAbove(index, quantity) && !mixed.has(index) ? 'column' : 'table',
        language,
      ),
    };
  };
}

/**
 * Columns of percentages of which some cell is printed as "3 of 7", so that each of the others says its own unit. A change in per
 * cent is known by its unit from the change beside it.
 */
const mixedColumns = ({ columns }: TableArrangement, lines: readonly Line[]): ReadonlySet<number> =>
  new Set(
    columns.flatMap(({ unit, shows }, index) => {
      const hasFractions = lines.some(({ cells }) => cells[index]?.fraction !== undefined);
      return unit === '%' && shows !== 'percent-change' && hasFractions ? [index] : [];
    }),
  );

/** Places of the shares and changes that stand beside the number that they are made from. */
function columnsBesideAnother({ columns }: TableArrangement): ReadonlySet<number> {
  const numbers = columns.map(({ keys, measure }) => JSON.stringify([measure.name, keys]));
  const first = new Map(numbers.map((number, index) => [number, index] as const).reverse());
  return new Set(numbers.flatMap((number, index) => (first.get(number) === index ? [] : [index])));
}

/**
 * Whether the head of a column, or of the table, says that a number is a percentage, or counts in millions, so that its cell need
 * not. A table of shares some of which are printed as "3 of 7" says nothing of the kind.
 */
function unitsSaid(
  arrangement: TableArrangement,
  cells: readonly (Quantity | undefined)[],
): (column: number, cell: Quantity) => boolean {
  const { columns } = arrangement;
  const hasFractions = cells.some((cell) => cell?.fraction !== undefined);
  const all = columns.every(({ shows, measure, unit }) =>
    shows === 'value' ? measure.unit === '%' : shows === 'share' && unit === undefined && !hasFractions,
  );
  const above = unitOf(arrangement);
  return (column, { unit }) => {
    const own = columns[column]?.unit;
    const isPercent = all || own === '%';
    return isPercent || (unit === (own ?? above) && unitParts(unit).scale !== undefined);
  };
}

const isTotal = ({ rowField }: TableArrangement, line: LineKey): boolean =>
  typeof line !== 'string' || line === rowField.total;

/** The rows of a group that `subtotals` adds up, where the dataset has no row for their total. */
function addedUp(
  call: Call,
  { dataset, rowField, groupFields, columns }: TableArrangement,
  { values, only }: RowGroup,
): readonly string[] | undefined {
  if (!call.flag('subtotals')) return undefined;
  const at = call.hashAt('subtotals');
  if (groupFields.length === 0) fail('content/argument.groups', at);
  if (call.has(rowField.name)) fail('content/argument.subtotals', at, { name: rowField.name });
  if (columns.every(({ measure }) => measure.additive === false))
    fail('content/argument.subtotals-measure', at, { name: dataset.name });
  if (only !== undefined || (rowField.total !== undefined && values.includes(rowField.total)))
    return undefined;
  if (!isHierarchy(rowField)) return values;
  const tree = new Tree(rowField);
  return values.filter((value) => tree.ancestorsOf(value).every((whole) => !values.includes(whole)));
}

/** `sort="-2014"` orders rows by a column, largest first, and equal ones by name; `sort="label"` by name. The total stays last. */
function sortLines(
  call: Call,
  arrangement: TableArrangement,
  lines: readonly Line[],
  language: Language,
): readonly Line[] {
  const sort = call.text('sort');
  if (sort === undefined) return lines;
  const descending = sort.startsWith('-');
  const name = descending ? sort.slice(1) : sort;
  const { columnFields } = arrangement;
  const columnNames = arrangement.columns.map(({ keys, measure }) =>
    columnFields.length === 0 ? measure.name : columnFields.map(({ name }) => keys[name] ?? '').join('|'),
  );
  const column = columnNames.indexOf(name);
  if (column < 0 && name !== 'label') {
    const expected = ['label', ...new Set(columnNames)];
    fail(
      'content/argument.sort',
      call.hashAt('sort'),
      { sort, expected: listNames(expected) },
      didYouMean(name, expected),
    );
  }
  const byColumn = (a: Line, b: Line): number => compareValues(a.cells[column], b.cells[column]);
  const byLabel = (a: Line, b: Line): number => language.compare(labelIn(a), labelIn(b));
  const labelIn = ({ line }: Line): string =>
    typeof line === 'string' ? labelOf(arrangement.rowField, line) : '';
  const compareLines = column < 0 ? byLabel : byColumn;
  const parts = lines.filter(({ line }) => !isTotal(arrangement, line));
  const totals = lines.filter(({ line }) => isTotal(arrangement, line));
  const sorted = parts.sort(
    (a, b) => (descending ? -compareLines(a, b) : compareLines(a, b)) || byLabel(a, b),
  );
  return [...inBranches(arrangement.rowField, sorted), ...totals];
}

/** Lines with those that are part of them below each, in the order that they have among themselves. */
function inBranches(field: Field, lines: readonly Line[]): readonly Line[] {
  if (!isHierarchy(field)) return lines;
  const tree = new Tree(field);
  const categoryOf = ({ line }: Line): string => (typeof line === 'string' ? line : '');
  const shown = new Set(lines.map(categoryOf));
  const byWhole = groupBy(lines, (line) =>
    tree.ancestorsOf(categoryOf(line)).find((value) => shown.has(value)),
  );
  const below = (whole?: string): readonly Line[] =>
    (byWhole.get(whole) ?? []).flatMap((line) => [line, ...below(categoryOf(line))]);
  return below();
}

/** Missing values, and cells without a row, rank below every number. */
function compareValues(a: Quantity | undefined, b: Quantity | undefined): number {
  const [left, right] = [a?.value, b?.value].map((value) =>
    value !== undefined && isExact(value) ? value : undefined,
  );
  if (left !== undefined && right !== undefined) return compare(left, right);
  return Number(left !== undefined) - Number(right !== undefined);
}
