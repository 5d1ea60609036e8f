import { compare, divide, type Exact, exact, multiply, subtract } from '../../model/exact.js';
import { type Formula, messagesOf, type OperationDefinition } from '../../model/operations/definition.js';
import type { Expression } from '../../model/operations/expression.js';
import { chain, inPercent, percentage, total } from '../../model/operations/formulas.js';

/** The way covered from the baseline, in per cent of the way to the target. Both ways have a sign. */
const covered = <Operand>([actual, baseline, target]: readonly Expression<Operand>[]) =>
  actual &&
  baseline &&
  target &&
  inPercent(chain('÷', chain('−', actual, baseline), chain('−', target, baseline)));

/** The points of a rate of at least so many per cent; 5 points ask for more than 90. */
const scale = [
  { from: exact(70), points: 4 },
  { from: exact(50), points: 3 },
  { from: exact(30), points: 1 },
] as const;

/**
 * The points of the share implemented or on track, from the exact rate: 89.99... is not rounded up to 90. No rate that can be
 * calculated earns none. *Source:* OECD/SIGMA, see `data/progress.ts`.
 */
function pointsOf(rate: Exact | undefined): Exact {
  if (rate === undefined) return exact(0);
  if (compare(rate, exact(90)) > 0) return exact(5);
  return exact(scale.find(({ from }) => compare(rate, from) >= 0)?.points ?? 0);
}

/**
 * The points of the newer scale: none below 25 per cent, 15 from 90, and in a straight line between them. No rate that
 * can be calculated earns none. *Source:* OECD/SIGMA, see `data/progress.ts`.
 */
function linearPointsOf(rate: Exact | undefined): Exact {
  const [least, most, points] = [exact(25), exact(90), exact(15)];
  if (rate === undefined || compare(rate, least) < 0) return exact(0);
  if (compare(rate, most) >= 0) return points;
  return multiply(divide(subtract(rate, least), subtract(most, least)), points);
}

/** Of operands by threes, a budget, the days that have run and all days: the part of the budgets that even spending comes to, in per cent. */
const evenSpending: Formula = (operands, way) => {
  const budgets = operands.filter((_, index) => index % 3 === 0);
  const parts = budgets.flatMap((budget, index) => {
    const [run, term] = operands.slice(index * 3 + 1, index * 3 + 3);
    return run && term ? [chain('÷', chain('×', budget, run), term)] : [];
  });
  const [sum, planned] = [total(parts, way), total(budgets, way)];
  return sum && planned && percentage([sum, planned], way);
};

/** What is calculated of the plan of a strategy. */
export const planOperations = {
  'implementation-rate': {
    digits: 1,
    calculation: { kind: 'formula', formula: percentage },
    ...messagesOf('implementation-rate'),
    counts: 'never',
    onSmallBase: { remark: 'content.methods.small-base-plan' },
  },
  'sigma-points': {
    digits: 0,
    calculation: { kind: 'scale', points: pointsOf },
    ...messagesOf('sigma-points'),
    counts: 'never',
    onSmallBase: 'none',
  },
  'completion-rate': {
    digits: 1,
    calculation: { kind: 'formula', formula: percentage },
    ...messagesOf('completion-rate'),
    counts: 'never',
    onSmallBase: { remark: 'content.methods.small-base-plan' },
  },
  'sigma-linear-points': {
    digits: 1,
    calculation: { kind: 'scale', points: linearPointsOf },
    ...messagesOf('sigma-linear-points'),
    counts: 'never',
    onSmallBase: 'none',
  },
  'target-fulfilment': {
    digits: 1,
    calculation: { kind: 'formula', formula: covered, between: [0n, 100n] },
    ...messagesOf('target-fulfilment'),
    counts: 'never',
    onSmallBase: 'none',
  },
  'budget-execution': {
    digits: 1,
    calculation: { kind: 'formula', formula: percentage },
    ...messagesOf('budget-execution'),
    counts: 'never',
    onSmallBase: 'none',
  },
  'time-elapsed': {
    digits: 1,
    calculation: { kind: 'formula', formula: evenSpending },
    ...messagesOf('time-elapsed'),
    counts: 'never',
    onSmallBase: 'none',
  },
} as const satisfies Readonly<Record<string, OperationDefinition>>;

type PlanOperations = typeof planOperations;
declare module '../../model/operations/operations.js' {
  interface ExtensionOperations extends PlanOperations {}
}
