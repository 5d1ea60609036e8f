import type { Field } from '../../model/dataset/dataset.js';
import { isCount, unitParts } from '../../model/unit.js';

/** How a sentence names what it is about: "the number of victims", "Rate (per cent)", "Budget (euros)", "the figure". */
export type SubjectKind = 'count' | 'percent' | 'measured' | 'plain';

/** The kind of a measure's name in a sentence. */
export function subjectKind(measure: Field): SubjectKind {
  const { unit = '' } = measure;
  if (unit === '%') return 'percent';
  if (isCount(measure)) return 'count';
  return unitParts(unit).noun === '' ? 'plain' : 'measured';
}
