import type { Diagnostic } from '../../diagnostics.js';
import type { Dataset } from '../../model/dataset/dataset.js';
import { fewPersons } from '../../model/dataset/few-persons.js';

/** An error for a reason why small counts are handed out, where there are none. */
export function unneededReason(dataset: Dataset): Diagnostic[] {
  const { smallCounts: allowed, name } = dataset;
  if (allowed === undefined || fewPersons(dataset).length > 0) return [];
  return [
    {
      severity: 'error',
      code: 'guard/allow',
      message: `Unexpected \`small-counts\` in \`allow\` of \`${name}\`, expected rules that are broken here`,
      position: allowed.position,
      hint: 'leave it out: no count of persons is from 1 to 4; counts of persons need `about: persons`',
    },
  ];
}
