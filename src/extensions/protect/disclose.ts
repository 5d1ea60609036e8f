import type { Dataset, PublishedDataset } from '../../model/dataset/dataset.js';
import type { Protected } from './protect.js';

/**
 * The datasets with every count, for reports to those who may see them. Each says that it is `disclosed`, whatever its policy would
 * hide; `compile` holds that none comes into a public report.
 */
export function disclose(datasets: readonly Dataset[]): Protected {
  const published = datasets.map(
    (dataset) => ({ ...dataset, disclosed: true }) as Dataset as PublishedDataset,
  );
  return { published, diagnostics: [] };
}
