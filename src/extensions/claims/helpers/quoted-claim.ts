import type { Call } from '../../../content/helpers/call.js';
import type { HelperDefinition } from '../../../content/helpers/definition.js';
import { fail } from '../../../content/helpers/problem.js';
import type { ExtensionBlock } from '../../../content/printable.js';
import { listNames } from '../../../diagnostics.js';
import type { Language } from '../../../language/language.js';
import type { MessageIn } from '../../../language/message-id.js';
import { type Exact, exact, finiteDigits } from '../../../model/exact.js';
import type { Verdict } from '../../../model/snapshot/claim-record.js';
import { verdictProblem } from '../explain.js';
import { claimParameters, judge, requireKind } from '../judge.js';
import { expandedClaim, subjectOf } from '../keep.js';
import { type ClaimKind, familyOf, type Limits } from '../kinds.js';

const own = ['by', 'source', 'expect'];
const verdicts: readonly Verdict[] = ['true', 'false', 'untestable'];

/**
 * `{{#quoted-claim "increasing" "victims" by="the Ministry"}}…{{/quoted-claim}}`: what somebody else said, with the
 * verdict of the figures and the figures beneath it. It may be false; with `expect="false"` a verdict that is no longer
 * that one is `claim/verdict`.
 */
export const quotedClaim: HelperDefinition = {
  name: 'quoted-claim',
  first: 'dataset-or-quantity',
  checkLeading: requireKind,
  quotes: true,
  arity: [2, 2],
  parameters: [...claimParameters, ...own],
  fieldParameters: ['among'],
  filtersAttributes: true,
  run(call) {
    return fail('content/argument.block', call.at);
  },
  runBlock(call, scope, body): ExtensionBlock {
    const by = call.requiredText('by');
    const source = call.text('source') ?? '';
    const expected = readExpected(call);
    const judgement = judge(call, scope, own);
    const quoted = { by, ...(source === '' ? {} : { source }) };
    const claim = { ...expandedClaim(call, judgement, scope, body()), quoted };
    scope.keep('claim', claim);
    if (expected !== undefined && expected !== claim.verdict) {
      scope.report(verdictProblem(claim, expected, call.hashAt('expect')));
    }
    const test = testWords(judgement.kind, judgement.limits, scope.language);
    const subject = subjectOf(judgement.figures, scope);
    const family = familyOf(judgement.kind);
    return { kind: 'block', name: 'quoted-claim', content: { claim, by, source, test, subject, family } };
  },
};

/** The verdict that the author wrote down, if any. */
function readExpected(call: Call): Verdict | undefined {
  const given = call.hash.expect;
  if (given === undefined) return undefined;
  const text = typeof given === 'boolean' ? `${given}` : call.text('expect');
  return (
    verdicts.find((verdict) => verdict === text) ??
    fail('content/argument.expect', call.hashAt('expect'), { text, verdicts: listNames(verdicts) })
  );
}

/** What a claim of this kind is tested for, in the words of the report: "each year is above the one before". */
function testWords({ name, shape }: ClaimKind, limits: Limits, language: Language): string {
  const { strict = true, share, times, rank } = limits;
  const places = (number: Exact): string => language.number(number, { digits: finiteDigits(number) ?? 1 });
  return language.message(`content.claim.test.${name as MessageIn<'content.claim.test'>}`, {
    strict: strict ? 'yes' : 'no',
    years: shape === 'change' ? 'yes' : 'no',
    ...(share === undefined ? {} : { share: language.percent(share, { digits: finiteDigits(share) ?? 1 }) }),
    ...(times === undefined ? {} : { times: places(times) }),
    ...(rank === undefined ? {} : { others: places(exact(rank - 1)), count: rank - 1 }),
  });
}
