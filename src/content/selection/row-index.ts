import type { PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { dimensionsOf } from './fields.js';
import type { Keys } from './keys.js';

/** Rows of datasets by their keys. Published datasets are never changed, so that an index of one stays true. */
export class RowIndex {
  readonly #rows = new WeakMap<PublishedDataset, ReadonlyMap<string, Row>>();

  /** The row that these keys name; undefined when there is none. Constant time after the first call for a dataset. */
  rowAt(dataset: PublishedDataset, keys: Keys): Row | undefined {
    const known = this.#rows.get(dataset);
    const index = known ?? new Map(dataset.rows.map((row) => [keyText(dataset, row.keys), row]));
    if (known === undefined) this.#rows.set(dataset, index);
    return index.get(keyText(dataset, keys));
  }
}

const keyText = (dataset: PublishedDataset, keys: Keys): string =>
  JSON.stringify(dimensionsOf(dataset).map((field) => keys[field.name]));
