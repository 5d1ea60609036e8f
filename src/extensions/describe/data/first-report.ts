import { isPeriod } from '../../../model/dataset/periods.js';
import { groupBy } from '../../../model/group-by.js';
import type { DescribedTable } from './describe.js';
import type { RoledColumn } from './roles.js';

/** A template that prints one table and one chart of a dataset. */
export interface FirstReport {
  readonly template: string;
  readonly title: string;
}

/** Years, periods or categories that a first table has side by side. */
const mostBeside = 6;
/** Lines that a first chart has. */
const mostLines = 5;
/** Bars that a first chart has. */
const mostBars = 15;
/** Rows that a first table has; of more categories it has the first ones. */
const mostRows = 50;
const firstRows = 10;

/** The first table with numbers, as a report; undefined where no table has any. */
export function firstReport(tables: readonly DescribedTable[]): FirstReport | undefined {
  const table = tables.find(({ columns }) => columns.some(({ role }) => role === 'measure'));
  const measure = table?.columns.find(({ role }) => role === 'measure');
  if (table === undefined || measure === undefined) return undefined;
  const dimensions = table.columns.filter(({ role }) => role === 'dimension');
  const times = dimensions.filter(({ categories }) => categories.length > 1);
  const time = times.find(({ type }) => type === 'year') ?? times.find(({ type }) => isPeriod(type));
  const rows = dimensions.find(({ type }) => type === 'string') ?? time ?? dimensions[0];
  if (rows === undefined) return undefined;
  const rest = dimensions.filter((each) => each !== time && each !== rows);
  const open = rest.filter((each) => !table.totals.has(each.name));
  const fixed = open.map((each) => filter(each, each.categories.slice(0, 1)));
  const title = table.title !== undefined && isFree(table.title) ? table.title : titled(table.name);
  // Of a dimension without a total one category is shown: the caption says which.
  const only = open
    .map(({ categories }) => categories[0] ?? '')
    .filter(isFree)
    .join(', ');
  const caption = only === '' ? title : `${title} (${only})`;
  const set = { table, measure, time, rows, fixed, caption };
  const slug = table.name.replace(/[^\p{L}\p{N}]+/gu, '-');
  const template = [
    '---',
    `title: ${JSON.stringify(title)}`,
    '---',
    '',
    `# ${title} {#sec-${slug}}`,
    '',
    ...(isDrawable(set)
      ? [`[](#fig-${slug}) and [](#tbl-${slug}) show the figures.`, '', chart(set, slug)]
      : [`[](#tbl-${slug}) shows the figures.`]),
    '',
    tableCall(set, slug),
    '',
  ].join('\n');
  return { template, title };
}

interface Shown {
  readonly table: DescribedTable;
  readonly measure: RoledColumn;
  readonly time: RoledColumn | undefined;
  readonly rows: RoledColumn;
  /** Filters of dimensions without a total. */
  readonly fixed: readonly string[];
  readonly caption: string;
}

/** A figure in a title or caption would count as one that was typed by hand. */
const isFree = (text: string): boolean => !/[\p{N}"{}\\]/u.test(text);

/** "deaths-by-region" -> "Deaths by region", "deaths-1-2-1" -> "Deaths". */
function titled(name: string): string {
  const words = name
    .split(/[-_.\s]+/u)
    .filter(isFree)
    .join(' ');
  if (words === '') return 'Figures';
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function tableCall(shown: Shown, slug: string): string {
  const { table, measure, time, rows, fixed, caption } = shown;
  const { down, beside } = sidesOf(shown);
  const isLong = rows.categories.length > mostRows && rows !== time;
  const parts = [
    `table ${argument(table.name)} rows=${argument(down.name)}`,
    ...(beside === undefined ? [] : [`columns=${argument(beside.name)}`]),
    `measure=${argument(measure.name)}`,
    ...(time === undefined ? [] : lastOf(time, down === time && isWithinYear(time))),
    ...fixed,
    ...(isLong ? [filter(rows, rows.categories.filter(isWritable).slice(0, firstRows))] : []),
    `caption=${argument(caption)}`,
    `id="tbl-${slug}"`,
  ];
  return `{{${parts.join(' ')}}}`;
}

/** What stands down a first table, and what side by side: the months of a year are too many for that. */
function sidesOf({ time, rows }: Shown): { readonly down: RoledColumn; readonly beside?: RoledColumn } {
  if (time === undefined || rows === time) return { down: rows };
  const isDown = isWithinYear(time) && rows.categories.length <= mostBeside;
  return isDown ? { down: time, beside: rows } : { down: rows, beside: time };
}

const isWithinYear = ({ type }: RoledColumn): boolean =>
  type === 'month' || type === 'quarter' || type === 'week';

/** Where the last few years or periods begin: those of a year where they stand below one another. */
function lastOf(time: RoledColumn, isOfYear: boolean): readonly string[] {
  const all = time.categories.filter((each) => /^\d{4}/.test(each)).sort();
  const years = [...groupBy(all, (each) => each.slice(0, 4)).values()];
  const ofYear = years.reduce((most, { length }) => Math.max(most, length), 0);
  const count = isOfYear ? ofYear : mostBeside;
  const from = all.at(-count);
  if (from === undefined || all.length === count) return [];
  return [time.type === 'year' ? `from=${from}` : `from=${argument(from)}`];
}

function chart({ table, measure, time, rows, fixed, caption }: Shown, slug: string): string {
  const total = table.totals.get(rows.name);
  const parts = rows.categories.filter((each) => each !== total && isWritable(each));
  const rest = [
    `measure=${argument(measure.name)}`,
    ...fixed,
    `title=${argument(caption)}`,
    `id="fig-${slug}"`,
  ];
  if (time !== undefined) {
    const isOnly = rows === time;
    const split =
      isOnly || parts.length > mostLines ? [] : [`split=${argument(rows.name)}`, filter(rows, parts)];
    const one =
      !isOnly && parts.length > mostLines && total === undefined ? [filter(rows, parts.slice(0, 1))] : [];
    return `{{${[`line ${argument(table.name)}`, ...split, ...one, ...rest].join(' ')}}}`;
  }
  const shown = parts.slice(0, mostBars);
  return `{{${[`bars ${argument(table.name)} by=${argument(rows.name)}`, filter(rows, shown), ...rest].join(' ')}}}`;
}

/** What every object of JavaScript has, such as `constructor`, no chart can have as a name. */
const isDrawable = ({ measure, time, rows }: Shown): boolean =>
  ![measure.name, time?.name ?? '', rows.name, ...rows.categories].some((name) => name in Object.prototype);

const isWritable = (category: string): boolean => !category.includes('|') && category !== '';

const filter = ({ name }: RoledColumn, categories: readonly string[]): string =>
  `${name}=${argument(categories.join('|'))}`;

/** A text as an argument of a helper. */
const argument = (text: string): string => (text.includes('"') ? `'${text}'` : `"${text}"`);
