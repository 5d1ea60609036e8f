/** What the figures say of a quoted claim, in a sentence for readers. */

import type { Language } from '../../language/language.js';
import type { MessageIn } from '../../language/message-id.js';
import { type Exact, exact, finiteDigits } from '../../model/exact.js';
import type { ClaimFigure } from '../../model/snapshot/claim-record.js';
import type { Judgement } from './judge.js';
import { type ClaimKind, kinds, type Limits } from './kinds.js';

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
export function findingOf(judgement: Judgement, figures: readonly ClaimFigure[], language: Language): string {
  const names = figures.filter(({ pointed }) => pointed).map(({ label }) => label);
  // One of two needs nobody to point at it.
  const named = figures.length > 2 && names.length > 0;
  const list = names.join(names.some((name) => name.includes(',')) ? '; ' : ', ');
  if (judgement.verdict === 'untestable')
    return language.message('document.tested-quotation.open', { figures: names.length > 0 ? list : 'none' });
  return language.message('document.tested-quotation.finding', {
    finding: wordsOf(judgement, language),
    figures: named ? list : 'none',
  });
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
