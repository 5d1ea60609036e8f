import type { Call, Scope } from '../../../content/helpers/call.js';
import type { ExtensionBlock } from '../../../content/printable.js';
import { quantityAt, requireRow } from '../../../content/selection/cells.js';
import type { PublishedDataset } from '../../../model/dataset/dataset.js';
import { compare, toNumber } from '../../../model/exact.js';
import { isExact, type Quantity } from '../../../model/quantity.js';
import type { PlanSentence } from '../plan-block.js';
import { indicatorBulletsOf } from './indicator-bullets.js';
import { lateActionsOf } from './late-actions.js';
import { chosen, fieldOf, type Plan, planHelper } from './plan.js';
import { statusRowOf } from './status-row.js';

/**
 * `{{objective-spread objective="1"}}`: an objective at a glance, each number once: the result in words, the actions by
 * status, the indicators as a bullet chart, and what is late. `result=false` leaves the words to the author.
 */
export const objectiveSpread = planHelper(
  'objective-spread',
  ['objective'],
  ['result'],
  (call, plan, scope): ExtensionBlock => {
    call.requiredText('objective');
    const told = call.flag('result', true);
    const parts = [...(told ? [resultOf] : []), statusRowOf, indicatorBulletsOf, lateActionsOf].map((part) =>
      part(call, plan, scope),
    );
    return { kind: 'block', name: 'plan', content: { parts } };
  },
);

/**
 * `{{objective-result objective="1"}}`: what came of an objective in two sentences, whose words follow from the figures:
 * how much of what was due was done, and how many indicators reached their target.
 */
export const objectiveResult = planHelper(
  'objective-result',
  ['objective'],
  [],
  (call, plan, scope): ExtensionBlock => ({
    kind: 'block',
    name: 'plan',
    content: { parts: [resultOf(call, plan, scope)] },
  }),
);

/** The two sentences, of an objective or of the whole plan. */
function resultOf(call: Call, plan: Plan, { edition }: Scope): PlanSentence {
  const objective =
    chosen(call, plan, 'objective')?.value ?? fieldOf(plan.objectives, 'objective').total ?? '';
  const year = { year: `${edition}` };
  const number = (dataset: PublishedDataset, keys: Record<string, string>, measure: string): Quantity =>
    quantityAt(dataset, requireRow(call, dataset, keys), fieldOf(dataset, measure), call.at);
  const of = (measure: string): Quantity => number(plan.objectives, { objective }, measure);
  const reached = number(plan.verdicts, { objective, verdict: 'reached' }, 'indicators');
  return {
    kind: 'sentences',
    sentences: [
      { message: 'content.plan.result.actions' as const, whole: of('due'), part: of('met'), values: year },
      {
        message: 'content.plan.result.indicators' as const,
        whole: of('scored'),
        part: reached,
        values: year,
      },
    ].map(({ message, whole, part, values }) => ({
      message,
      values: { ...values, case: caseOf(whole, part), whole: countIn(whole), part: countIn(part) },
      numbers: { WHOLE: whole, PART: part },
    })),
  };
}

const countIn = ({ value }: Quantity): number => (isExact(value) ? toNumber(value) : 0);

/** Which words are true: there is nothing, all of it, none of it, or some. */
function caseOf({ value: whole }: Quantity, { value: part }: Quantity): 'nothing' | 'all' | 'none' | 'some' {
  if (!isExact(whole) || !isExact(part) || whole.numerator === 0n) return 'nothing';
  if (compare(whole, part) === 0) return 'all';
  return part.numerator === 0n ? 'none' : 'some';
}
