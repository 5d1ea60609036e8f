import { escaped } from '../../../../content/markdown/escape.js';
import { greatest } from '../../../../model/chart/extremes.js';
import type { TableBlock } from '../read/blocks.js';
import { findLines, type LineInput, type Lines, type WrittenLine } from './find-lines.js';
import { headRowsOf } from './find-table.js';

/** What is written in place of the cells of a table, by rows and columns. */
export type WrittenCells = readonly (readonly (string | undefined)[])[];

/** A table of which some cells are read from the data, each by a helper of its own. */
export interface FoundCells {
  readonly written: WrittenCells;
  readonly numbers: number;
  readonly filled: number;
  /** Numbers that are others in the data. */
  readonly others: readonly {
    readonly row: string;
    readonly typed: string;
    readonly known: number;
    readonly dataset: string;
  }[];
}

/** Finds by columns, then by rows, what is in the data of a table that no helper prints whole. */
export function findCells({ rows }: TableBlock, caption: string, input: LineInput): FoundCells {
  const heads = headRowsOf(rows, input.read);
  const width = greatest([1, ...rows.map(({ length }) => length)]);
  const grid = rows.map((row) => Array.from({ length: width }, (_, index) => row[index] ?? ''));
  const body = grid.slice(heads);
  const tops = Array.from({ length: width }, (_, column) => topOf(grid.slice(0, heads), column));
  const columns = tops.slice(1).map((_, index) => body.map((row) => row[index + 1] ?? ''));
  const stubs = body.map(([name = '']) => name);
  const written: (string | undefined)[][] = grid.map(() => []);
  const others: FoundCells['others'][number][] = [];
  const fill = (lines: Lines, at: (line: number, place: number) => readonly [number, number]): void => {
    const found = findLines(lines, input);
    for (const [line, each] of found.entries())
      for (const [place, helper] of (each?.helpers ?? []).entries()) {
        const [row, column] = at(line, place);
        const cells = written[row];
        if (cells !== undefined && helper !== undefined) cells[column] ??= helper;
        const other = otherAt(each, place);
        const [name = '', typed = ''] = [grid[row]?.[0], grid[row]?.[column]];
        if (other !== undefined) others.push({ row: name, typed, ...other });
      }
  };
  fill({ texts: columns, stubs, tops: tops.slice(1), caption }, (line, place) => [heads + place, line + 1]);
  // Rows of which each is a measure or a category, as below years.
  const below = (grid[heads - 1] ?? []).slice(1);
  const rest = body.map((row, index) =>
    row.slice(1).map((text, at) => (written[heads + index]?.[at + 1] ? '' : text)),
  );
  fill({ texts: rest, stubs: below, tops: stubs, caption }, (line, place) => [heads + line, place + 1]);
  const numbers = body.flatMap((row) => row.slice(1).filter((cell) => input.read(cell) !== undefined)).length;
  const filled = written.flatMap((row) => row.filter((each) => each !== undefined)).length;
  moveYears(grid, heads, written, input.edition);
  return { written, numbers, filled, others };
}

const otherAt = (
  line: WrittenLine | undefined,
  at: number,
): { readonly known: number; readonly dataset: string } | undefined => {
  const { known, dataset } = line?.others.find(({ place }) => place === at) ?? {};
  return known === undefined || dataset === undefined ? undefined : { known, dataset };
};

/** The words above a column; a merged cell is over those that it covers. */
const topOf = (heads: readonly (readonly string[])[], column: number): string =>
  heads
    .map((row, index) => {
      const covering = row.slice(index === heads.length - 1 ? column : 1, column + 1);
      return covering.filter((cell) => cell.trim() !== '').at(-1) ?? '';
    })
    .join(' ');

/** The years of heads and of first cells move with the helpers below and beside them. */
function moveYears(
  grid: readonly (readonly string[])[],
  heads: number,
  written: (string | undefined)[][],
  edition: number,
): void {
  const move = (row: number, column: number, helpers: readonly (string | undefined)[]): void => {
    const text = escaped(grid[row]?.[column] ?? '');
    const moved = text.replaceAll(/(?<!\d)(?:19|20)\d\d(?!\d)/g, (year) => {
      const age = edition - Number(year);
      const step = age === 0 ? '"edition"' : `"edition-${age}"`;
      if (!helpers.some((helper) => helper?.includes(step))) return year;
      return age === 0 ? '{{edition}}' : `{{edition -${age}}}`;
    });
    const cells = written[row];
    if (cells !== undefined && moved !== text) cells[column] = moved;
  };
  for (const [row, cells] of grid.slice(0, heads).entries())
    for (const [column, text] of cells.entries()) {
      const isNext = (cell: string, index: number): boolean =>
        index > column && (row === heads - 1 || cell.trim() !== '');
      const next = cells.findIndex(isNext);
      const below = written
        .slice(heads)
        .flatMap((each) => each.slice(column, next < 0 ? cells.length : next));
      if (text.trim() !== '') move(row, column, below);
    }
  for (const [index, cells] of written.slice(heads).entries()) move(heads + index, 0, cells);
}
