import type { Answer, Question } from './engine/answer.js';

/** Asks the engine, wherever it runs; the answer says so where there was none in time. */
export type AskProtection = (question: Question) => Promise<Answer>;
