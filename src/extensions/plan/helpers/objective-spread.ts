import type { HelperDefinition } from '../../../content/helpers/definition.js';
import type { FeatureBlock } from '../../../content/printable.js';
import { checkChoices } from './choose.js';
import { indicatorBulletsOf } from './indicator-bullets.js';
import { lateActionsOf } from './late-actions.js';
import { resultOf } from './objective-result.js';
import { requirePlan } from './plan.js';
import { statusRowOf } from './status-row.js';

/**
 * `{{objective-spread objective="1"}}`: an objective at a glance, each number once: the result in words, the actions by
 * status, the indicators as a bullet chart, and what is late. `result=false` leaves the words to the author.
 */
export const objectiveSpread: HelperDefinition = {
  name: 'objective-spread',
  first: 'none',
  arity: [0, 0],
  parameters: ['objective', 'result'],
  checkWritten: checkChoices('objective-spread', ['objective']),
  run(call, scope): FeatureBlock {
    call.requiredText('objective');
    const plan = requirePlan(scope.data, call.name, call.at);
    const told = !('result' in call.hash) || call.flag('result');
    const parts = [...(told ? [resultOf] : []), statusRowOf, indicatorBulletsOf, lateActionsOf].map((part) =>
      part(call, plan, scope),
    );
    return { kind: 'block', name: 'plan', content: { parts } };
  },
};
