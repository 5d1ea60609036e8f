import { escaped } from '../../../../content/markdown/escape.js';
import { greatest } from '../../../../model/chart/extremes.js';
import { csvRow } from '../../../../model/csv-row.js';
import type { Dimension, Measure, Table } from '../match/tables.js';
import type { TableBlock } from '../read/blocks.js';

/** A table of a Word file that a dataset has. */
interface FoundTable {
  readonly table: Table;
  readonly measure: Measure;
  readonly rows: Dimension;
}

/** How a number is written. */
export type ReadNumber = (text: string) => number | undefined;

/** Numbers in digits alone, by the decimal mark of a language. */
export const numberReader =
  (decimal: string): ReadNumber =>
  (text) => {
    const plain = text.trim().replace(/\s*%$/, '');
    if (!/^[-−]?\d[\d.,\s\u00a0\u202f]*$/u.test(plain)) return undefined;
    const whole = plain.replace('−', '-').replace(decimal === '.' ? /[,\s]/g : /[.\s]/g, '');
    const value = Number(whole.replace(',', '.'));
    return Number.isNaN(value) ? undefined : value;
  };

/** The dataset that a table of categories by years is of: every number must be there, and the helper would print no other. */
export function findTable(
  { rows }: TableBlock,
  tables: readonly Table[],
  read: ReadNumber,
): FoundTable | undefined {
  const [head = [], ...body] = rows;
  const years = head.slice(1).map((text) => text.trim());
  if (years.length < 2 || body.length < 2 || !years.every((text) => /^(?:19|20)\d{2}$/.test(text)))
    return undefined;
  const all = tables.flatMap((table) =>
    table.measures.flatMap((measure) =>
      table.dimensions
        .filter(({ isYear }) => !isYear)
        .map((dimension) => ({ table, measure, rows: dimension })),
    ),
  );
  return all.find((each) => {
    const { year, years: known } = each.table;
    const printed = known.filter((one) => one >= Number(years[0]) && one <= Number(years.at(-1)));
    if (year?.total !== undefined || printed.join() !== years.join()) return false;
    const named = body.map((row, index) => categoryOf(row, index === body.length - 1, each, years, read));
    return (
      !named.includes(undefined) && named.length === each.rows.size && new Set(named).size === named.length
    );
  });
}

/** The category of which a row has the numbers. */
function categoryOf(
  [name = '', ...cells]: readonly string[],
  isLast: boolean,
  { table, measure, rows }: FoundTable,
  years: readonly string[],
  read: ReadNumber,
): string | undefined {
  const small = name.trim().toLowerCase();
  const label = table.labels.find(({ dimension, text }) => dimension === rows.name && text === small);
  // What stands last without being a category is the total.
  const category = label?.category ?? (isLast ? rows.total : undefined);
  if (category === undefined) return undefined;
  const totals = Object.fromEntries(table.dimensions.map(({ name: each, total }) => [each, total ?? '']));
  const hasAll = years.every((time, index) => {
    const cell = table.cellAt(measure, { ...totals, [rows.name]: category, [table.year?.name ?? '']: time });
    return cell !== undefined && cell.value === read(cells[index] ?? '');
  });
  return hasAll ? category : undefined;
}

/** The helper that prints it. */
export function tableText(
  { table, measure, rows }: FoundTable,
  block: TableBlock,
  caption: string,
  id: string,
): string {
  const years = (block.rows[0] ?? []).slice(1).map((text) => text.trim());
  const which = table.measures.length > 1 ? ` measure="${measure.name}"` : '';
  const title = caption === '' ? '' : ` caption=${JSON.stringify(caption.replace(/["{}]/g, ''))}`;
  return `{{table "${table.name}" rows="${rows.name}" columns="${table.year?.name}"${which} from=${years[0]} to=${years.at(-1)}${title} id="${id}"}}`;
}

/** A table as Markdown, its caption below it. */
export function markdownTable({ rows }: TableBlock, caption: string, id: string): string {
  const width = greatest([1, ...rows.map(({ length }) => length)]);
  const line = (cells: readonly string[]): string =>
    `| ${Array.from({ length: width }, (_, index) => escaped(cells[index] ?? '')).join(' | ')} |`;
  const [head = [], ...body] = rows;
  const lines = [line(head), `|${' :-- |'.repeat(width)}`, ...body.map(line)];
  return [...lines, ...(caption === '' ? [] : ['', `: ${escaped(caption)} {#${id}}`])].join('\n');
}

/** A table as a file of data, for whoever makes a dataset of it. */
export const csvOf = ({ rows }: TableBlock): string => `${rows.map(csvRow).join('\n')}\n`;

/** Whether most cells below the head are numbers. */
export function isOfNumbers({ rows }: TableBlock, read: ReadNumber): boolean {
  const cells = rows.slice(1).flatMap((row) => row.slice(1));
  return rows.length > 2 && cells.filter((cell) => read(cell) !== undefined).length * 2 > cells.length;
}
