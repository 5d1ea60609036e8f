import { deadlineIn, OutOfTime } from './deadline.js';
import { roundCounts, Unroundable } from './round.js';
import { disclosedByRounding, type RoundedTable } from './round-audit.js';
import { auditAll, suppressAll } from './singletons.js';
import { loadSolver } from './solver.js';
import { type Suppression, Unprotectable } from './suppress.js';
import type { Interval, System } from './system.js';

/** What the engine is asked; plain data, so that another process can answer. */
export type Question =
  | { readonly kind: 'audit'; readonly system: System; readonly hidden: readonly number[] }
  | { readonly kind: 'suppress'; readonly system: System; readonly before: readonly number[] }
  | { readonly kind: 'round'; readonly system: System; readonly base: number }
  | { readonly kind: 'audit-round'; readonly system: System; readonly tables: readonly RoundedTable[] };

export type Answer =
  | {
      readonly kind: 'audit';
      readonly intervals: readonly (readonly [number, Interval])[];
      readonly disclosed: readonly number[];
    }
  | {
      readonly kind: 'suppress';
      readonly hidden: readonly number[];
      readonly cost: number;
      readonly bound: number;
      /** How many are hidden around small counts for which the search found nothing. */
      readonly around: number;
    }
  | { readonly kind: 'round'; readonly values: readonly number[] }
  /** Cells that cannot be protected, counts that no rounding fits, or no answer: nothing may be published. */
  | { readonly kind: 'impossible'; readonly cells: readonly number[] }
  | { readonly kind: 'time' | 'memory'; readonly cells?: readonly number[] };

/**
 * Asks the engine, wherever it runs; the answer says so where there was none in time.
 * @param seconds How long it may take, where that is less than what is given to every question.
 */
export type AskProtection = (question: Question, seconds?: number) => Promise<Answer>;

/**
 * Answers a question, in whatever process this is called.
 * @param tell Takes a choice that is safe, while a cheaper one is looked for.
 */
export async function answer(
  question: Question,
  seconds: number,
  tell: (part: Answer) => void = () => {},
): Promise<Answer> {
  const highs = await loadSolver();
  const deadline = deadlineIn(seconds, () => performance.now());
  const { system } = question;
  try {
    switch (question.kind) {
      case 'audit': {
        const { intervals, disclosed } = auditAll(highs, system, new Set(question.hidden), deadline);
        return { kind: 'audit', intervals: [...intervals], disclosed };
      }
      case 'suppress': {
        const asAnswer = ({ hidden, cost, bound, around = 0 }: Suppression): Answer => ({
          kind: 'suppress',
          hidden: [...hidden].sort((a, b) => a - b),
          cost,
          bound,
          around,
        });
        const before = new Set(question.before);
        return asAnswer(suppressAll(highs, system, before, deadline, (found) => tell(asAnswer(found))));
      }
      case 'round':
        return { kind: 'round', values: roundCounts(highs, system, question.base, deadline) };
      case 'audit-round': {
        const disclosed = disclosedByRounding(highs, system, question.tables, deadline);
        return { kind: 'audit', intervals: [], disclosed };
      }
    }
  } catch (error) {
    if (error instanceof OutOfTime) return { kind: 'time', cells: error.cells };
    if (error instanceof Unprotectable) return { kind: 'impossible', cells: error.cells };
    if (error instanceof Unroundable) return { kind: 'impossible', cells: [] };
    throw error;
  }
}

/** Answers a question in a process of its own. It tells each choice that is safe as it is found, and the answer last. */
export async function answerProtection(
  question: Question,
  seconds: number,
  tell: (part: Answer) => Promise<void>,
): Promise<void> {
  const told: Promise<void>[] = [];
  const found = await answer(question, seconds, (part) => told.push(tell(part)));
  await Promise.all(told);
  await tell(found);
}

/** Loads what answers need, while there is nothing to answer yet. */
export async function warmUp(): Promise<void> {
  await loadSolver();
}
