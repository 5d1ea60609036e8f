import type { CheckedRow } from '../../../data/tables.js';
import { didYouMean, listNames } from '../../../diagnostics.js';
import { problem } from '../../../problems/problem.js';
import { compareCodes } from './code-order.js';
import type { Examination } from './examination.js';
import type { PlanPart } from './parts.js';

/** A column that names a row of another part of the plan. */
export interface Reference {
  readonly part: PlanPart;
  readonly row: CheckedRow;
  readonly field: string;
  /** The part that it points into. */
  readonly target: PlanPart;
  /** The codes to offer where there is no such row; absent: all of them. */
  readonly offer?: readonly string[];
}

/**
 * True when a code has a row in the part that it points into, be that row right or wrong; reports one that has none. A
 * foreign key of the data package over the same column has done so before, and a part that could not be read whole is
 * not searched.
 */
export function checkReference(code: string, reference: Reference, examination: Examination): boolean {
  const { part, row, field, target } = reference;
  const { resources, isWhole, allRowsOf, fault } = examination;
  const known = allRowsOf(target).flatMap(({ keys }) => keys.code ?? []);
  if (known.includes(code)) return true;
  const { name } = resources[target];
  const told = resources[part].foreignKeys.some(
    ({ fields, resource }) => fields.length === 1 && fields[0] === field && resource === name,
  );
  if (told || !isWhole(target)) return false;
  const codes = reference.offer ?? known.sort(compareCodes);
  const expected = `a code of \`${name}\`: ${listNames(codes)}`;
  // One number is no misspelling of another: "1.4" may mean anything.
  const hint = /\p{L}/u.test(code) ? didYouMean(code, codes) : {};
  fault(
    part,
    problem('plan/reference', row.place(field), { code, field, name: resources[part].name, expected }, hint),
  );
  return false;
}
