import { undeclaredFlag } from '../../../data/rows/flags.js';
import { combined } from '../../../data/shape/combined.js';
import { joinHeading } from '../../../data/shape/headings.js';
import { columnLetters } from '../../../diagnostics.js';
import { greatest } from '../../../model/chart/extremes.js';
import { readYear } from '../../../model/dataset/periods.js';
import type { SourceRow } from '../../../model/dataset/source-table.js';
import type { FoundTable } from './found-table.js';
import { isYearWord, periodOfWord } from './names.js';

/** Where in a file the table stands. */
export interface Form {
  /** Rows above the header. */
  readonly skip: number;
  /** Rows of the header. */
  readonly header: number;
  /** Rows of notes at the end, empty ones not counted. */
  readonly footer: number;
  /** The first of them is the sum of the rows above, with gaps. */
  readonly hasSum: boolean;
  /** What the table is called above its header, and where it is from in a note below it. */
  readonly title?: string;
  readonly source?: string;
  /** What stands alone in the rows above its header. */
  readonly above: readonly string[];
  /** What the notes below it say. */
  readonly notes: readonly string[];
  readonly headings: readonly Heading[];
  /** The column without a heading that names the rows, right before the first one that has one. */
  readonly stub?: number;
  /** The corners of the table, where it ends before its rows or its file do. */
  readonly range?: string;
  /** Spaces stand around names. */
  readonly trims: boolean;
  /** What is left out at its right, and why. */
  readonly leftOut?: string;
  readonly data: readonly SourceRow[];
}

export interface Heading {
  readonly index: number;
  readonly text: string;
}

const isFilled = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';
const filledIn = ({ texts }: SourceRow): number => texts.filter(isFilled).length;

/** A number as tables print them, with signs beside it or without. */
export const looksLikeNumber = (text: string): boolean =>
  /^[+\-\u2212]?\d/.test(text.trim()) &&
  (/^[+\-\u2212]?[\d.,' \u00a0\u2009\u202f]+%?$/.test(text.trim()) || undeclaredFlag(text) !== undefined);

/** A dash, dots or "n/a" in the place of a number. */
export const isSign = (text: string): boolean =>
  /^(?:[-\u2013\u2014\u2212.\u2026:]{1,3}|n\.?\/?a\.?)$/iu.test(text.trim());

const looksLikeYear = (text: string): boolean => /^(?:1[6-9]|20|21)\d\d$/.test(text.trim());

/** What an open end of ages or sizes is called, such as "65+" and "65 and over", though it begins with a number. */
const isOpenRange = (text: string): boolean => /^\d+ ?(?:\+|(?: \p{L}+){2,})$/u.test(text.trim());

/** A range of ages or sizes, such as "0–14" and "15 to 24", or its open end. */
export function looksLikeRange(text: string): boolean {
  const [, from, to] = /^(\d+) ?(?:[-\u2013\u2014]|\p{L}{1,3}) ?(\d+)(?: \p{L}+)?$/u.exec(text.trim()) ?? [];
  return isOpenRange(text) || Number(from) < Number(to);
}

/** A number that heads no column. */
export const isFigure = (text: string): boolean =>
  looksLikeNumber(text) && !looksLikeYear(text) && !isOpenRange(text);

/** A note that says where figures are from. */
const sourceWords =
  /^(?:sources?|source of data|burimi(?:et)?|izvori?|vir[i]?|извори?|quelle|fuente|fonte|sursa|джерело|źródło)\s*[:–-]\s*(.+)$/isu;

/** Where a source ends and a note follows: at a line, a sentence, or the meaning of a mark. */
const afterSource = /\n|(?<=\p{L}{4}|\))\.\s+|;\s+(?=\S{1,8}\s*[=:]\s)/u;

export const isSourceNote = (text: string): boolean => sourceWords.test(text);

/** A note that a separator in it has cut into cells. */
const isSource = ({ texts }: SourceRow): boolean => isSourceNote(texts.find(isFilled)?.trim() ?? '');

/** A source, or a title that a separator in it has cut: an empty row parts it from words above numbers. */
function isAbout(rows: readonly SourceRow[], index: number): boolean {
  const [row, empty, head, data] = rows.slice(index, index + 4);
  if (row === undefined || isSource(row)) return row !== undefined;
  const hasNumbers = ({ texts }: SourceRow): boolean => texts.some(isFigure);
  if (empty === undefined || filledIn(empty) > 0 || head === undefined || data === undefined) return false;
  return filledIn(head) >= filledIn(row) && !hasNumbers(head) && hasNumbers(data);
}

/** A link of a workbook to another sheet is no title. */
const linkWords = /^(?:back|return|go) to\b/iu;

/** Rows of a header at most. */
const mostHeads = 3;

/** Finds title, header, data and notes; undefined where nothing could head a table. */
export function formOf({ rows, top, dialect }: FoundTable): Form | undefined {
  const width = greatest(rows.map(filledIn));
  if (width === 0) return undefined;
  const skip = rowsAbove(rows, Math.min(width, Math.max(2, Math.ceil(width / 2))));
  const header = headRows(rows, skip);
  const columns = greatest(rows.slice(skip).map(({ texts }) => texts.length));
  const heads = rows.slice(skip, skip + header);
  const isHeaded = (index: number): boolean => heads.some(({ texts }) => isFilled(texts[index]));
  const below = rows.slice(skip + header);
  const { last: headings, leftOut } = endOf(
    Array.from({ length: columns }, (_, index) => ({
      index,
      // An empty column between groups has no heading, though a merged one reaches over it.
      text: isHeaded(index)
        ? joinHeading(heads.map((row, rank) => saidOver(row, index, rank < heads.length - 1)))
        : '',
    })),
    below,
  );
  const full = below.filter((row) => filledIn(row) > 0);
  const notesBelow = footerOf(below, headings);
  const hasSum = isGappySum(full.slice(0, full.length - notesBelow));
  const footer = notesBelow + Number(hasSum);
  const written = full.slice(0, full.length - footer);
  const { trims, data } = trimmed(written);
  const mark = dialect !== undefined && 'delimiter' in dialect ? dialect.delimiter : ',';
  const alone = (some: readonly SourceRow[]): readonly string[] =>
    some
      .filter((row) => filledIn(row) === 1 || isSource(row))
      .map(({ texts }) => texts.filter(isFilled).join(mark).trim());
  const above = alone(rows.slice(0, skip));
  const title = above.find(
    (text) => /\p{L}{3}/u.test(text) && !sourceWords.test(text) && !linkWords.test(text),
  );
  const notes = alone(full.slice(full.length - notesBelow));
  const source = [...notes, ...above]
    .map((text) => sourceWords.exec(text)?.[1]?.split(afterSource)[0]?.trim().replace(/\.$/, ''))
    .find((text) => text !== undefined && text !== '');
  return {
    skip,
    header,
    footer,
    hasSum,
    trims,
    ...(title === undefined ? {} : { title }),
    ...(source === undefined ? {} : { source }),
    above,
    notes,
    headings,
    ...stubOf(headings, data),
    ...(leftOut === undefined ? {} : { leftOut }),
    ...rangeOf(rows, written, { skip, top, headings, isPart: leftOut !== undefined || hasSum }),
    data,
  };
}

/** The rows above a header, which has so many texts at least. */
function rowsAbove(rows: readonly SourceRow[], least: number): number {
  const isHead = (row: SourceRow): boolean => filledIn(row) >= least;
  const first = rows.findIndex((row, index) => isHead(row) && !isAbout(rows, index));
  let skip = first < 0 ? rows.findIndex(isHead) : first;
  // The upper row of a header has a text over each group of columns, and may have few.
  while (skip > 0 && !isAbout(rows, skip - 1) && isUpperHead(rows[skip - 1], rows[skip])) skip--;
  return skip;
}

/** Rows without the spaces around what stands in them. */
function trimmed(rows: readonly SourceRow[]): Pick<Form, 'trims' | 'data'> {
  const trims = rows.some(({ texts }) => texts.some((text) => isFilled(text) && text !== text.trim()));
  if (!trims) return { trims, data: rows };
  return { trims, data: rows.map((row) => ({ ...row, texts: row.texts.map((text) => text.trim()) })) };
}

/** The corners of the rows and columns of a table, its header included and its notes not, where it is not all of its sheet. */
function rangeOf(
  rows: readonly SourceRow[],
  data: readonly SourceRow[],
  {
    skip,
    top,
    headings,
    isPart,
  }: { skip: number; top: number | undefined; headings: readonly Heading[]; isPart: boolean },
): { range?: string } {
  if (!isPart && top === undefined) return {};
  const [first, last] = [top ?? 0, data.at(-1)];
  const to = first + (last === undefined ? rows.length - 1 : rows.indexOf(last));
  return { range: `A${first + skip + 1}:${columnLetters((headings.at(-1)?.index ?? 0) + 1)}${to + 1}` };
}

/** The columns of a table that can be told apart: those before its headings begin again, and before what nothing heads. */
function endOf(
  all: readonly Heading[],
  data: readonly SourceRow[],
): { readonly last: readonly Heading[]; readonly leftOut?: string } {
  const headed = all.filter(({ text }) => text !== '');
  const firsts = new Map([...headed].reverse().map((heading) => [heading.text, heading]));
  const again = headed.find((heading) => firsts.get(heading.text) !== heading);
  if (again !== undefined) {
    const twice = headed.filter((heading) => firsts.get(heading.text) !== heading);
    const begun = new Set(twice.flatMap(({ text }) => firsts.get(text)?.index ?? []));
    const end =
      begun.size > 1 ? greatest([...begun].filter((index) => index < again.index)) : again.index - 1;
    return {
      last: all.slice(0, end + 1),
      leftOut: `the heading \`${again.text}\` is used more than once`,
    };
  }
  const lastHeaded = headed.at(-1)?.index ?? 0;
  const stray = all.find(
    ({ index }) => index > lastHeaded && data.some(({ texts }) => isFilled(texts[index])),
  );
  if (stray === undefined || flagsBeside({ headings: all, data }).has(stray.index)) return { last: all };
  return {
    last: all.slice(0, lastHeaded + 1),
    leftOut: `column ${columnLetters(stray.index + 1)} has no heading`,
  };
}

function stubOf(headings: readonly Heading[], data: readonly SourceRow[]): { stub?: number } {
  const stub = headings.findIndex(({ text }) => text !== '') - 1;
  const said = data.filter(({ texts }) => isFilled(texts[stub])).length;
  return stub >= 0 && said * 2 >= data.length && said > 0 ? { stub } : {};
}

const isUpperHead = (above: SourceRow | undefined, below: SourceRow | undefined): boolean =>
  above !== undefined &&
  below !== undefined &&
  filledIn(above) >= 2 &&
  filledIn(above) < filledIn(below) &&
  !above.texts.some(isFigure);

/** One row, unless it leaves columns without a heading and the next ones say more of them. */
function headRows(rows: readonly SourceRow[], skip: number): number {
  let count = 1;
  const first = rows[skip];
  if (first === undefined || first.texts.every(isFilled)) return 1;
  if (isOfWordsBelow(rows, skip)) return 2;
  while (count < mostHeads) {
    const next = rows[skip + count];
    if (next === undefined || filledIn(next) === 0) break;
    const isData = next.texts.some(isFigure);
    const above = rows.slice(skip, skip + count);
    const says = next.texts.some((text, index) => isFilled(text) && !isFilled(above.at(-1)?.texts[index]));
    if (isData || !says || headsGroup(next, above, rows.slice(skip + count + 1))) break;
    count++;
  }
  return rows.length > skip + count ? count : 1;
}

/** A row of one text that names the rows below it: a heading above it names its column, or others like it stand among the numbers. */
function headsGroup(row: SourceRow, above: readonly SourceRow[], below: readonly SourceRow[]): boolean {
  const only = row.texts.findIndex(isFilled);
  if (filledIn(row) !== 1) return false;
  const isAlone = (other: SourceRow): boolean => filledIn(other) === 1 && isFilled(other.texts[only]);
  const last = below.findLastIndex((other) => filledIn(other) > 1);
  return above.some(({ texts }) => isFilled(texts[only])) || below.slice(0, last).some(isAlone);
}

/** A second row in which words alone stand below the years or periods of the first, above numbers. */
function isOfWordsBelow(rows: readonly SourceRow[], skip: number): boolean {
  const [head, words, data] = rows.slice(skip, skip + 3);
  if (head === undefined || words === undefined || data === undefined || filledIn(words) < 2) return false;
  return words.texts.every(
    (text, index) =>
      !isFilled(text) ||
      (/^\p{L}/u.test(text.trim()) &&
        /\d{4}/.test(head.texts[index] ?? '') &&
        looksLikeNumber(data.texts[index] ?? '')),
  );
}

/** What a row of the header says of a column: in the upper rows a text reaches to the right, as far as its merged cells do. */
function saidOver({ texts, mergedFrom }: SourceRow, index: number, isUpper: boolean): string {
  const own = texts[index] ?? '';
  if (!isUpper || isFilled(own)) return own;
  const merged = mergedFrom?.(index);
  if (merged !== undefined) return texts[merged] ?? '';
  for (let left = index - 1; left >= 0; left--) {
    if (isFilled(texts[left])) return mergedFrom?.(left) === undefined ? (texts[left] ?? '') : '';
  }
  return '';
}

/** Words, also behind the number of a footnote. */
const isNoteText = (text: string): boolean =>
  /\p{L}/u.test(text) && (/\p{L}\s+\p{L}/u.test(text) || !looksLikeNumber(text));

/** Rows at the end in which one cell alone says something, and that is no number. */
function footerOf(rows: readonly SourceRow[], headings: readonly Heading[]): number {
  if (headings.length < 2) return 0;
  let count = 0;
  for (const row of [...rows].reverse()) {
    const said = row.texts.filter(isFilled);
    if (said.length === 0) continue;
    const isNote = said.length === 1 && isNoteText(said[0] ?? '');
    if (!isNote) break;
    count++;
  }
  return count < rows.length ? count : 0;
}

/** Whether the last row is the sum of the others, and leaves days or codes blank that all of these have: such a row is none of the data. */
function isGappySum(rows: readonly SourceRow[]): boolean {
  const [sum, ...others] = rows.toReversed();
  if (sum === undefined || others.length < 2 || !sum.texts.some((text) => /\p{L}{3}/u.test(text)))
    return false;
  const numberIn = ({ texts }: SourceRow, index: number): number =>
    Number(texts[index]?.replace(/[\s,]/g, '') ?? Number.NaN);
  const isCode = ({ texts }: SourceRow, index: number): boolean =>
    /\d/.test(texts[index] ?? '') && !looksLikeNumber(texts[index] ?? '');
  const indexes = sum.texts.map((_text, index) => index);
  return (
    indexes.some((index) => !isFilled(sum.texts[index]) && others.every((row) => isCode(row, index))) &&
    indexes.some((index) => {
      const all = others.reduce((total, row) => total + numberIn(row, index), 0);
      return all > 0 && Math.abs(all - numberIn(sum, index)) < 1e-6 * all;
    })
  );
}

/** What of a table stands in two columns and is one thing: a number with its flags, the year and the part of a period. */

/** Characters of a flag at most. */
export const longestFlag = 8;

/** Columns without a heading in which letters or signs stand beside the numbers of the column to their left. */
export function flagsBeside({ headings, data }: Pick<Form, 'headings' | 'data'>): ReadonlySet<number> {
  const isNumbers = (index: number): boolean => data.some(({ texts }) => looksLikeNumber(texts[index] ?? ''));
  return new Set(
    headings.flatMap(({ index, text }) => {
      const said = data.flatMap(({ texts }) => (isFilled(texts[index]) ? [(texts[index] ?? '').trim()] : []));
      const areFlags = said.every((each) => each.length <= longestFlag && !/\d/.test(each));
      const left = headings[index - 1];
      const isBeside = left !== undefined && left.text !== '' && isNumbers(index - 1);
      return text === '' && said.length > 0 && areFlags && isBeside ? [index] : [];
    }),
  );
}

/** A row whose numbers have their flags in their own cells. */
export function withFlags(row: SourceRow, flags: ReadonlySet<number>): SourceRow {
  if (flags.size === 0) return row;
  const texts = row.texts.map((text, index) => {
    const flag = flags.has(index + 1) ? (row.texts[index + 1] ?? '').trim() : '';
    return flag === '' ? text : `${text} ${flag}`.trimStart();
  });
  return { ...row, texts };
}

/** Two columns that are one period: years, and beside them which quarter or month. */
interface PeriodPair {
  readonly type: 'quarter' | 'month';
  readonly year: Heading;
  readonly part: Heading;
}

/** The columns that are named for years and for quarters or months, and hold nothing else. */
export function periodIn(headings: readonly Heading[], data: readonly SourceRow[]): PeriodPair | undefined {
  const year = headings.find(({ text }) => isYearWord(text));
  const part = headings.find(({ text }) => periodOfWord(text) !== undefined);
  const type = part && periodOfWord(part.text);
  if (year === undefined || part === undefined || type === undefined || data.length === 0) return undefined;
  const isPeriod = data.every(
    ({ texts }) =>
      readYear(texts[year.index] ?? '') !== undefined &&
      !combined(type, texts[year.index] ?? '', texts[part.index] ?? '').includes(' '),
  );
  return isPeriod ? { type, year, part } : undefined;
}

/** A row in which the whole period stands in the place of its part. */
export function withPeriod(row: SourceRow, pair: PeriodPair | undefined): SourceRow {
  if (pair === undefined) return row;
  const texts = [...row.texts];
  texts[pair.part.index] = combined(pair.type, texts[pair.year.index] ?? '', texts[pair.part.index] ?? '');
  return { ...row, texts };
}
