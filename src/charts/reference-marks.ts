import type { Position } from '../diagnostics.js';
import type { Language } from '../language/language.js';
import { printQuantity } from '../language/print.js';
import type { ChartTable } from '../model/chart/chart.js';
import { labelOf } from '../model/dataset/category.js';
import type { PublishedDataset } from '../model/dataset/dataset.js';
import { hundred, toFractionText } from '../model/exact.js';
import type { Quantity } from '../model/quantity.js';
import { classed } from '../model/tree/classed-text.js';
import type { ChartNode } from '../model/tree/nodes.js';
import type { TableCell, TableRow } from '../model/tree/table-parts.js';
import { type Description, named, Speaker } from './alternative/telling.js';
import { dayOf } from './compose/temporal.js';
import { authorTitle } from './compose/titles.js';
import { axes, isObject, point } from './spec.js';
import { encodedField, type Unit } from './unit.js';

/** A place at which a chart draws a mark that stands for none of its rows. */
export interface DrawnConstant {
  readonly unit: Unit;
  readonly axis: 'x' | 'y';
  /** A number; or a day or year, as it is printed. */
  readonly at: Quantity | string;
  /** What is measured along the axis: the titles of measures, and those that the author gives. */
  readonly titles: readonly string[];
}

interface ConstantsInput {
  readonly chart: Pick<ChartNode, 'constants' | 'at'>;
  readonly dataset: PublishedDataset;
  readonly language: Language;
}

/**
 * The constants that the units of one plot draw, in their order. Zero is where an axis begins, and words that stand at a
 * place stand for no number.
 */
export function drawnConstants(units: readonly Unit[], input: ConstantsInput): readonly DrawnConstant[] {
  return units.flatMap((unit) =>
    axes.flatMap((axis): readonly DrawnConstant[] => {
      const channel = unit.channels[axis];
      const { datum } = channel?.definition ?? {};
      if (channel === undefined || datum === undefined || unit.mark === 'text') return [];
      const pointer = point(channel.pointer, 'datum');
      const stated = input.chart.constants?.find((each) => each.pointer === pointer)?.quantity;
      const at = stated ?? knownPlace(datum, axis, units, input);
      return at === undefined ? [] : [{ unit, axis, at, titles: titlesAlong(axis, units, input.dataset) }];
    }),
  );
}

/** What needs no source: a day, a year, and the whole of percentages. */
function knownPlace(
  datum: unknown,
  axis: 'x' | 'y',
  units: readonly Unit[],
  { dataset, language, chart }: ConstantsInput,
): DrawnConstant['at'] | undefined {
  const day = dayOf(datum);
  if (day !== undefined) {
    const [month, date] = [day.month, day.date].map((part) => String(part).padStart(2, '0'));
    return language.date(`${day.year}-${month}-${date}`);
  }
  if (isObject(datum)) return undefined;
  const fields = units.map(({ channels }) => encodedField(channels[axis]?.definition, dataset.fields));
  if (fields.some((field) => field?.type === 'year')) return String(datum);
  return Number(datum) === 100 ? wholeOf(dataset, language, chart.at) : undefined;
}

function wholeOf(dataset: PublishedDataset, language: Language, at: Position): Quantity {
  const source = language.message('chart.constant.whole-source');
  return {
    kind: 'quantity',
    value: hundred,
    unit: '%',
    dataset: dataset.name,
    cells: [],
    operation: 'declared',
    declared: { number: toFractionText(hundred), source },
    digits: 0,
    // It is drawn beside the numbers of the dataset, and says no more of the world than they do.
    illustrative: dataset.illustrative,
    at,
  };
}

function titlesAlong(axis: 'x' | 'y', units: readonly Unit[], { fields }: PublishedDataset): string[] {
  return units.flatMap(({ channels }) => {
    const { definition = {} } = channels[axis] ?? {};
    const field = encodedField(definition, fields);
    return [authorTitle(definition) ?? undefined, field?.title].filter((title) => title !== undefined);
  });
}

/** Each place once, whatever draws it. */
function distinct(constants: readonly DrawnConstant[]): readonly DrawnConstant[] {
  const keyOf = ({ axis, at }: DrawnConstant): string =>
    typeof at === 'string'
      ? `${axis} ${at}`
      : `${axis} ${at.unit} ${JSON.stringify([at.cells, at.operation, at.declared])}`;
  return [...new Map(constants.map((each) => [keyOf(each), each])).values()];
}

/** The table of a chart with a line for each constant that it draws; one of constants alone where there is no other. */
export function withConstants(
  table: ChartTable | undefined,
  constants: readonly DrawnConstant[],
  input: ConstantsInput,
): ChartTable | undefined {
  const drawn = distinct(constants);
  if (drawn.length === 0) return table;
  const { language } = input;
  const group = language.message('chart.constant.group');
  const column = { label: language.message('chart.constant.column'), total: false, align: 'right' as const };
  const { columns, ...around } = table ?? { stub: group, columns: [column], rows: [], legend: [] };
  const rows = drawn.map(
    (constant): TableRow => ({
      ...headOf(constant, input),
      group,
      total: false,
      cells: cellsOf(constant, columns, language),
    }),
  );
  return { ...around, columns, rows: [...around.rows, ...rows] };
}

/** What a constant is: whose number, and of what; of a cell its categories. */
function headOf(
  { at }: DrawnConstant,
  { dataset, language }: ConstantsInput,
): Pick<TableRow, 'label' | 'detail'> {
  if (typeof at === 'string') return { label: at };
  const { declared, unit, cells } = at;
  if (declared !== undefined) {
    const detail = language.message('chart.constant.declared', { source: declared.source });
    return unit === '%' && declared.source === language.message('chart.constant.whole-source')
      ? { label: language.message('chart.constant.whole') }
      : { label: unit, detail };
  }
  const categories = new Set(
    cells.flatMap(({ dataset: name, keys }) =>
      name === dataset.name
        ? dataset.fields.flatMap((field) => {
            const key = keys[field.name];
            return key === undefined || key === field.total ? [] : [labelOf(field, key)];
          })
        : Object.values(keys),
    ),
  );
  const measure = dataset.fields.find(({ name }) => name === cells[0]?.field);
  const detail = language.list([...categories]);
  return { label: measure?.title ?? unit, ...(detail === '' ? {} : { detail }) };
}

/** The number under every head that is of its axis, or under all where the heads are those of categories. */
function cellsOf(
  { at, titles }: DrawnConstant,
  columns: ChartTable['columns'],
  language: Language,
): TableCell[] {
  const isNumeric = ({ align }: ChartTable['columns'][number]): boolean => align === 'right';
  const own = columns.filter((column) => isNumeric(column) && titles.includes(column.label));
  const shown = own.length > 0 ? own : columns.filter(isNumeric);
  const last = shown.length > 0 ? shown : columns.slice(-1);
  return columns.map((column): TableCell => {
    if (typeof at === 'string' || !last.includes(column)) return { kind: 'text', text: '' };
    return { kind: 'value', entry: printQuantity(at, 'table', language) };
  });
}

/** What is said of constants to who does not see them. */
export function describeConstants(constants: readonly DrawnConstant[], input: ConstantsInput): Description {
  const { dataset, language, chart } = input;
  const speaker = new Speaker({ dataset, language, at: chart.at });
  const sentences = distinct(constants).map((constant) => {
    const { at } = constant;
    if (typeof at === 'string')
      return language.message('chart.constant.told-moment', { moment: classed(at, 'date') });
    const { label, detail } = headOf(constant, input);
    const what = named(detail === undefined ? label : `${label}, ${detail}`);
    return language.message('chart.constant.told', { number: speaker.quantity(at), what });
  });
  return speaker.finish(sentences);
}
