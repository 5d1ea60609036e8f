import type { Language } from '../../language/language.js';
import { additionNotes, leftOut, type ShownField } from '../../language/left-out.js';
import { aloneOf } from '../../language/nouns.js';
import { add, compare, type Exact, hundred, roundScaled, zero } from '../../model/exact.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import { columnWidths, dataTableNode } from '../../model/tree/data-table.js';
import type { TableRow } from '../../model/tree/table-parts.js';
import { titleSaysUnit } from '../../model/unit.js';
import { allow } from '../guards/exception-book.js';
import { excepting } from '../guards/exceptions.js';
import type { TableBlock } from '../printable.js';
import { refuseUnknownArguments } from '../selection/filters.js';
import type { Call } from './call.js';
import { datasetOf } from './cell-helpers.js';
import type { HelperDefinition } from './definition.js';
import { fail } from './problem.js';
import { arrangeTable } from './table/arrange.js';
import { shownOf, type TableArrangement } from './table/arrangement.js';
import { type FilledTable, fillRows } from './table/fill.js';
import { legendOf, notesOf, subtitleOf } from './table/surroundings.js';

/** The argument of figures and tables that are to stay where they are written, on paper too. */
export const here = 'here';

const fieldLists = ['rows', 'columns'];
const parameters = [
  ...fieldLists,
  'measure',
  'caption',
  'id',
  'sort',
  'shares',
  'change',
  'percent-change',
  'subtotals',
  'digits',
  'from',
  'to',
  'level',
  'widths',
  here,
  allow,
];

/** An id as it may stand in `{#id}`, `id=` and `name:`. */
export const idPattern = /^[a-z][a-z0-9-]*$/;

/** The id that a call asks for, checked, else `fallback`. */
export function idOf(call: Call, fallback: string): string {
  const id = call.text('id') ?? fallback;
  if (idPattern.test(id)) return id;
  return fail('content/argument.letter', call.hashAt('id'), { id });
}

/** `{{table "cases" rows="offence" columns="year" caption="..." id="tbl-cases"}}`: a table of a dataset. */
export const table: HelperDefinition = {
  name: 'table',
  first: 'dataset',
  arity: [1, 1],
  parameters,
  fieldLists,
  run: excepting(['small-base', 'counts', 'beyond-whole'], (call, scope): TableBlock => {
    const dataset = datasetOf(call, scope);
    refuseUnknownArguments(call, dataset, parameters);
    if (call.hash.caption === '') {
      fail('content/argument.caption', call.hashAt('caption'));
    }
    const arrangement = arrangeTable(call, dataset, scope.language);
    const filled = fillRows(call, arrangement, scope);
    const caption = call.text('caption') ?? dataset.title;
    const below = subtitleOf(asPrinted(arrangement, filled), scope.language);
    const head = caption.includes(below.subtitle ?? '') ? {} : below;
    const node = dataTableNode({
      id: idOf(call, `tbl-${dataset.name}`),
      caption,
      ...head,
      stub: stubOf(arrangement, scope.language),
      columns: arrangement.columns.map(({ label, groups, unit, total, measure }, index) => ({
        label,
        ...(groups.length === 0 ? {} : { groups }),
        ...(filled.notes.columns[index]?.length ? { letters: filled.notes.columns[index] } : {}),
        ...(unit === undefined ||
        filled.mixed.has(index) ||
        (label === measure.title && titleSaysUnit(measure))
          ? {}
          : { unit: aloneOf(unit, scope.language) }),
        total,
        align: 'right',
      })),
      rows: filled.rows,
      notes: [
        ...leftOut(dataset, filled.used, scope.language, `${caption} ${head.subtitle ?? ''}`),
        ...notesOf(dataset, filled.used, filled.notes.general),
        ...additionNotes(
          shownIn(arrangement),
          arrangement.columns.map(({ measure }) => measure),
          scope.language,
        ),
        ...roundingNote(arrangement, filled, scope.language),
      ],
      lettered: filled.notes.lettered,
      legend: legendOf(filled.rows, scope.language),
      sources: dataset.sources,
      illustrative: dataset.illustrative,
      stays: call.flag(here),
      widths: widthsOf(call, arrangement.columns.length + 1),
      at: call.at,
    });
    return { kind: 'table', node };
  }),
};

/** The widths of the columns, where the call names them. */
function widthsOf(call: Call, count: number): readonly number[] | undefined {
  const widths = call.text('widths');
  if (widths === undefined) return undefined;
  return (
    columnWidths(widths, count) ?? fail('content/argument.widths', call.hashAt('widths'), { widths, count })
  );
}

/** The head of the first column: what its rows are, and what they are grouped by. */
const stubOf = ({ groupFields, rowField }: TableArrangement, language: Language): string =>
  language.labels([...groupFields, rowField].map(({ title }) => title));

/** The categories of each field along which the table is laid out. */
const shownIn = (arrangement: TableArrangement): readonly ShownField[] =>
  [...arrangement.groupFields, arrangement.rowField, ...arrangement.columnFields].map((field) => ({
    field,
    values: shownOf(arrangement, field) ?? [],
  }));

/** An arrangement whose shares are all printed as fractions, "3 of 7", shows counts and no per cent. */
function asPrinted(arrangement: TableArrangement, { rows }: FilledTable): TableArrangement {
  const columns = arrangement.columns.map((column, index) => {
    const cells = rows.flatMap((row) => row.cells[index] ?? []);
    const isFraction = cells.some(
      (cell) => cell.kind === 'value' && cell.entry.quantity.fraction !== undefined,
    );
    return column.shows === 'share' && isFraction ? { ...column, shows: 'value' as const } : column;
  });
  return columns.some(({ shows }) => shows === 'share') ? arrangement : { ...arrangement, columns };
}

/** What the table says of its shares where the printed ones do not add up to 100. */
function roundingNote(arrangement: TableArrangement, { rows }: FilledTable, language: Language): string[] {
  const rounded = [...downColumns(arrangement, rows), ...alongRows(arrangement, rows)].some((quantities) => {
    if (quantities.some(({ fraction }) => fraction !== undefined)) return false;
    const shares = quantities.map(({ value }) => value).filter(isExact);
    return roundingShows(shares, quantities[0]?.digits ?? 0);
  });
  return rounded ? [language.message('content.shares-rounded')] : [];
}

/** The shares of each total of a column: the rows of each group. */
function downColumns({ columns }: TableArrangement, rows: readonly TableRow[]): readonly Quantity[][] {
  const parts = rows.filter(({ total, indent }) => !total && indent === undefined);
  const groups = [...new Set(parts.map(({ group }) => group))];
  return columns.flatMap(({ shows }, index) =>
    shows === 'share'
      ? groups.map((group) =>
          parts.filter((row) => row.group === group).flatMap((row) => quantityIn(row, index)),
        )
      : [],
  );
}

/** The shares of each total of a row. */
function alongRows({ columns }: TableArrangement, rows: readonly TableRow[]): readonly Quantity[][] {
  const wholes = columns.map(({ shows, of }) => (shows === 'share-of-row' ? JSON.stringify(of) : undefined));
  return [...new Set(wholes)]
    .filter((whole) => whole !== undefined)
    .flatMap((whole) =>
      rows.map((row) => wholes.flatMap((each, index) => (each === whole ? quantityIn(row, index) : []))),
    );
}

function quantityIn({ cells }: TableRow, index: number): readonly Quantity[] {
  const cell = cells[index];
  return cell?.kind === 'value' ? [cell.entry.quantity] : [];
}

/**
 * True when shares add up to 100 exactly and their printed figures do not, because each was rounded on its own. Shares
 * of a part of the whole do not claim to add up to 100, whatever they come to.
 *
 * @param shares In per cent, exact.
 * @param digits The decimals that they are printed with.
 */
export function roundingShows(shares: readonly Exact[], digits: number): boolean {
  if (compare(shares.reduce(add, zero), hundred) !== 0) return false;
  const printed = shares.reduce((total, share) => total + roundScaled(share, digits), 0n);
  return printed !== roundScaled(hundred, digits);
}
