import { ownOf } from '../own.js';
import type { Dataset, Field, PublishedData, PublishedDataset, Row } from './dataset.js';

/** What the rows of a dataset are called that codes alone tell apart. */
export interface RowTitle {
  /** "Action". */
  readonly head: string;
  of(row: Row): string | undefined;
}

/** The titles of rows: their own, or those of the dataset that a code of theirs refers to. */
export function rowTitle(dataset: PublishedDataset, data: PublishedData | undefined): RowTitle | undefined {
  const own = titleField(dataset);
  if (own !== undefined) return { head: own.title, of: ({ attributes }) => attributes[own.name] };
  for (const { name, refersTo } of dataset.fields) {
    const other = refersTo === undefined ? undefined : ownOf(data, refersTo);
    const named = other && titleField(other);
    const code = other?.fields.find(({ role }) => role === 'dimension');
    if (named === undefined || code === undefined) continue;
    const known = new Map(
      other?.rows.map(({ keys, attributes }) => [keys[code.name], attributes[named.name]]),
    );
    return { head: named.title, of: ({ keys }) => known.get(keys[name]) };
  }
  return undefined;
}

/** The attribute that says what a row is which is known by its code alone: one beside a single dimension without labels. */
function titleField({ fields }: Pick<Dataset, 'fields'>): Field | undefined {
  const [code, ...others] = fields.filter(({ role }) => role === 'dimension');
  const isBare = code?.categories.every(({ value, label }) => value === label) ?? false;
  if (!isBare || others.length > 0) return undefined;
  const attributes = fields.filter(({ role }) => role === 'attribute');
  // The surest first.
  return ['title', 'name', 'label'].flatMap((title) => attributes.filter(({ name }) => name === title))[0];
}
