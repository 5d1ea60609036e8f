import { isCount } from '../../model/counted.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import { type Exact, toFractionText } from '../../model/exact.js';
import { ownOf } from '../../model/own.js';
import { printedOn } from '../../model/project/precision.js';
import { type Fraction, isExact, type Quantity } from '../../model/quantity.js';
import type { Call, Scope } from '../helpers/call.js';
import { fail } from '../helpers/problem.js';
import { valueCall } from '../numbers/call-text.js';
import { allow } from './exception-book.js';

/** What a percentage is made from. `part` is a part of the base, or how far it has moved `from` there. */
export interface Percentage {
  readonly base: Quantity;
  readonly part: Exact;
  readonly form: Fraction['form'];
  /** The later number, or the part, as it would be printed. */
  readonly first: Quantity;
}

/** How a percentage is printed: as what it is made from, or with few decimals; with those of its operation where it says neither. */
export interface PrintedPercentage {
  readonly fraction?: Fraction;
  readonly mostDigits?: number;
}

type Policy = Pick<Scope, 'data' | 'operations' | 'precision'>;

/**
 * What the policy of precision makes of a percentage whose base is counted one by one; nothing of euros and degrees.
 * With seven persons, one more or less moves a percentage by fourteen points, and a reader cannot see it. So a table
 * prints "3 of 7" in its place. A sentence needs other words and fails, unless a reason is given.
 */
export function percentageOn(
  call: Call,
  scope: Policy,
  percentage: Percentage,
  place: 'sentence' | 'table',
): PrintedPercentage {
  const { base, part, form } = percentage;
  const { value } = base;
  if (!isExact(value) || !isCount(base, scope)) return {};
  switch (printedOn(value, scope.precision)) {
    case 'decimals':
      return {};
    case 'whole':
      return { mostDigits: 0 };
    case 'counts': {
      const reason = call.exceptions?.reasonFor('small-base');
      if (reason === undefined && place === 'sentence') return refuse(call, scope, percentage, value);
      const fraction = { part, whole: value, form, digits: base.digits };
      return { fraction: reason === undefined ? fraction : { ...fraction, reason } };
    }
  }
}

function refuse(call: Call, { data, precision }: Policy, percentage: Percentage, base: Exact): never {
  return fail('guard/small-base.percentage', call.at, {
    fractionText: toFractionText(base),
    percentages: precision.percentages,
    wording: wording(percentage, data),
    allow,
  });
}

/** The figures themselves, as calls where both are cells: "4 of 7". */
function wording({ base, first, form }: Percentage, data: PublishedData): string {
  const [one, other] = [first, base].map((quantity) => callFor(quantity, data));
  if (one === undefined || other === undefined) return form === 'of' ? '"3 of 7"' : '"10, after 7"';
  return `\`${form === 'of' ? `${one} of ${other}` : `${one}, after ${other}`}\``;
}

function callFor({ operation, cells: [cell] }: Quantity, data: PublishedData): string | undefined {
  const dataset = cell && ownOf(data, cell.dataset);
  const field = dataset?.fields.find(({ name }) => name === cell?.field);
  if (operation !== 'value' || cell === undefined || dataset === undefined || field === undefined)
    return undefined;
  return valueCall(dataset, cell.keys, field);
}

/** Fails when a ratio is one to few things, and no reason is given: it moves as a percentage does. */
export function guardRatio(call: Call, scope: Policy, base: Quantity): void {
  const { value } = base;
  if (!isExact(value) || !isCount(base, scope) || printedOn(value, scope.precision) !== 'counts') return;
  if (call.exceptions?.reasonFor('small-base') !== undefined) return;
  fail('guard/small-base.ratio-of-helper', call.at, {
    fractionText: toFractionText(value),
    percentages: scope.precision.percentages,
    allow,
  });
}
