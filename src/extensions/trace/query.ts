import { columnNumber } from '../../diagnostics.js';
import { finiteDigits, toDecimalText } from '../../model/exact.js';
import { findNumerals } from '../../model/numerals.js';
import { type CellKey, cellsRead, isExact, type Origin } from '../../model/quantity.js';
import { parseEntryId } from '../../model/tree/entry-id.js';
import type { TracedNumber } from './traced.js';

/** What is looked for: a printed number, its id, a page, or a line of a template or data file. */
export type Query =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'page'; readonly page: number }
  | {
      readonly kind: 'position';
      readonly file: string;
      readonly line: number;
      readonly column?: number;
      readonly sheet?: string;
    };

/** Reads what was typed: `54`, `sec-cases:kq3f72ab`, `page 12`, `p12`, `templates/x.md:41`, `data/x.csv:12:3` or `data/x.xlsx Sheet2!C14`. */
export function readQuery(typed: string): Query {
  if (parseEntryId(typed.trim()) !== undefined) return { kind: 'id', id: typed.trim() };
  const page = /^(?:page\s*|p\.?\s*)(\d+)$/i.exec(typed.trim())?.[1];
  if (page !== undefined) return { kind: 'page', page: Number(page) };
  const cell = /^(.+\.\w+) (.+)!([A-Z]{0,3})(\d+)$/.exec(typed.trim());
  if (cell !== null) {
    const [, file = '', sheet = '', letters = '', row] = cell;
    const place = { file: slashed(file), sheet, line: Number(row) };
    return { kind: 'position', ...place, ...(letters === '' ? {} : { column: columnNumber(letters) }) };
  }
  const position = /^(.+?):(\d+)(?::(\d+))?$/.exec(typed.trim());
  if (position !== null && /[^\d.,\s]/.test(position[1] ?? '')) {
    const [, file = '', line, column] = position;
    const place = { file: slashed(file), line: Number(line) };
    return { kind: 'position', ...place, ...(column === undefined ? {} : { column: Number(column) }) };
  }
  return { kind: 'text', text: typed.trim() };
}

/** A path as the project writes it. */
const slashed = (file: string): string => file.replaceAll('\\', '/').replace(/^\.\//, '');

/** The numbers that a query means, in reading order. */
export function findNumbers(
  query: Query,
  numbers: readonly TracedNumber[],
  sourcesOf: SourcesOf = () => [],
): readonly TracedNumber[] {
  switch (query.kind) {
    case 'id':
      return numbers.filter(({ entry }) => entry?.id === query.id);
    case 'page':
      return numbers.filter(
        ({ pages }) => pages !== undefined && pages[0] <= query.page && query.page <= pages[1],
      );
    case 'position':
      return findAt(query, numbers, sourcesOf);
    case 'text':
      return findText(query.text, numbers);
  }
}

/** The rows that a cell of a query was made from. */
type SourcesOf = (cell: CellKey) => readonly Origin[];

/** At a column, the number that is printed there; where none is, those of the line. */
function findAt(
  { file, line, column, sheet }: Extract<Query, { kind: 'position' }>,
  numbers: readonly TracedNumber[],
  sourcesOf: SourcesOf,
): readonly TracedNumber[] {
  const inTemplate = numbers.filter(({ at }) => at?.file === file && at.line === line);
  const exact = inTemplate.filter(({ at }) => at?.column === column);
  if (exact.length > 0) return exact;
  if (inTemplate.length > 0) return inTemplate;
  const inData = numbers.filter(({ entry }) =>
    cellsRead(entry?.quantity.cells ?? []).some((cell) =>
      [cell.origin, ...sourcesOf(cell)].some(
        (origin) => origin.file === file && origin.line === line && origin.sheet === sheet,
      ),
    ),
  );
  const ofCell = inData.filter(({ entry }) =>
    cellsRead(entry?.quantity.cells ?? []).some(
      ({ origin }) => origin.file === file && origin.line === line && origin.column === column,
    ),
  );
  return column !== undefined && ofCell.length > 0 ? ofCell : inData;
}

/**
 * Exactly as printed, whatever the spaces; where nothing is, numbers with that numeral in them, such as `54%`; else those
 * whose value it is, however they are printed.
 */
function findText(text: string, numbers: readonly TracedNumber[]): readonly TracedNumber[] {
  const plain = normal(text);
  const meanings: ((number: TracedNumber) => boolean)[] = [
    (number) => normal(number.text) === plain,
    (number) => findNumerals(number.text).some((numeral) => normal(numeral.text) === plain),
    (number) => valueText(number) === plain,
  ];
  return meanings.map((isMeant) => numbers.filter(isMeant)).find((found) => found.length > 0) ?? [];
}

/** The number in plain digits, where it ends. */
function valueText({ entry }: TracedNumber): string | undefined {
  const value = entry?.quantity.value;
  if (value === undefined || !isExact(value)) return undefined;
  const digits = finiteDigits(value);
  return digits === undefined ? undefined : toDecimalText(value, digits);
}

/** Spaces and the two minus signs make no difference. */
export const normal = (text: string): string => text.replaceAll(/\s/g, '').replaceAll('\u2212', '-');
