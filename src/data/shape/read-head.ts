import type { Position } from '../../diagnostics.js';
import { greatest } from '../../model/chart/extremes.js';
import type { SourceRow, SourceTable } from '../../model/dataset/source-table.js';
import { invisibleIn } from '../../model/invisible.js';
import { phrase, problem } from '../../problems/problem.js';
import { reportExcess, reportProblem } from '../report.js';
import type { TableContext } from '../table-context.js';
import type { Shape } from './contract.js';
import { joinHeading, plainHeading } from './headings.js';

/** A column of the table and what heads it. */
export interface Heading {
  /** In the file, counted from 0. */
  readonly index: number;
  /** Its rows joined by ` | `; empty where nothing heads it. */
  readonly text: string;
  /** Where the lowest of its rows stands. */
  readonly position: Position;
  /** Where each row stands that says something. */
  readonly parts: readonly Position[];
}

/** The head of a table. */
export interface Head {
  readonly headings: readonly Heading[];
  /** What heads the columns right beside its range, as far as there is a heading. */
  readonly beside: readonly Heading[];
  /** Rows of the file that stand before the first row of data. */
  readonly rowsAbove: number;
  /** Cells that the longest row of the header has. */
  readonly width: number;
  readonly line: number;
}

/** What to do about rows, columns and sheets that are not displayed. */
export const hiddenHint =
  '`table: {hidden: read}` reads what is hidden like the rest, `hidden: leave` leaves it out';

/** Reads the rows that head a table, or reports why there is none. */
export function readHead(source: SourceTable, shape: Shape, context: TableContext): Head | undefined {
  const first = shape.range?.firstRow ?? shape.skip;
  const rowsAbove = first + (shape.header.at(-1) ?? 1);
  const rows: SourceRow[] = [source.header];
  const problem = rowsAbove > 1 ? source.read((row) => void rows.push(row), rowsAbove - 1) : undefined;
  if (problem !== undefined) {
    reportProblem(context.fault, problem);
    return undefined;
  }
  if (rows.length < rowsAbove) {
    reportShort(rows.length, shape, context);
    return undefined;
  }
  const header = shape.header.flatMap((row) => rows[first + row - 1] ?? []);
  const width = greatest(header.map(({ texts }) => texts.length));
  if (!isInside(width, header, shape, context)) return undefined;
  const from = shape.range?.firstColumn ?? 0;
  const to = shape.range?.lastColumn ?? width - 1;
  const filled = header.map((row, index) =>
    index < header.length - 1 ? fillRight(row, from, width - 1) : asIs(row),
  );
  const all = Array.from({ length: width - from }, (_, offset) => headingOf(from + offset, header, filled));
  const headings = all.slice(0, to - from + 1);
  const beside = all.slice(headings.length);
  const [line = 1] = header.map((row) => row.line);
  const isRight = isHeaded(headings, source, shape, context);
  const left = shape.hidden === 'leave' ? source.hidden?.columns : undefined;
  const kept = headings
    .filter(({ index }) => left?.has(index) !== true)
    .map((heading) => (saysItself(heading.index, header) ? heading : bare(heading)));
  return isRight ? { headings: kept, beside, rowsAbove, width, line } : undefined;
}

/** A column without a word of its own, such as an empty one between groups: a heading further left may reach over it. */
const bare = (heading: Heading): Heading => ({ ...heading, text: '' });

const saysItself = (column: number, header: readonly SourceRow[]): boolean =>
  header.some(({ texts }) => plainHeading(texts[column] ?? '') !== '');

/** What a row of the header says of a column, and in which column it stands. */
type Said = (column: number) => { readonly text: string; readonly column: number };

const asIs =
  ({ texts }: SourceRow): Said =>
  (column) => ({ text: texts[column] ?? '', column });

/**
 * The upper rows of a header that has several: what stands over columns is written over the first of them. Where the file
 * knows which cells are merged, it reaches as far as they do.
 */
function fillRight({ texts, mergedFrom }: SourceRow, from: number, to: number): Said {
  const source = new Map<number, number>();
  let last: number | undefined;
  for (let column = from; column <= to; column++) {
    if (plainHeading(texts[column] ?? '') !== '') last = column;
    const merged = mergedFrom?.(column);
    const isMerged = last !== undefined && mergedFrom?.(last) !== undefined;
    if (merged !== undefined) source.set(column, merged);
    else if (last !== undefined && (last === column || !isMerged)) source.set(column, last);
  }
  return (column) => {
    const at = source.get(column) ?? column;
    return { text: texts[at] ?? '', column: at };
  };
}

function headingOf(index: number, header: readonly SourceRow[], filled: readonly Said[]): Heading {
  const parts = filled.map((said, row) => ({ ...said(index), row: header[row] }));
  const saying = parts.filter(({ text }) => plainHeading(text) !== '');
  const places = saying.flatMap(({ row, column }) => (row === undefined ? [] : [row.at(column)]));
  const lowest = header.at(-1);
  const position = places.at(-1) ?? lowest?.at(index) ?? { file: '', line: 1, column: 1 };
  return { index, text: joinHeading(parts.map(({ text }) => text)), position, parts: places };
}

function reportShort(
  rows: number,
  { range, rangePosition, headerPosition }: Shape,
  { fault }: TableContext,
): void {
  const has = rows === 1 ? '1 row' : `${rows} rows`;
  if (range !== undefined) {
    fault(problem('data/shape.rows', rangePosition, { text: range.text, rows }));
  } else {
    fault(problem('data/shape.end', headerPosition, { has }));
  }
}

/** True for a header that says something, all of which can be seen. */
function isHeaded(
  headings: readonly Heading[],
  source: SourceTable,
  shape: Shape,
  context: TableContext,
): boolean {
  if (headings.every(({ text }) => text === '')) {
    const { position = shape.headerPosition } = headings[0] ?? {};
    context.fault(problem('data/heading.empty', position, {}, { hint: whereIs(source, shape) }));
    return false;
  }
  const shown = isDisplayed(headings, source, shape, context);
  return isVisible(headings, context) && shown;
}

/** Rows below an empty head that are searched for it. */
const searched = 20;

/** What to do about an empty head: it moves down where somebody puts a row above it. */
function whereIs(source: SourceTable, { range, skip, header }: Shape): string {
  const [top = 1] = header;
  const rows: SourceRow[] = [source.header];
  source.read((row) => void rows.push(row), skip + top + searched);
  const found = rows.findIndex(
    ({ texts }, index) => index >= skip + top && texts.some((text) => plainHeading(text) !== ''),
  );
  return range === undefined && found > 0
    ? phrase('data/heading.skip', { skip: found + 1 - top })
    : phrase('data/heading.move');
}

/** True for a header that has as many columns as the range, and not more than the limit. */
function isInside(
  width: number,
  header: readonly SourceRow[],
  { range, rangePosition }: Shape,
  context: TableContext,
): boolean {
  const { limits, fault } = context;
  if (range !== undefined && range.lastColumn >= width) {
    const columns = width === 1 ? '1 column' : `${width} columns`;
    fault(problem('data/shape.columns', rangePosition, { text: range.text, columns }));
    return false;
  }
  const [row] = header;
  if (width <= limits.columns || row === undefined) return true;
  reportExcess(fault, { name: 'columns', limits, position: row.at(limits.columns), found: width });
  return false;
}

/** Reports a sheet or columns that nobody sees, where nothing is declared of them. */
function isDisplayed(
  headings: readonly Heading[],
  { hidden, header }: SourceTable,
  { hidden: declared }: Shape,
  { fault }: TableContext,
): boolean {
  if (hidden === undefined || declared !== undefined) return true;
  const columns = headings.filter(({ index, text }) => hidden.columns.has(index) && text !== '');
  const more = { hint: hiddenHint };
  if (hidden.sheet) {
    const { sheet = '' } = header.at(0);
    fault(problem('data/hidden.sheet', header.at(0), { sheet }, more));
  }
  for (const { text, position } of columns.slice(0, 10)) {
    fault(problem('data/hidden.column', position, { text }, more));
  }
  return !hidden.sheet && columns.length === 0;
}

function isVisible(headings: readonly Heading[], { fault }: TableContext): boolean {
  const hidden = headings.filter(({ text }) => invisibleIn(text) !== undefined);
  for (const { text, position } of hidden.slice(0, 10)) {
    fault(problem('data/invisible.heading', position, { hidden: invisibleIn(text) }));
  }
  return hidden.length === 0;
}
