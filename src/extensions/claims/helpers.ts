import type { Call, Scope } from '../../content/helpers/call.js';
import type { HelperDefinition } from '../../content/helpers/definition.js';
import { fail } from '../../content/helpers/problem.js';
import type { ExtensionBlock, Label } from '../../content/printable.js';
import { type Diagnostic, listNames } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import type { MessageIn } from '../../language/message-id.js';
import { type Exact, exact, finiteDigits } from '../../model/exact.js';
import { isReason } from '../../model/reason.js';
import type { ClaimFigure, Verdict } from '../../model/snapshot/claim-record.js';
import { claimProblem, verdictProblem } from './explain.js';
import { claimParameters, denied, type Judgement, judge, requireKind } from './judge.js';
import { type ExpandedClaim, expandedClaim, subjectOf } from './keep.js';
import { type ClaimKind, familyOf, kinds, type Limits } from './kinds.js';

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
  const contrary = judgement.kind.contrary(judgement.limits);
  return { claim, problem: claimProblem(claim, { contrary, isDenied }) };
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
      if (reason.trim() === '') fail('content/argument.unchecked-empty', call.paramAt(0));
      fail('content/argument.unchecked', call.paramAt(0), { reason });
    }
    const marked = body();
    scope.keep('unchecked', { marked, at: call.at, reason });
    return marked;
  },
};

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
    const finding = findingOf(judgement, claim.figures, scope.language);
    const subject = subjectOf(judgement.figures, scope);
    const family = familyOf(judgement.kind);
    return { kind: 'block', name: 'quoted-claim', content: { claim, by, source, finding, subject, family } };
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

/** What is often so where a claim is false, and says more than that it is not: "less than half" for "not more than half". */
const opposites: Readonly<Record<string, string>> = {
  increasing: 'decreasing',
  decreasing: 'increasing',
  rose: 'fell',
  fell: 'rose',
  'higher-than': 'lower-than',
  'lower-than': 'higher-than',
  majority: 'minority',
  minority: 'majority',
};

/** "Not every year is above the one before (2012, 2014)."; of a claim that stays open, the figures that leave it so. */
function findingOf(judgement: Judgement, figures: readonly ClaimFigure[], language: Language): string {
  const names = figures.filter(({ pointed }) => pointed).map(({ label }) => label);
  // One of two needs nobody to point at it.
  const named = figures.length > 2 && names.length > 0;
  const list = names.join(names.some((name) => name.includes(',')) ? '; ' : ', ');
  if (judgement.verdict === 'untestable')
    return language.message('document.tested-quotation.open', { figures: names.length > 0 ? list : 'none' });
  return `${wordsOf(judgement, language)}${named ? ` (${list})` : ''}.`;
}

function wordsOf(judgement: Judgement, language: Language): string {
  const { kind, limits, verdict } = judgement;
  if (verdict === 'true') return sentence(kind, limits, language, 'yes');
  const opposite = oppositeOf(judgement);
  return opposite === undefined
    ? sentence(kind, limits, language, 'no')
    : sentence(opposite, limits, language, 'yes');
}

/** The opposite kind, where the figures bear it out. */
function oppositeOf({ kind, groups, limits, acrossBreak }: Judgement): ClaimKind | undefined {
  const opposite = kinds.find(({ name, shape }) => name === opposites[kind.name] && shape === kind.shape);
  const holds =
    !acrossBreak &&
    groups.every((group) => opposite?.findings(group, limits).every((found) => found.holds === true));
  return holds ? opposite : undefined;
}

function sentence(
  { name, shape }: ClaimKind,
  limits: Limits,
  language: Language,
  holds: 'yes' | 'no',
): string {
  const { strict = true, share, times, rank } = limits;
  const places = (number: Exact): string => language.number(number, { digits: finiteDigits(number) ?? 1 });
  return language.message(`content.claim.finding.${name as MessageIn<'content.claim.finding'>}`, {
    holds,
    strict: strict ? 'yes' : 'no',
    years: shape === 'change' ? 'yes' : 'no',
    ...(share === undefined ? {} : { share: language.percent(share, { digits: finiteDigits(share) ?? 1 }) }),
    ...(times === undefined ? {} : { times: places(times) }),
    ...(rank === undefined ? {} : { others: places(exact(rank - 1)), count: rank - 1 }),
  });
}
