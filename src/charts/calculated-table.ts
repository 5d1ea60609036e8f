import { printInWords } from '../language/print.js';
import { labelOf } from '../model/category.js';
import type { ChartTable } from '../model/chart.js';
import type { Field } from '../model/dataset.js';
import type { TableCell } from '../model/table-parts.js';
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
  const told = channels.filter(({ numbers }) => numbers.length > 0);
  const titles = [...new Set(told.map(({ title }) => title))];
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
  const rows = inOrder(all, [stub, ...others]).map(({ keys, numbers }) => ({
    label: labelIn(stub, keys),
    total: keys[stub.name] === stub.total,
    cells: [
      ...others.map((field): TableCell => ({ kind: 'text', text: labelIn(field, keys) })),
      ...titles.map((title): TableCell => {
        const quantity = numbers.get(title)?.quantity;
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
      ...titles.map((title) => ({ label: title, total: false, align: 'right' as const })),
    ],
    rows,
    legend: [...symbolLegend(entries), ...markLegend(entries, language)],
  };
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
