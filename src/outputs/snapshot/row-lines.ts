import type { SnapshotDataset } from '../../model/snapshot/snapshot.js';

type Rows = SnapshotDataset['rows'];

/**
 * The rows of datasets as `published.json` holds them, each written once. Every report of a language publishes all rows
 * of its datasets, and of a thousand towns there may be a thousand reports.
 */
export class RowLines {
  readonly #lines = new WeakMap<Rows, string>();

  of(rows: Rows): string {
    const lines = this.#lines.get(rows) ?? rows.map((row) => JSON.stringify(row)).join(',\n');
    this.#lines.set(rows, lines);
    return lines;
  }
}
