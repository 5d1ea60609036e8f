import type { Diagnostic } from '../diagnostics.js';
import type { Dataset, PublishedDataset } from '../model/dataset.js';
import { smallCounts } from './small-counts.js';

/** What may be published, and what was said of it. */
export interface Protected {
  /** One for each dataset, in their order. */
  readonly published: readonly PublishedDataset[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Decides what may be published of all datasets together, since a number that one hides another may give away. Without
 * a protection policy that is all of it, with a warning of small counts of persons. The one place where a `Dataset`
 * becomes a `PublishedDataset`, so that nothing else can let raw data through.
 */
export function protect(datasets: readonly Dataset[]): Protected {
  return {
    published: datasets.map((dataset) => dataset as PublishedDataset),
    diagnostics: datasets.flatMap(smallCounts),
  };
}
