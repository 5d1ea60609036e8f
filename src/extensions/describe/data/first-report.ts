import type { DescribedTable } from './describe.js';
import type { RoledColumn } from './roles.js';

/** A template that prints one table and one chart of a dataset. */
export interface FirstReport {
  readonly template: string;
  readonly title: string;
}

/** Years that a first table has side by side. */
const mostYears = 6;
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
  const year = dimensions.find(({ type, categories }) => type === 'year' && categories.length > 1);
  const rows = dimensions.find(({ type }) => type === 'string') ?? year ?? dimensions[0];
  if (rows === undefined) return undefined;
  const rest = dimensions.filter((each) => each !== year && each !== rows);
  const open = rest.filter((each) => !table.totals.has(each.name));
  const fixed = open.map((each) => filter(each, each.categories.slice(0, 1)));
  const title = table.title !== undefined && isFree(table.title) ? table.title : titled(table.name);
  // Of a dimension without a total one category is shown: the caption says which.
  const only = open
    .map(({ categories }) => categories[0] ?? '')
    .filter(isFree)
    .join(', ');
  const set = { table, measure, year, rows, fixed, caption: only === '' ? title : `${title} (${only})` };
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
  readonly year: RoledColumn | undefined;
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

function tableCall({ table, measure, year, rows, fixed, caption }: Shown, slug: string): string {
  const from = table.years.at(-mostYears);
  const isAlong = year !== undefined && rows !== year;
  const isLong = rows.categories.length > mostRows && rows !== year;
  const parts = [
    `table ${argument(table.name)} rows=${argument(rows.name)}`,
    ...(isAlong ? [`columns=${argument(year.name)}`] : []),
    `measure=${argument(measure.name)}`,
    ...(year !== undefined && from !== undefined && table.years.length > mostYears ? [`from=${from}`] : []),
    ...fixed,
    ...(isLong ? [filter(rows, rows.categories.filter(isWritable).slice(0, firstRows))] : []),
    `caption=${argument(caption)}`,
    `id="tbl-${slug}"`,
  ];
  return `{{${parts.join(' ')}}}`;
}

function chart({ table, measure, year, rows, fixed, caption }: Shown, slug: string): string {
  const total = table.totals.get(rows.name);
  const parts = rows.categories.filter((each) => each !== total && isWritable(each));
  const rest = [
    `measure=${argument(measure.name)}`,
    ...fixed,
    `title=${argument(caption)}`,
    `id="fig-${slug}"`,
  ];
  if (year !== undefined) {
    const isOnly = rows === year;
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
const isDrawable = ({ measure, year, rows }: Shown): boolean =>
  ![measure.name, year?.name ?? '', rows.name, ...rows.categories].some((name) => name in Object.prototype);

const isWritable = (category: string): boolean => !category.includes('|') && category !== '';

const filter = ({ name }: RoledColumn, categories: readonly string[]): string =>
  `${name}=${argument(categories.join('|'))}`;

/** A text as an argument of a helper. */
const argument = (text: string): string => (text.includes('"') ? `'${text}'` : `"${text}"`);
