import type { Call, Scope } from '../../../content/helpers/call.js';
import type { ExtensionBlock } from '../../../content/printable.js';
import type { PlanSentence } from '../plan-block.js';
import { countsOf, toldOf } from './findings.js';
import { lateActionsOf } from './late-actions.js';
import { type Plan, planHelper } from './plan.js';
import { scorecardOf } from './scorecard.js';

/**
 * `{{objective-spread objective="1"}}`: an objective at a glance, each number once: the result in words, the indicators
 * against their targets, and what is late. `result=false` leaves the words to the author.
 */
export const objectiveSpread = planHelper(
  'objective-spread',
  ['objective'],
  ['result'],
  (call, plan, scope): ExtensionBlock => {
    call.requiredText('objective');
    const told = call.flag('result', true);
    const parts = [...(told ? [resultOf] : []), scorecardOf, lateActionsOf].map((part) =>
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
  const counts = countsOf(call, plan);
  const year = { year: `${edition}` };
  return {
    kind: 'sentences',
    sentences: [
      toldOf('content.plan.result.actions', counts.of('met'), counts.of('due'), year),
      toldOf('content.plan.result.indicators', counts.reached(), counts.of('scored'), year),
    ],
  };
}
