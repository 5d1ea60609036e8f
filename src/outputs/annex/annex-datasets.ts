import type { PublishedData, PublishedDataset } from '../../model/dataset/dataset.js';
import type { Target } from '../../model/project/project.js';
import { type UsedNames, usedNames } from '../snapshot/snapshot.js';

/** What the annex of a report follows from. */
export interface AnnexInput extends UsedNames {
  readonly target: Target;
  readonly data: PublishedData;
}

/** The datasets that a report draws on, where it hands them out. */
export function annexDatasets({ target, data, ...names }: AnnexInput): readonly PublishedDataset[] {
  if (target.report.data !== true) return [];
  const used = usedNames(names);
  return Object.values(data).filter(({ name }) => used.has(name));
}
