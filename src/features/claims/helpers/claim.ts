import type { Call, Scope } from '../../../content/helpers/call.js';
import type { HelperDefinition } from '../../../content/helpers/definition.js';
import type { Label } from '../../../content/printable.js';
import { claimProblem } from '../explain.js';
import { claimParameters, judge } from '../judge.js';
import { expandedClaim } from '../keep.js';
import { requireKind } from '../registry.js';

/** Tests the claim of a call, keeps it, and reports it unless it is true. */
function test(call: Call, scope: Scope, own: readonly string[], marked: string): void {
  const judgement = judge(call, scope, own);
  const claim = expandedClaim(call, judgement, scope, marked);
  scope.keep('claim', claim);
  const problem = claimProblem(claim, judgement.kind.expected(judgement.limits));
  if (problem !== undefined) scope.report(problem);
}

/**
 * `{{#claim "increasing" "victims" from=2009 to=2014}}…{{/claim}}`, or `{{claim ... text="…"}}`: prints its text and
 * reports `claim/false` or `claim/untestable` unless the figures bear it out. A refused claim still prints, so that the
 * run finds the other faults.
 */
export const claim: HelperDefinition = {
  name: 'claim',
  first: 'dataset-or-quantity',
  checkLeading: requireKind,
  arity: [2, 2],
  parameters: [...claimParameters, 'text'],
  fieldParameters: ['among'],
  run(call, scope): Label {
    const text = call.requiredText('text');
    test(call, scope, ['text'], text);
    return { kind: 'label', text, value: text };
  },
  runBlock(call, scope, body): string {
    const marked = body();
    test(call, scope, [], marked);
    return marked;
  },
};
