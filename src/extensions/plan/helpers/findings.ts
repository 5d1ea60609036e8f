/** How much of something there is, and which words are true of it. */
import type { Call } from '../../../content/helpers/call.js';
import { quantityAt, requireRow } from '../../../content/selection/cells.js';
import type { MessageArguments } from '../../../language/language.js';
import type { MessageId } from '../../../language/message-id.js';
import type { PublishedDataset } from '../../../model/dataset/dataset.js';
import { compare, toNumber } from '../../../model/exact.js';
import { isExact, type Quantity } from '../../../model/quantity.js';
import type { Told } from '../plan-block.js';
import { chosen, fieldOf, type Plan } from './plan.js';

/** The counts of the objective that a call names, or of the whole plan: of its measures, and of targets reached. */
export function countsOf(call: Call, plan: Plan): { of(measure: string): Quantity; reached(): Quantity } {
  const objective =
    chosen(call, plan, 'objective')?.value ?? fieldOf(plan.objectives, 'objective').total ?? '';
  const number = (dataset: PublishedDataset, keys: Record<string, string>, measure: string): Quantity =>
    quantityAt(dataset, requireRow(call, dataset, keys), fieldOf(dataset, measure), call.at);
  return {
    of: (measure) => number(plan.objectives, { objective }, measure),
    reached: () => number(plan.verdicts, { objective, verdict: 'reached' }, 'indicators'),
  };
}

/** What a message says of a part and its whole, the numbers in place of [PART] and [WHOLE]. */
export const toldOf = (
  message: MessageId,
  part: Quantity,
  whole: Quantity,
  values: MessageArguments = {},
): Told => ({
  message,
  values: { ...values, case: caseOf(whole, part), whole: countIn(whole), part: countIn(part) },
  numbers: { WHOLE: whole, PART: part },
});

const countIn = ({ value }: Quantity): number => (isExact(value) ? toNumber(value) : 0);

/** Which words are true: there is nothing, all of it, none of it, or some. */
function caseOf({ value: whole }: Quantity, { value: part }: Quantity): 'nothing' | 'all' | 'none' | 'some' {
  if (!isExact(whole) || !isExact(part) || whole.numerator === 0n) return 'nothing';
  if (compare(whole, part) === 0) return 'all';
  return part.numerator === 0n ? 'none' : 'some';
}
