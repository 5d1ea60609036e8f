import type { Position } from '../diagnostics.js';
import type { Language } from '../language/language.js';
import { type PrintQuantity, printInWords, printQuantity } from '../language/print.js';
import type { ChartTable } from '../model/chart/chart.js';
import { byRanks } from '../model/chart/extremes.js';
import { labelOf } from '../model/dataset/category.js';
import { cellQuantity } from '../model/dataset/cell.js';
import type { Field, PublishedDataset, Row } from '../model/dataset/dataset.js';
import { bracketed, marks } from '../model/dataset/missing.js';
import { ownOf } from '../model/own.js';
import type { LedgerEntry } from '../model/quantity.js';
import { isExact } from '../model/quantity.js';
import type { LegendEntry, TableCell, TableColumn, TableRow } from '../model/tree/table-parts.js';
import type { Layout } from './compose/composition.js';
import { drawnOrder } from './compose/order.js';
import { attributeOf, printAttribute, rowField } from './rows.js';
import { isObject, type JsonObject, objectsIn, toArray } from './spec.js';
import { isTime } from './times.js';
import { encodedField, type Unit, valuesOf } from './unit.js';

/** What a chart was drawn from. */
export interface TableInput {
  readonly spec: JsonObject;
  readonly units: readonly Unit[];
  readonly layout: Pick<Layout, 'drawn' | 'shown'>;
  /** Rows besides those drawn: the missing cells between them. */
  readonly gaps: readonly Row[];
  readonly dataset: PublishedDataset;
  readonly language: Language;
  readonly at: Position;
  /** Takes down of which row each number is. */
  readonly rowsOf?: Map<LedgerEntry, Row>;
  /** True for a line for each row in any case, so that tables of several datasets can be one. */
  readonly isList?: boolean;
}

/** Columns of numbers that fit beside one another on a page, and those that have room for words in their cells. */
const mostColumns = 10;
const wordyColumns = 4;

/** Returns the table of a chart; undefined when nothing that it draws is a row of its dataset. */
export function chartTable(input: TableInput): ChartTable | undefined {
  const rows = shownRows(input);
  const dimensions = shownDimensions(rows, input);
  const measures = shownFields('measure', input);
  const attributes = shownFields('attribute', input);
  const [first, second, ...others] = dimensions;
  const [measure, ...otherMeasures] = measures;
  if (rows.length === 0 || first === undefined || measures.length + attributes.length === 0) return undefined;
  const isCross = others.length === 0 && otherMeasures.length === 0 && attributes.length === 0;
  if (second !== undefined && measure !== undefined && isCross && input.isList !== true) {
    const columns = second.values.length > mostColumns ? first : second;
    const cross = { stub: columns === second ? first : second, columns, measure };
    if (columns.values.length <= mostColumns) return crossTable(cross, rows, input);
  }
  return listTable(dimensions, attributes, measures, rows, input);
}

/** Every number of a table. */
export function tableEntries(table: Pick<ChartTable, 'rows'> | undefined): readonly LedgerEntry[] {
  const cells = table?.rows.flatMap((row) => row.cells) ?? [];
  return cells.flatMap((cell) => (cell.kind === 'value' ? [cell.entry] : []));
}

/** A dimension and the categories of it that are drawn, in their order. */
interface Shown {
  readonly field: Field;
  readonly values: readonly string[];
}

function shownRows({ layout, gaps, dataset }: TableInput): readonly Row[] {
  const indexes = Object.values(layout.drawn).flatMap((datums) => datums.map((datum) => datum[rowField]));
  const drawn = new Set(indexes.flatMap((index) => dataset.rows[Number(index)] ?? []));
  return dataset.rows.filter((row) => drawn.has(row) || gaps.includes(row));
}

/** Channels in the order in which a reader looks for what a row is. */
const readingOrder = [
  'y',
  'x',
  'row',
  'facet',
  'column',
  'color',
  'fill',
  'stroke',
  'detail',
  'shape',
  'text',
];

/** The dimensions that the chart shows, and those that tell its rows apart although it does not name them. */
function shownDimensions(rows: readonly Row[], input: TableInput): readonly Shown[] {
  const { units, layout, dataset } = input;
  const drawnOf = ({ name }: Field): ReadonlySet<string> => new Set(rows.map((row) => row.keys[name] ?? ''));
  const found = new Map<Field, readonly string[]>();
  for (const name of readingOrder) {
    for (const { channels } of units) {
      const channel = channels[name];
      const field = encodedField(channel?.definition, dataset.fields);
      if (channel === undefined || field?.role !== 'dimension' || found.has(field)) continue;
      const values = drawnOf(field);
      const order = drawnOrder(channel, field, { units, layout: { drawn: layout.drawn }, dataset });
      // A total is drawn only where the chart asks for it; then it stands last.
      const all = field.total === undefined || order.includes(field.total) ? order : [...order, field.total];
      found.set(
        field,
        all.filter((value) => values.has(value) || isTimeShown(field, value, input)),
      );
    }
  }
  for (const field of dataset.fields) {
    if (field.role !== 'dimension' || found.has(field) || drawnOf(field).size < 2) continue;
    const values = drawnOf(field);
    found.set(
      field,
      valuesOf(field).filter((value) => values.has(value)),
    );
  }
  return [...found].map(([field, values]) => ({ field, values }));
}

/** A year or day for which there is no row stands in the table as it does on the axis. */
function isTimeShown(field: Field, value: string, { layout }: TableInput): boolean {
  const isOwn = field.categories.some((category) => category.value === value);
  return isTime(field) && isOwn && ownOf(layout.shown, field.name)?.includes(value) === true;
}

/** The fields of a role that the chart encodes or folds, each once, in the order of its layers. */
function shownFields(role: 'measure' | 'attribute', { units, spec, dataset }: TableInput): readonly Field[] {
  const encoded = units.flatMap(({ channels }) =>
    Object.values(channels).flatMap(({ definition }) => [definition.field, conditionField(definition)]),
  );
  // What `fold` transforms lay one under the other is there too.
  const names = [...encoded, ...objectsIn(spec).flatMap(({ object }) => toArray(object.fold))];
  const found = names.flatMap((name) => dataset.fields.find((field) => field.name === name) ?? []);
  return [...new Set(found)].filter((field) => field.role === role);
}

function conditionField({ condition }: JsonObject): unknown {
  return isObject(condition) ? condition.field : undefined;
}

/** One measure by two dimensions. */
function crossTable(
  { stub, columns, measure }: { readonly stub: Shown; readonly columns: Shown; readonly measure: Field },
  rows: readonly Row[],
  input: TableInput,
): ChartTable {
  const print = columns.values.length > wordyColumns ? printQuantity : printInWords;
  return withLegend(
    {
      stub: stub.field.title,
      columns: columns.values.map((value) => ({
        label: labelOf(columns.field, value),
        total: value === columns.field.total,
        align: 'right',
      })),
      rows: stub.values.map((key) => ({
        label: labelOf(stub.field, key),
        total: key === stub.field.total,
        cells: columns.values.map((column): TableCell => {
          const row = rows.find(
            ({ keys }) => keys[stub.field.name] === key && keys[columns.field.name] === column,
          );
          return row === undefined ? noFigure(input) : numberCell(row, measure, print, input);
        }),
      })),
    },
    input.language,
  );
}

/** A line for each row: the dimension that tells most rows apart first, then the others, then words, then numbers. */
function listTable(
  dimensions: readonly Shown[],
  attributes: readonly Field[],
  measures: readonly Field[],
  rows: readonly Row[],
  input: TableInput,
): ChartTable {
  const stub = dimensions.toSorted((a, b) => b.values.length - a.values.length)[0];
  if (stub === undefined) throw new Error('A table has a dimension');
  const others = dimensions.filter((shown) => shown !== stub);
  const units = new Set(measures.map(({ unit }) => unit));
  const isCode = ({ categories, type }: Field): boolean => categories.length === 0 && type !== 'date';
  const words = [
    ...attributes.filter(isCode),
    ...others.map(({ field }) => field),
    ...attributes.filter((field) => !isCode(field)),
  ];
  return withLegend(
    {
      stub: stub.field.title,
      columns: [
        ...words.map(({ title }): TableColumn => ({ label: title, total: false, align: 'left' })),
        ...measures.map(({ title, unit }): TableColumn => {
          const own = units.size > 1 && unit !== undefined ? { unit } : {};
          return { label: title, ...own, total: false, align: 'right' };
        }),
      ],
      rows: inOrder(withAbsent(rows, dimensions), dimensions).map((line) => ({
        label: labelOf(stub.field, line.keys[stub.field.name] ?? ''),
        total: line.keys[stub.field.name] === stub.field.total,
        cells: [
          ...words.map((field) => wordCell(field, line, input)),
          ...measures.map((measure) =>
            line.row === undefined ? noFigure(input) : numberCell(line.row, measure, printInWords, input),
          ),
        ],
      })),
    },
    input.language,
  );
}

/** A line of a list: a row, or the keys of one that the data do not have. */
interface Line {
  readonly keys: Row['keys'];
  readonly row?: Row;
}

/** The rows, and for all that has a row at some time a line at each time that is shown. */
function withAbsent(rows: readonly Row[], dimensions: readonly Shown[]): readonly Line[] {
  const lines = rows.map((row): Line => ({ keys: row.keys, row }));
  const time = dimensions.find(({ field }) => isTime(field));
  if (time === undefined) return lines;
  const names = dimensions.map(({ field }) => field.name);
  const keysText = (keys: Row['keys']): string => JSON.stringify(names.map((name) => keys[name]));
  const known = new Set(rows.map(({ keys }) => keysText(keys)));
  const places = new Map(rows.map(({ keys }) => [keysText({ ...keys, [time.field.name]: '' }), keys]));
  const absent = [...places.values()].flatMap((keys) =>
    time.values
      .filter((value) => value !== time.field.total)
      .map((value) => ({ keys: { ...keys, [time.field.name]: value } }))
      .filter((line) => !known.has(keysText(line.keys))),
  );
  return [...lines, ...absent];
}

/** The cell of a row that the data do not have. */
function noFigure({ language }: TableInput): TableCell {
  return { kind: 'text', text: language.message('chart.no-figure') };
}

function inOrder(lines: readonly Line[], dimensions: readonly Shown[]): readonly Line[] {
  const ranks = dimensions.map(({ field, values }) => ({
    name: field.name,
    rank: new Map(values.map((value, index) => [value, index])),
  }));
  const ranksOf = ({ keys }: Line): readonly number[] =>
    ranks.map(({ name, rank }) => rank.get(keys[name] ?? '') ?? 0);
  return lines.toSorted((a, b) => byRanks(ranksOf(a), ranksOf(b)));
}

function wordCell(field: Field, { keys, row }: Line, input: TableInput): TableCell {
  if (field.role === 'dimension') return { kind: 'text', text: labelOf(field, keys[field.name] ?? '') };
  if (row === undefined) return noFigure(input);
  const text = attributeOf(row, field);
  return { kind: 'text', text: text === undefined ? '' : printAttribute(text, field, input.language) };
}

/** A table with what the symbols and marks among its numbers mean. */
export function withLegend(table: Omit<ChartTable, 'legend'>, language: Language): ChartTable {
  const entries = tableEntries(table);
  return { ...table, legend: [...symbolLegend(entries), ...markLegend(entries, language)] };
}

/** A number with its cell; a missing one as a symbol or in words. */
function numberCell(
  row: Row,
  measure: Field,
  print: PrintQuantity,
  { dataset, language, at, rowsOf }: TableInput,
): TableCell {
  const quantity = cellQuantity(dataset, row, measure, at);
  if (quantity === undefined) return { kind: 'text', text: '' };
  const entry = print(quantity, 'table', language);
  rowsOf?.set(entry, row);
  return { kind: 'value', entry };
}

/**
 * The tables of what a chart draws. Of several datasets it is one table where their lines are of the same categories, a
 * column for each number; else one a dataset, headed by its title.
 */
export function tablesOf<Drawn extends { readonly dataset: PublishedDataset }>(
  drawn: readonly Drawn[],
  tableOf: (drawn: Drawn, isList: boolean) => ChartTable | undefined,
  language: Language,
): readonly ChartTable[] {
  const made = (isList: boolean): readonly ChartTable[] =>
    drawn.flatMap((each) => {
      const table = tableOf(each, isList);
      return table === undefined ? [] : [{ ...table, title: each.dataset.title }];
    });
  const [only, ...others] = made(drawn.length > 1);
  if (only === undefined) return [];
  if (others.length === 0) {
    const { title: _, ...table } = only;
    return [table];
  }
  const united = unitedTable([only, ...others], language);
  return united === undefined ? made(false) : [united];
}

/** The columns of categories that stand before the numbers. */
const wordsOf = ({ columns }: ChartTable): readonly TableColumn[] =>
  columns.filter(({ align }) => align === 'left');

/** What a line is of: its label and its words. */
const lineKey = (table: ChartTable, { label, cells }: TableRow): string =>
  JSON.stringify([label, ...wordsOf(table).map((_, index) => textOf(cells[index]))]);

const textOf = (cell: TableCell | undefined): string => (cell?.kind === 'text' ? cell.text : '');

/** One table of those whose lines are told apart by the same columns; undefined where they are not. */
function unitedTable(tables: readonly ChartTable[], language: Language): ChartTable | undefined {
  const [first] = tables;
  if (first === undefined) return undefined;
  const headOf = (table: ChartTable): string =>
    JSON.stringify([table.stub, ...wordsOf(table).map(({ label }) => label)]);
  const words = wordsOf(first).length;
  const keys = tables.map((table) => table.rows.map((row) => lineKey(table, row)));
  const isUnited =
    tables.every((table) => headOf(table) === headOf(first)) &&
    keys.every((own) => new Set(own).size === own.length) &&
    keys.every((own) => own.some((key) => keys[0]?.includes(key)));
  if (!isUnited) return undefined;
  const numbers = tables.map((table) => table.columns.slice(words));
  const heads = numbers.flatMap((columns) => columns.map(({ label }) => label));
  const columns = tables.flatMap(({ title = '' }, index) =>
    (numbers[index] ?? []).map((column) =>
      heads.filter((label) => label === column.label).length > 1
        ? { ...column, label: `${column.label} (${title})` }
        : column,
    ),
  );
  const nothing: TableCell = { kind: 'text', text: language.message('chart.not-drawn') };
  const rows = allLines(tables).map(({ key, row }) => ({
    ...row,
    cells: [
      ...row.cells.slice(0, words),
      ...tables.flatMap((table, index) => {
        const own = table.rows.find((each) => lineKey(table, each) === key);
        return own?.cells.slice(words) ?? (numbers[index] ?? []).map(() => nothing);
      }),
    ],
  }));
  const legend = tables.flatMap((table) => table.legend);
  const { title: _, ...around } = first;
  return {
    ...around,
    columns: [...wordsOf(first), ...columns],
    rows,
    legend: [...new Map(legend.map((each) => [JSON.stringify(each), each])).values()],
  };
}

/** The lines of all tables, each where its own table has it. */
function allLines(
  tables: readonly ChartTable[],
): readonly { readonly key: string; readonly row: TableRow }[] {
  const lines: { readonly key: string; readonly row: TableRow }[] = [];
  for (const table of tables) {
    let place = 0;
    for (const row of table.rows) {
      const key = lineKey(table, row);
      const known = lines.findIndex((line) => line.key === key);
      if (known < 0) lines.splice(place, 0, { key, row });
      place = known < 0 ? place + 1 : known + 1;
    }
  }
  return lines;
}

/** What the symbols of missing values among the labels mean, each once, in drawing order. */
export function symbolLegend(labels: readonly LedgerEntry[]): readonly LegendEntry[] {
  const meanings = new Map<string, string>();
  for (const { text, quantity } of labels) {
    const { value } = quantity;
    if (!isExact(value) && text === value.symbol) meanings.set(value.symbol, value.meaning);
  }
  return [...meanings].map(([symbol, meaning]) => ({ symbol, meaning }));
}

/** What the marks beside the numbers of a table mean, in the order in which marks are printed. */
export function markLegend(entries: readonly LedgerEntry[], language: Language): readonly LegendEntry[] {
  const used = new Set(entries.flatMap(({ quantity }) => quantity.marks ?? []));
  return marks
    .filter((mark) => used.has(mark))
    .map((mark) => ({ symbol: bracketed(mark), meaning: language.message(`mark.${mark}`) }));
}
