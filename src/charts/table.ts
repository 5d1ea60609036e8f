import type { Position } from '../diagnostics.js';
import type { Language } from '../language/language.js';
import { type PrintQuantity, printInWords, printQuantity } from '../language/print.js';
import type { ChartTable } from '../model/chart/chart.js';
import { labelOf } from '../model/dataset/category.js';
import { cellQuantity } from '../model/dataset/cell.js';
import type { Field, PublishedDataset, Row } from '../model/dataset/dataset.js';
import { ownOf } from '../model/own.js';
import type { LedgerEntry } from '../model/quantity.js';
import type { TableCell, TableColumn } from '../model/tree/table-parts.js';
import type { Layout } from './compose/composition.js';
import { drawnOrder } from './compose/order.js';
import { isTime } from './compose/time-labels.js';
import { markLegend, symbolLegend } from './ledger.js';
import { attributeOf, printAttribute, rowField } from './rows.js';
import { isObject, type JsonObject, objectsIn, toArray } from './spec.js';
import { encodedField, type Unit } from './unit.js';

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
  const valuesOf = ({ name }: Field): ReadonlySet<string> => new Set(rows.map((row) => row.keys[name] ?? ''));
  const found = new Map<Field, readonly string[]>();
  for (const name of readingOrder) {
    for (const { channels } of units) {
      const channel = channels[name];
      const field = encodedField(channel?.definition, dataset.fields);
      if (channel === undefined || field?.role !== 'dimension' || found.has(field)) continue;
      const values = valuesOf(field);
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
    if (field.role !== 'dimension' || found.has(field) || valuesOf(field).size < 2) continue;
    const values = valuesOf(field);
    found.set(
      field,
      field.categories.map(({ value }) => value).filter((value) => values.has(value)),
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
  return lines.toSorted((a, b) => {
    const steps = ranks.map(
      ({ name, rank }) => (rank.get(a.keys[name] ?? '') ?? 0) - (rank.get(b.keys[name] ?? '') ?? 0),
    );
    return steps.find((step) => step !== 0) ?? 0;
  });
}

function wordCell(field: Field, { keys, row }: Line, input: TableInput): TableCell {
  if (field.role === 'dimension') return { kind: 'text', text: labelOf(field, keys[field.name] ?? '') };
  if (row === undefined) return noFigure(input);
  const text = attributeOf(row, field);
  return { kind: 'text', text: text === undefined ? '' : printAttribute(text, field, input.language) };
}

function withLegend(table: Omit<ChartTable, 'legend'>, language: Language): ChartTable {
  const entries = tableEntries(table);
  return { ...table, legend: [...symbolLegend(entries), ...markLegend(entries, language)] };
}

/** A number with its cell; a missing one as a symbol or in words. */
function numberCell(
  row: Row,
  measure: Field,
  print: PrintQuantity,
  { dataset, language, at }: TableInput,
): TableCell {
  const quantity = cellQuantity(dataset, row, measure, at);
  if (quantity === undefined) return { kind: 'text', text: '' };
  return { kind: 'value', entry: print(quantity, 'table', language) };
}
