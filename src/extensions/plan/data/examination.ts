import type { ResourceContract } from '../../../data/contract.js';
import type { CheckedRow } from '../../../data/tables.js';
import { type Diagnostic, didYouMean, listNames } from '../../../diagnostics.js';
import { problem } from '../../../problems/problem.js';
import type { PlanPart, PlanParts } from './model.js';

/** What the checks of a plan go by, and how they say what they find. */
export interface Examination {
  /** The year at whose last day the plan is examined. */
  readonly edition: number;
  readonly resources: PlanParts<ResourceContract>;
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

/** A column that names a row of another part of the plan. */
interface Reference {
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

/**
 * Orders codes as people count: "1.2" before "1.10", "I2" before "I10". Digits are compared as numbers, the rest as
 * text by code points, so that neither the order of lines nor a locale reaches a page.
 */
export function compareCodes(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = comparePart(left[index] ?? '', right[index] ?? '');
    if (difference !== 0) return difference;
  }
  return 0;
}

const partsOf = (code: string): string[] => code.match(/\d+|\D+/g) ?? [];

function comparePart(a: string, b: string): number {
  if (/^\d+$/.test(a) && /^\d+$/.test(b) && BigInt(a) !== BigInt(b)) return BigInt(a) < BigInt(b) ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
