import type { Position } from '../../../diagnostics.js';
import type { Language } from '../../../language/language.js';
import { printQuantity } from '../../../language/print.js';
import { cellKey, countQuantity } from '../../../model/dataset/cell.js';
import type { Category, PublishedDataset, Row } from '../../../model/dataset/dataset.js';
import type { Quantity } from '../../../model/quantity.js';
import type { Judgement, TallyEntry } from '../../../model/tree/table-parts.js';
import { isCategory } from './plan.js';

/** What is counted: the rows of a derived dataset, by the categories of an attribute. */
export interface Counted {
  readonly dataset: PublishedDataset;
  readonly rows: readonly Row[];
  readonly attribute: string;
  readonly categories: readonly Category[];
  readonly unit: string;
  readonly tone: (category: string) => Judgement;
}

/**
 * How many rows there are of each category, in the order of the categories; those without rows are left out. Each
 * number rests on the cells that it counts.
 */
export function tallyOf(counted: Counted, at: Position, language: Language): TallyEntry[] {
  const { dataset, attribute, categories, tone } = counted;
  return categories.flatMap((category): TallyEntry[] => {
    const rows = counted.rows.filter((row) => isCategory(dataset, row, attribute, category));
    if (rows.length === 0) return [];
    const entry = printQuantity(countOf(counted, rows, at), 'table', language);
    return [{ word: category.label, tone: tone(category.value), entry }];
  });
}

/** How many rows there are, on the cells that are counted. */
export function countOf(
  { dataset, attribute, unit }: Pick<Counted, 'dataset' | 'attribute' | 'unit'>,
  rows: readonly Row[],
  at: Position,
): Quantity {
  const cells = rows.map((row) => cellKey(dataset, row, { name: attribute }));
  return countQuantity(dataset, cells, at, unit);
}

/** A tally as plain text: "Implemented 5, Late 1". */
export function tallyText(tally: readonly TallyEntry[], language: Language): string {
  return language.labels(tally.map(({ word, entry }) => `${word} ${entry.text}`));
}
