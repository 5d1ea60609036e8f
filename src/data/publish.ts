import type { Dataset, PublishedDataset } from '../model/dataset/dataset.js';
import type { Publish } from './extension.js';

/** A dataset that may be published as it is: with `disclose`, the one place where a `Dataset` becomes a `PublishedDataset`. */
export const asPublished = (dataset: Dataset): PublishedDataset => dataset as PublishedDataset;

/** Publishes all datasets as they are. Where nobody decides on them, none can ask for it: the key that does would be unknown. */
export const publishAll: Publish = async (datasets) => ({
  published: datasets.map(asPublished),
  diagnostics: [],
});

/**
 * A dataset with every count, for reports to those who may see them. It says that it is `disclosed`, whatever its policy would hide;
 * `compile` holds that none comes into a public report.
 */
export const disclose = (dataset: Dataset): PublishedDataset => asPublished({ ...dataset, disclosed: true });
