import type { Diagnostic } from '../../diagnostics.js';
import type { PublishedData, PublishedDataset } from '../../model/dataset/dataset.js';
import { fewPersons } from '../../model/dataset/few-persons.js';
import type { Target } from '../../model/project/project.js';
import { problem } from '../../problems/problem.js';
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

/** True for counts of so few persons that they are handed out only for a reason. */
const isHeldBack = (dataset: PublishedDataset): boolean =>
  dataset.smallCounts === undefined && fewPersons(dataset).length > 0;

/** Datasets that may not be handed out. */
export function annexProblems(input: AnnexInput): Diagnostic[] {
  return annexDatasets(input)
    .filter(isHeldBack)
    .map(({ name, position }) => problem('protect/annex', position, { name, id: input.target.report.id }));
}
