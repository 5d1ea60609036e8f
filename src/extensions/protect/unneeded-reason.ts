import type { Diagnostic } from '../../diagnostics.js';
import type { Dataset } from '../../model/dataset/dataset.js';
import { fewPersons } from '../../model/dataset/few-persons.js';
import { problem } from '../../problems/problem.js';

/** An error for a reason why small counts are handed out, where there are none. */
export function unneededReason(dataset: Dataset): Diagnostic[] {
  const { smallCounts: allowed, name } = dataset;
  if (allowed === undefined || fewPersons(dataset).length > 0) return [];
  return [problem('guard/allow', allowed.position, { name })];
}
