import { escaped } from '../../../../content/markdown/escape.js';
import { greatest } from '../../../../model/chart/extremes.js';
import { csvRow } from '../../../../model/csv-row.js';
import type { TableBlock } from '../read/blocks.js';

/** How a number is written. */
export type ReadNumber = (text: string) => number | undefined;

/** Numbers in digits alone, by the decimal mark of a language; what changed has a sign. */
export const numberReader =
  (decimal: string): ReadNumber =>
  (text) => {
    const plain = text.trim().replace(/\s*%$/, '');
    if (!/^[-−–+]?\s?\d[\d.,\s\u00a0\u202f]*$/u.test(plain)) return undefined;
    const whole = plain.replace(/^[−–]/u, '-').replace(decimal === '.' ? /[,\s]/g : /[.\s]/g, '');
    const value = Number(whole.replace(',', '.'));
    return Number.isNaN(value) ? undefined : value;
  };

interface MarkdownInput {
  readonly caption: string;
  readonly id: string;
  readonly read: ReadNumber;
  /** What is written in place of a cell, by rows and columns. */
  readonly written: readonly (readonly (string | undefined)[])[];
}

/** A table as Markdown, its caption below it; numbers are to the right, as they are in Word. */
export function markdownTable({ rows }: TableBlock, { caption, id, read, written }: MarkdownInput): string {
  const width = greatest([1, ...rows.map(({ length }) => length)]);
  const line = (cells: readonly string[], row: number): string =>
    `| ${Array.from({ length: width }, (_, index) => written[row]?.[index] ?? escaped(cells[index] ?? '')).join(' | ')} |`;
  const [head = [], ...body] = rows;
  const sides = Array.from({ length: width }, (_, index) =>
    index > 0 &&
    areNumbers(
      body.map((cells) => cells[index] ?? ''),
      read,
    )
      ? ' --: |'
      : ' :-- |',
  );
  const lines = [line(head, 0), `|${sides.join('')}`, ...body.map((cells, index) => line(cells, index + 1))];
  return [...lines, ...(caption === '' ? [] : ['', `: ${escaped(caption)} {#${id}}`])].join('\n');
}

/** Whether a column has numbers alone, some with a sign of money; a gap may be blank, or a dash. */
function areNumbers(cells: readonly string[], read: ReadNumber): boolean {
  const said = cells.filter((cell) => /[\p{L}\p{N}]/u.test(cell));
  return said.length > 0 && said.every((cell) => read(cell.replace(/\p{Sc}/gu, '')) !== undefined);
}

/** A table as a file of data, for whoever makes a dataset of it; with a decimal mark, without the marks of its language between thousands. */
export function csvOf({ rows }: TableBlock, decimal?: string): string {
  const group = decimal === '.' ? /[,\s]/g : /[.\s]/g;
  const plain = (cell: string): string =>
    decimal !== undefined && /^[-−]?\d{1,3}(?:([.,\s])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/u.test(cell)
      ? cell.replace(group, '')
      : cell;
  return `${rows.map((row) => csvRow(row.map(plain))).join('\n')}\n`;
}

/** Whether most cells below the head that say anything are numbers: what is left out, or has a dash, is a gap. */
export function isOfNumbers({ rows }: TableBlock, read: ReadNumber): boolean {
  const cells = rows.slice(1).flatMap((row) => row.slice(1).filter((cell) => /[\p{L}\p{N}]/u.test(cell)));
  return rows.length > 2 && cells.filter((cell) => read(cell) !== undefined).length * 2 > cells.length;
}
