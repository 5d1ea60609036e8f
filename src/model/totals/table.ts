/** What totals are looked for in. */
import type { Levelled } from '../dataset/hierarchy.js';

/** A row, told from others by its categories. */
export interface KeyedRow {
  readonly keys: Readonly<Record<string, string>>;
}

/** A column, as far as totals are concerned: a dimension may have a category for them, and levels. */
export interface TotalledField extends Levelled {
  readonly name: string;
  readonly role: string;
  /** What totals include beside the categories. */
  readonly remainder?: string;
}

/** Rows whose totals are looked at. */
export interface TotalledTable<F extends TotalledField, R extends KeyedRow> {
  readonly fields: readonly F[];
  readonly rows: readonly R[];
}
