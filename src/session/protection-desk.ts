import { Child, ChildEnded } from '../host/child.js';
import type { AskProtection } from '../protect/ask.js';
import type { Answer } from '../protect/engine/answer.js';
import type * as ProtectionProcess from './protection-process.js';

/** Memory of the process: a system of some thousand cells, and the solver beside it. */
const megabytes = 1_024;

/** How much longer than its deadline a search may take, of which a single step of the solver is not aware. */
const grace = 2;

/**
 * Where hidden counts are chosen and audited: a process of its own, started for the first question and ended with the last, so that a
 * search which never ends is told, and publishes nothing. The solver is loaded there alone.
 */
export class ProtectionDesk {
  #child: Child | undefined;
  readonly #seconds: number;

  constructor(seconds: number) {
    this.#seconds = seconds;
  }

  readonly ask: AskProtection = async (question, most = this.#seconds) => {
    const seconds = Math.min(most, this.#seconds);
    this.#child ??= new Child(megabytes);
    const child = this.#child;
    let result: Answer | undefined;
    const timer = setTimeout(() => child.close(new ChildEnded('time')), seconds * grace * 1000 + 5000);
    try {
      await child.call<typeof ProtectionProcess.answerProtection>(
        'protection-process.js',
        'answerProtection',
        [question, seconds],
        (part) => {
          result = part as Answer;
        },
      );
      if (result === undefined) throw new Error('a question on protection came to nothing');
      return result;
    } catch (error) {
      this.#child = undefined;
      if (!(error instanceof ChildEnded)) throw error;
      return { kind: error.reason };
    } finally {
      clearTimeout(timer);
    }
  };

  close(): void {
    this.#child?.close();
    this.#child = undefined;
  }
}
