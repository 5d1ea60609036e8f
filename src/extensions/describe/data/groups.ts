import type { SourceRow } from '../../../model/dataset/source-table.js';
import { type Heading, looksLikeNumber } from './form.js';

/** Rows with the group of each; those that only name one are not among them. */
export interface Grouped {
  readonly rows: readonly { readonly row: SourceRow; readonly group: string }[];
}

const isFilled = (text: string | undefined): boolean => text !== undefined && text.trim() !== '';

/**
 * Groups that rows of one name make, where rows below them have names that come twice: "Subtotal". An empty row ends a group, and a
 * row outside is one of its own, as a build reads it.
 */
export function groupedBy(data: readonly SourceRow[], columns: readonly Heading[]): Grouped | undefined {
  const names = columns.find(({ index }) => data.some(({ texts }) => isWord(texts[index])));
  if (names === undefined) return undefined;
  const nameOf = ({ texts }: SourceRow): string => texts[names.index] ?? '';
  const isAlone = (row: SourceRow): boolean =>
    row.texts.filter(isFilled).length === 1 && isFilled(nameOf(row));
  if (!data.some(isAlone)) return undefined;
  let group: string | undefined;
  let before: SourceRow | undefined;
  const rows = data.flatMap((row) => {
    const isApart = before !== undefined && row.line > before.line + 1;
    before = row;
    if (isAlone(row)) {
      group = nameOf(row);
      return [];
    }
    if (isApart) group = undefined;
    return [{ row, group: group ?? nameOf(row) }];
  });
  const count = (keyOf: (each: (typeof rows)[number]) => string): number => new Set(rows.map(keyOf)).size;
  const isNeeded = count(({ row }) => nameOf(row)) < rows.length;
  return isNeeded && count(({ row, group: own }) => `${own}\u0000${nameOf(row)}`) === rows.length
    ? { rows }
    : undefined;
}

const isWord = (text: string | undefined): boolean =>
  isFilled(text) && !looksLikeNumber(text ?? '') && /\p{L}/u.test(text ?? '');
