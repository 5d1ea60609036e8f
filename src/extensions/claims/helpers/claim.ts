import type { Call, Scope } from '../../../content/helpers/call.js';
import type { HelperDefinition } from '../../../content/helpers/definition.js';
import { fail } from '../../../content/helpers/problem.js';
import type { Label } from '../../../content/printable.js';
import type { Diagnostic } from '../../../diagnostics.js';
import { expectedReason, isReason } from '../../../model/reason.js';
import { claimProblem } from '../explain.js';
import { claimParameters, denied, judge, requireKind } from '../judge.js';
import { type ExpandedClaim, expandedClaim } from '../keep.js';

/** Tests the claim of a call; its problem is undefined where it is true. */
export function testClaim(
  call: Call,
  scope: Pick<Scope, 'data' | 'language'>,
  own: readonly string[],
  marked: string,
): { readonly claim: ExpandedClaim; readonly problem: Diagnostic | undefined } {
  const judged = judge(call, scope, [...own, 'not']);
  const isDenied = call.flag('not');
  const judgement = isDenied ? denied(judged) : judged;
  const claim = expandedClaim(call, judgement, scope, marked);
  const expected = judgement.kind.expected(judgement.limits);
  return { claim, problem: claimProblem(claim, isDenied ? `the contrary of “${expected}”` : expected) };
}

function test(call: Call, scope: Scope, own: readonly string[], marked: string): void {
  const { claim, problem } = testClaim(call, scope, own, marked);
  scope.keep('claim', claim);
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
