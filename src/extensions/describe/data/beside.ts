/** What of a table stands in two columns and is one thing: a number with its flags, the year and the part of a period. */

import { combined } from '../../../data/shape/combined.js';
import { readYear } from '../../../model/dataset/periods.js';
import type { SourceRow } from '../../../model/dataset/source-table.js';
import { type Form, type Heading, looksLikeNumber } from './form.js';
import { isYearWord, periodOfWord } from './names.js';

/** Characters of a flag at most. */
export const longestFlag = 8;

const isFilled = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';

/** Columns without a heading in which letters or signs stand beside the numbers of the column to their left. */
export function flagsBeside({ headings, data }: Form): ReadonlySet<number> {
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
export interface PeriodPair {
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
