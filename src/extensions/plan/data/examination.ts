import type { ResourceContract } from '../../../data/contract.js';
import type { CheckedRow } from '../../../data/tables.js';
import type { Diagnostic } from '../../../diagnostics.js';
import { problem } from '../../../problems/problem.js';
import type { PlanPart } from './parts.js';

/** What the checks of a plan go by, and how they say what they find. */
export interface Examination {
  /** The year at whose last day the plan is examined. */
  readonly edition: number;
  readonly resources: Readonly<Record<PlanPart, ResourceContract>>;
  /** The rows of a part that hold no fault so far: what was wrong in a cell before is not said again in other words. */
  rowsOf(part: PlanPart): readonly CheckedRow[];
  /** Every row of a part that could be read, faulty cells or not. */
  allRowsOf(part: PlanPart): readonly CheckedRow[];
  /** True when a part is there whole, so that what it lacks is truly missing. */
  isWhole(part: PlanPart): boolean;
  /** Reports an error, after which nothing is derived from the part. */
  fault(part: PlanPart, problem: Diagnostic): void;
  warn(diagnostic: Omit<Diagnostic, 'severity'>): void;
}

/** What a cell of a row says, or an error when the plan needs it and it is empty. */
export function requireText(
  part: PlanPart,
  row: CheckedRow,
  field: string,
  { fault, resources }: Examination,
): string | undefined {
  const text = row.attributes[field];
  if (text !== undefined) return text;
  const declared = resources[part].fields.find(({ name }) => name === field);
  const values = declared?.categories.map(({ value }) => `\`${value}\``).join(', ');
  const some = declared?.type === 'date' ? 'a date' : 'a text';
  const expected = values === undefined || values === '' ? some : `one of ${values}`;
  const owner = `\`${row.keys.code}\` in \`${resources[part].name}\``;
  fault(part, problem('plan/blank', row.place(field), { field, owner, expected }));
  return undefined;
}
