/** What a window sees from a row. */
export interface Window {
  /** How many rows before and after it are in it; null for all. */
  readonly frame: readonly [number | null, number | null];
  /** False where rows of one rank as the first or the last of it are in it too. */
  readonly ignoresPeers: boolean;
}

/** By what the rows of a window follow one another. */
export type Order =
  | { readonly kind: 'time' }
  /** Numbers, bands of them, or units of time: what comes before is what lies before along their axis. */
  | { readonly kind: 'along'; readonly field: string; readonly timeUnit?: string }
  /** As they stand in the data. */
  | { readonly kind: 'rows' }
  /** Whatever the order is, a reader knows what is meant. */
  | { readonly kind: 'any'; readonly by: readonly OrderedField[] };

/** A field by which rows are ordered. */
export interface OrderedField {
  readonly field: string;
  readonly isDescending: boolean;
}

/** Operations that say where a row stands in an order. */
export const rankings: ReadonlySet<string> = new Set([
  'rank',
  'dense_rank',
  'row_number',
  'cume_dist',
  'ntile',
]);
