import type { Diagnostic } from '../diagnostics.js';
import type { Dataset, PublishedDataset } from '../model/dataset/dataset.js';
import { fewPersons } from '../model/dataset/few-persons.js';
import { problem } from '../problems/problem.js';
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

/** An error for a reason why small counts are handed out, where there are none. */
export function unneededReason(dataset: PublishedDataset): Diagnostic[] {
  const { smallCounts: allowed, name, disclosed } = dataset;
  if (allowed === undefined || disclosed || fewPersons(dataset).length > 0) return [];
  return [problem('guard/allow', allowed.position, { name })];
}
