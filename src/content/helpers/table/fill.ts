import { didYouMean, listNames } from '../../../diagnostics.js';
import type { Language } from '../../../language/language.js';
import { printQuantity } from '../../../language/print.js';
import { labelOf } from '../../../model/category.js';
import type { Field, Row } from '../../../model/dataset.js';
import { compare } from '../../../model/exact.js';
import { greatest } from '../../../model/extremes.js';
import { isHierarchy, Tree } from '../../../model/hierarchy.js';
import { isExact, type Quantity } from '../../../model/quantity.js';
import type { TableCell, TableRow } from '../../../model/table-parts.js';
import { guardCounts } from '../../guards/counted.js';
import { type Exceptions, withExceptions } from '../../guards/exceptions.js';
import { quantityAt, requireRow } from '../../selection/cells.js';
import type { Call, Scope } from '../call.js';
import { shareOf as partOf } from '../part-and-change.js';
import { fail } from '../problem.js';
import type { TableArrangement } from './arrangement.js';
import { keysOf } from './keys-of.js';
import { type CellPlace, cellAt, placesInTree } from './subtotals.js';

/** The rows of a table as printed, and the data rows that they used, in reading order. */
export interface FilledTable {
  readonly rows: readonly TableRow[];
  readonly used: readonly Row[];
}

interface Line {
  readonly value: string;
  /** Undefined at a year or day that has no row. */
  readonly cells: readonly (Quantity | undefined)[];
}

/**
 * Reads every cell of a table that is laid out. A combination without a row is a diagnostic, since holes must be declared; a year
 * or day without any row says that it has no figure.
 */
export function fillRows(
  call: Call,
  arrangement: TableArrangement,
  scope: Pick<Scope, 'language' | 'data' | 'operations' | 'precision'>,
  exceptions: Exceptions,
): FilledTable {
  const { language } = scope;
  const used: Row[] = [];
  const sections = arrangement.groups.map((group) => ({
    group,
    lines: group.values.map((value): Line => {
      const cells = arrangement.columns.map((column) => {
        if (isAbsent(arrangement, keysOf(arrangement, column, group, value))) return undefined;
        const cell = cellAt(call, scope, { arrangement, group, column, used }, value);
        if (cell === undefined) return undefined;
        return column.shows === 'share'
          ? shareOf(call, scope, { arrangement, group, column }, cell, exceptions)
          : cell;
      });
      return { value, cells };
    }),
  }));
  const digits = arrangement.columns.map((_, index) =>
    greatest([0, ...sections.flatMap(({ lines }) => lines.map((line) => line.cells[index]?.digits ?? 0))]),
  );
  const sharesBeside = arrangement.columns.some((column) => column.shows === 'share');
  const print = (cell: Quantity | undefined, index: number): TableCell => {
    if (cell === undefined) return { kind: 'text', text: language.message('chart.no-figure') };
    // Beside shares, the counts keep the decimals of the data: `digits` is meant for the shares.
    const counts = sharesBeside && arrangement.columns[index]?.shows === 'value';
    const shares = arrangement.columns[index]?.shows === 'share';
    // Shares have their decimals from the policy of precision and the call.
    const asked = counts || shares ? undefined : call.wholeNumber('digits', 0, 6);
    const quantity = { ...cell, digits: asked ?? digits[index] ?? 0 };
    return { kind: 'value', entry: printQuantity(quantity, 'table', language) };
  };
  const rows = sections.flatMap(({ group, lines }) => {
    const placeOf = placesInTree(arrangement, group);
    return sortLines(call, arrangement, lines, language).map(
      ({ value, cells }): TableRow => ({
        label: group.only ?? labelOf(arrangement.rowField, value),
        ...(group.label === undefined ? {} : { group: group.label }),
        ...placeOf(value),
        total: value === arrangement.rowField.total || group.only !== undefined,
        cells: cells.map(print),
      }),
    );
  });
  return { rows, used };
}

const isAbsent = ({ absent }: TableArrangement, keys: Readonly<Record<string, string>>): boolean =>
  Object.entries(keys).some(([name, value]) => absent[name]?.includes(value) === true);

/** A cell in percent of the total row of its column. A missing part stays missing. */
function shareOf(
  call: Call,
  scope: Pick<Scope, 'data' | 'operations' | 'precision'>,
  { arrangement, group, column }: Omit<CellPlace, 'used'>,
  part: Quantity,
  exceptions: Exceptions,
): Quantity {
  if (!isExact(part.value)) return part;
  const { total } = arrangement.rowField;
  if (total === undefined) {
    fail(
      'content/argument',
      `Unexpected \`shares\`, expected \`${arrangement.rowField.name}\` to declare a total`,
      call.hashAt('shares'),
    );
  }
  const row = requireRow(call, arrangement.dataset, keysOf(arrangement, column, group, total));
  const whole = quantityAt(arrangement.dataset, row, column.measure, call.at);
  guardCounts(call, scope.data, [part, whole], 'shares', exceptions);
  return withExceptions(partOf(call, scope, [part, whole], exceptions, 'table'), exceptions);
}

/** `sort="-2014"` orders rows by a column, largest first; `sort="label"` by name. The total stays last. */
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
      'content/argument',
      `Unexpected \`${sort}\` as \`sort\`, expected one of ${listNames(expected)}`,
      call.hashAt('sort'),
      didYouMean(name, expected),
    );
  }
  const byColumn = (a: Line, b: Line): number => compareValues(a.cells[column], b.cells[column]);
  const byLabel = (a: Line, b: Line): number =>
    language.compare(labelOf(arrangement.rowField, a.value), labelOf(arrangement.rowField, b.value));
  const compareLines = column < 0 ? byLabel : byColumn;
  const parts = lines.filter((line) => line.value !== arrangement.rowField.total);
  const totals = lines.filter((line) => line.value === arrangement.rowField.total);
  const sorted = parts.sort((a, b) => (descending ? -compareLines(a, b) : compareLines(a, b)));
  return [...inBranches(arrangement.rowField, sorted), ...totals];
}

/** Lines with those that are part of them below each, in the order that they have among themselves. */
function inBranches(field: Field, lines: readonly Line[]): readonly Line[] {
  if (!isHierarchy(field)) return lines;
  const tree = new Tree(field);
  const shown = new Set(lines.map(({ value }) => value));
  const byWhole = new Map<string | undefined, Line[]>();
  for (const line of lines) {
    const whole = tree.ancestorsOf(line.value).find((value) => shown.has(value));
    byWhole.set(whole, [...(byWhole.get(whole) ?? []), line]);
  }
  const below = (whole?: string): readonly Line[] =>
    (byWhole.get(whole) ?? []).flatMap((line) => [line, ...below(line.value)]);
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
