import type { Answer, Question } from './engine/answer.js';

/**
 * Asks the engine, wherever it runs; the answer says so where there was none in time.
 * @param seconds How long it may take, where that is less than what is given to every question.
 */
export type AskProtection = (question: Question, seconds?: number) => Promise<Answer>;
