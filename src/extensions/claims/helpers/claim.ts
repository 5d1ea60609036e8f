import type { Call, Scope } from '../../../content/helpers/call.js';
import type { HelperDefinition } from '../../../content/helpers/definition.js';
import type { Label } from '../../../content/printable.js';
import { claimProblem } from '../explain.js';
import { claimParameters, denied, judge, requireKind } from '../judge.js';
import { expandedClaim } from '../keep.js';

/** Tests the claim of a call, keeps it, and reports it unless it is true. */
function test(call: Call, scope: Scope, own: readonly string[], marked: string): void {
  const judged = judge(call, scope, [...own, 'not']);
  const isDenied = call.flag('not');
  const judgement = isDenied ? denied(judged) : judged;
  const claim = expandedClaim(call, judgement, scope, marked);
  scope.keep('claim', claim);
  const expected = judgement.kind.expected(judgement.limits);
  const problem = claimProblem(claim, isDenied ? `the contrary of “${expected}”` : expected);
  if (problem !== undefined) scope.report(problem);
}

/**
 * With `not=true` the claim is that the figures contradict it. `{{#claim "increasing" "victims" from=2009 to=2014}}…{{/claim}}`, or `{{claim ... text="…"}}`: prints its text and
 * reports `claim/false` or `claim/untestable` unless the figures bear it out. A refused claim still prints, so that the
 * run finds the other faults.
 */
export const claim: HelperDefinition = {
  name: 'claim',
  first: 'dataset-or-quantity',
  checkLeading: requireKind,
  arity: [2, 2],
  parameters: [...claimParameters, 'text', 'not'],
  fieldParameters: ['among'],
  filtersAttributes: true,
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
