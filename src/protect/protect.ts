import type { Dataset, PublishedDataset } from '../model/dataset.js';

/**
 * Returns what may be published of a dataset: without a protection policy, all of it. The one place where a
 * `Dataset` becomes a `PublishedDataset`, so that nothing else can let raw data through.
 */
export function protect(dataset: Dataset): PublishedDataset {
  return dataset as PublishedDataset;
}
