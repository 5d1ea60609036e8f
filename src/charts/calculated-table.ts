import { printInWords } from '../language/print.js';
import { labelOf } from '../model/category.js';
import type { ChartTable } from '../model/chart.js';
import type { Field } from '../model/dataset.js';
import { exact } from '../model/exact.js';
import { coreOperations } from '../model/operations/core.js';
import { statistics } from '../model/operations/statistics.js';
import type { Operand, Quantity } from '../model/quantity.js';
import type { TableCell } from '../model/table-parts.js';
import { isPart } from './composite/parts.js';
import { markLegend, symbolLegend } from './ledger.js';
import { rowsBehind } from './provenance/members.js';
import type { CalculatedChannel, CalculatedNumber } from './provenance/numbers.js';
import { rowField } from './rows.js';
import { type TableInput, tableEntries } from './table.js';

/** A line of the table: what its numbers are of, and the number of each column. */
interface Line {
  readonly keys: Readonly<Record<string, string>>;
  readonly numbers: Map<string, CalculatedNumber>;
}

/**
 * Returns the table of a chart that draws numbers which it calculated: a line for each place where one stands, with the
 * categories that it is of, and a column for each kind of number. Undefined where the chart draws none.
 */
export function calculatedTable(
  channels: readonly CalculatedChannel[],
  { dataset, language }: Pick<TableInput, 'dataset' | 'language'>,
): ChartTable | undefined {
  const shown = channels.filter(({ numbers }) => numbers.length > 0);
  const measures = measuresOfParts(shown);
  const told = shown.map((channel) => ({
    ...channel,
    title: partTitle(channel, measures, language) ?? channel.title,
  }));
  const titles = inReadingOrder(told);
  const dimensions = dataset.fields.filter(({ role }) => role === 'dimension');
  const lines = new Map<string, Line>();
  for (const { title, numbers } of told) {
    for (const number of numbers) {
      const keys = keysOf(number, dimensions, dataset.rows);
      const key = JSON.stringify(keys);
      const line = lines.get(key) ?? { keys, numbers: new Map<string, CalculatedNumber>() };
      lines.set(key, line);
      line.numbers.set(title, number);
    }
  }
  const all = [...lines.values()];
  const [stub, ...others] = shownOf(dimensions, all);
  if (all.length === 0 || stub === undefined) return undefined;
  const hasCount = all.some((line) => countOf(line) !== undefined);
  const rows = inOrder(all, [stub, ...others]).map(({ keys, numbers }) => ({
    label: labelIn(stub, keys),
    total: keys[stub.name] === stub.total,
    cells: [
      ...others.map((field): TableCell => ({ kind: 'text', text: labelIn(field, keys) })),
      ...(hasCount ? [countCell({ keys, numbers }, language)] : []),
      ...titles.map((title): TableCell => {
        const quantity = numbers.get(title)?.quantity;
        // What lies beyond the whiskers has no quartiles, and a box has no single number.
        if (quantity === undefined && measures.size > 0) return { kind: 'text', text: '' };
        if (quantity === undefined) return { kind: 'text', text: language.message('chart.no-figure') };
        return { kind: 'value', entry: printInWords(quantity, 'table', language) };
      }),
    ],
  }));
  const entries = tableEntries({ rows });
  return {
    stub: stub.title,
    columns: [
      ...others.map(({ title }) => ({ label: title, total: false, align: 'left' as const })),
      ...[...(hasCount ? [language.message('chart.part.count')] : []), ...titles].map((title) => ({
        label: title,
        total: false,
        align: 'right' as const,
      })),
    ],
    rows,
    legend: [...symbolLegend(entries), ...markLegend(entries, language)],
  };
}

/** Of how many numbers the statistics of a line are; undefined where it has none. */
function countOf({ numbers }: Line): Quantity | undefined {
  const described = [...numbers.values()].flatMap(({ quantity }) =>
    quantity === undefined ? [] : countedIn(quantity),
  );
  const [most] = described.toSorted((a, b) => b.cells.length - a.cells.length);
  const [first] = [...numbers.values()].flatMap(({ quantity }) => quantity ?? []);
  if (most === undefined || first === undefined) return undefined;
  const { dataset, illustrative, at } = first;
  return {
    ...{ kind: 'quantity', operation: 'count', unit: '', digits: 0, dataset, illustrative, at },
    value: exact(most.cells.length),
    cells: most.cells,
  };
}

/** The statistics in a calculation, itself or among its operands. */
function countedIn(of: Operand): readonly Operand[] {
  return Object.hasOwn(statistics, of.operation) ? [of] : (of.operands ?? []).flatMap(countedIn);
}

function countCell(line: Line, language: TableInput['language']): TableCell {
  const quantity = countOf(line);
  if (quantity === undefined) return { kind: 'text', text: '' };
  return { kind: 'value', entry: printInWords(quantity, 'table', language) };
}

/** What each part of a composite mark is a statistic of: the title of its axis, which its other end shares. */
function measuresOfParts(
  channels: readonly CalculatedChannel[],
): ReadonlyMap<CalculatedChannel['unit'], string> {
  const found = new Map<CalculatedChannel['unit'], string>();
  for (const { unit, title } of channels) if (isPart(unit) && !found.has(unit)) found.set(unit, title);
  return found;
}

/** The parts of composite marks by their fields, in the order in which a reader goes from the least to the greatest. */
const parts = [
  '__lower_whisker',
  '__lower',
  '__lower_box',
  '__median',
  '__upper_box',
  '__upper',
  '__upper_whisker',
] as const;

/** What a number of a composite mark is, besides what it is of. */
function partTitle(
  { unit, key, title, numbers }: CalculatedChannel,
  measures: ReadonlyMap<CalculatedChannel['unit'], string>,
  language: TableInput['language'],
): string | undefined {
  const part = parts.find((name) => name === key);
  const id = isPart(unit) ? (part ?? 'beyond') : undefined;
  if (id === undefined) return undefined;
  const name =
    endTitle(numbers, language) ??
    language.message(`chart.part.${id.replace('__', '').replace('_', '-') as PartMessage}`);
  const isOneOfSeveral = new Set(measures.values()).size > 1;
  return isOneOfSeveral
    ? language.message('chart.part.of', { part: name, title: measures.get(unit) ?? title })
    : name;
}

/** The end of an error bar is so far from the middle: which, and how far, is said by what was calculated. */
function endTitle(
  numbers: CalculatedChannel['numbers'],
  language: TableInput['language'],
): string | undefined {
  const quantity = numbers.find((each) => each.quantity !== undefined)?.quantity;
  const [center, distance] = (quantity?.operands ?? []).map(
    ({ operation }) => coreOperations[operation as keyof typeof coreOperations]?.explained?.name,
  );
  if (quantity === undefined || center === undefined || distance === undefined) return undefined;
  const names = { center: language.message(center), distance: language.message(distance).toLowerCase() };
  if (quantity.operation === 'difference') return language.message('chart.part.less', names);
  return quantity.operation === 'sum' ? language.message('chart.part.plus', names) : undefined;
}

type PartMessage =
  | 'lower-whisker'
  | 'lower'
  | 'lower-box'
  | 'median'
  | 'upper-box'
  | 'upper'
  | 'upper-whisker'
  | 'beyond';

/** The titles of the columns, each once: parts of a composite mark from the least number to the greatest. */
function inReadingOrder(channels: readonly CalculatedChannel[]): readonly string[] {
  const rank = ({ unit, key }: CalculatedChannel): number => {
    const place = (parts as readonly string[]).indexOf(key);
    return !isPart(unit) ? -1 : place < 0 ? parts.length : place;
  };
  return [...new Set(channels.toSorted((a, b) => rank(a) - rank(b)).map(({ title }) => title))];
}

/** The categories that a number is of: those that all rows behind it share, unless they are a single one. */
function keysOf(
  { datum }: CalculatedNumber,
  dimensions: readonly Field[],
  rows: TableInput['dataset']['rows'],
): Readonly<Record<string, string>> {
  const own = rows[Number(datum[rowField] ?? Number.NaN)];
  const behind = own === undefined ? rowsBehind(datum).flatMap((index) => rows[index] ?? []) : [own];
  return Object.fromEntries(
    dimensions.flatMap(({ name }) => {
      const values = new Set(behind.map(({ keys }) => keys[name] ?? ''));
      const [only] = values;
      return values.size === 1 && only !== undefined ? [[name, only]] : [];
    }),
  );
}

/** The dimensions that tell the lines apart, the one with most categories first; of a single line any that it has. */
function shownOf(dimensions: readonly Field[], lines: readonly Line[]): readonly Field[] {
  const count = ({ name }: Field): number => new Set(lines.map(({ keys }) => keys[name])).size;
  const apart = dimensions.filter((field) => count(field) > 1);
  const found =
    apart.length > 0 ? apart : dimensions.filter(({ name }) => lines[0]?.keys[name] !== undefined);
  return found.toSorted((a, b) => count(b) - count(a));
}

const labelIn = (field: Field, keys: Readonly<Record<string, string>>): string => {
  const value = keys[field.name];
  return value === undefined ? '' : labelOf(field, value);
};

function inOrder(lines: readonly Line[], fields: readonly Field[]): readonly Line[] {
  const rank = ({ keys }: Line, { name, categories }: Field): number =>
    categories.findIndex(({ value }) => value === keys[name]);
  return lines.toSorted((a, b) => {
    const steps = fields.map((field) => rank(a, field) - rank(b, field));
    return steps.find((step) => step !== 0) ?? 0;
  });
}
