import type { Call, Scope } from '../../../content/helpers/call.js';
import type { HelperDefinition } from '../../../content/helpers/definition.js';
import type { FeatureBlock } from '../../../content/printable.js';
import { quantityAt, requireRow } from '../../../content/selection/cells.js';
import type { PublishedDataset } from '../../../model/dataset/dataset.js';
import { compare, toNumber } from '../../../model/exact.js';
import { isExact, type Quantity } from '../../../model/quantity.js';
import type { PlanSentence } from '../plan-block.js';
import { checkChoices, chosen } from './choose.js';
import { fieldOf, type Plan, requirePlan } from './plan.js';

/**
 * `{{objective-result objective="1"}}`: what came of an objective in two sentences, whose words follow from the figures:
 * how much of what was due was done, and how many indicators reached their target.
 */
export const objectiveResult: HelperDefinition = {
  name: 'objective-result',
  first: 'none',
  arity: [0, 0],
  parameters: ['objective'],
  checkWritten: checkChoices('objective-result', ['objective']),
  run(call, scope): FeatureBlock {
    const sentences = resultOf(call, requirePlan(scope.data, call.name, call.at), scope);
    return { kind: 'block', name: 'plan', content: { parts: [sentences] } };
  },
};

/** The two sentences, of an objective or of the whole plan. */
export function resultOf(call: Call, plan: Plan, { edition }: Scope): PlanSentence {
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
