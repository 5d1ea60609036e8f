import type { HelperDefinition } from '../../../content/helpers/definition.js';
import { fail } from '../../../content/helpers/problem.js';
import { expectedReason, isReason } from '../../../model/reason.js';

/**
 * `{{#unchecked "the source gives no figures"}}…{{/unchecked}}`: words of trend or comparison that no dataset can test,
 * and why. They are printed as they are.
 */
export const unchecked: HelperDefinition = {
  name: 'unchecked',
  first: 'any',
  arity: [1, 1],
  parameters: [],
  frees: true,
  run(call) {
    return fail('content/argument.block-2', call.at);
  },
  runBlock(call, scope, body): string {
    const reason = call.textParam(0, 'the reason why the words cannot be tested');
    if (!isReason(reason, 'unchecked')) {
      const actual = reason.trim() === '' ? 'empty reason' : `\`${reason}\` as the reason`;
      fail('content/argument.unchecked', call.paramAt(0), { actual, expectedReason });
    }
    const marked = body();
    scope.keep('unchecked', { marked, at: call.at, reason });
    return marked;
  },
};
