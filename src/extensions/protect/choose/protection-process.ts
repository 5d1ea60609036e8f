import { type Answer, answer, type Question } from '../engine/answer.js';
import { loadSolver } from '../engine/solver.js';

/** What the process of protection is asked for. */
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
