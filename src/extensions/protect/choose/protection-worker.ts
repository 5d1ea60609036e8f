import { Child, ChildEnded } from '../../../host/processes/child.js';
import { LastUsed } from '../../../model/last-used.js';
import { hash } from '../../../session/drawing/drawn-charts.js';
import type * as ProtectionProcess from '../engine/protection-process.js';
import type { Answer, AskProtection, Question } from '../engine/protection-process.js';

/** Memory of the process: a system of some thousand cells, and the solver beside it. */
const megabytes = 1_024;

/** Seconds that a search may take beyond its deadline, of which a single step of the solver is not aware. */
const grace = 10;

/** Audits whose answers are remembered: of public reports, and of another way of hiding that is tried. */
const mostKept = 4;

/**
 * Where hidden counts are chosen and audited: a process of its own, so that a search which never ends is told, and publishes nothing. The
 * solver is loaded there alone. An audit of the same counts has the same answer, which is remembered.
 */
export class ProtectionWorker {
  #child: Child | undefined;
  #isAgain = false;
  readonly #audited = new LastUsed<Answer>(mostKept);
  readonly #start: () => Child;

  /** @param start Starts the process; tests start another. */
  constructor(start = (): Child => new Child(megabytes)) {
    this.#start = start;
  }

  /** Starts the process and loads the solver, while there is nothing to ask yet; not where it is likely that all is known. */
  warmUp(): void {
    if (this.#audited.size > 0 || this.#child !== undefined) return;
    this.#open()
      .call<typeof ProtectionProcess.warmUp>('protection-process.js', 'warmUp', [], () => {})
      .catch(() => {});
  }

  /** Asks what may take so many seconds. */
  within(given: number): AskProtection {
    return async (question, most = given) => {
      const key = question.kind === 'audit' || question.kind === 'audit-round' ? hash(question) : undefined;
      const known = key === undefined ? undefined : this.#audited.get(key);
      if (known !== undefined) return known;
      const answer = await this.#ask(question, Math.min(most, given));
      if (key !== undefined && answer.kind === 'audit') this.#audited.set(key, answer);
      return answer;
    };
  }

  /** The data of a compile are done: the process ends, but where it is likely to be asked again, since data were prepared before. */
  rest(): void {
    if (!this.#isAgain) this.close();
    this.#isAgain = true;
  }

  close(): void {
    this.#child?.close();
    this.#child = undefined;
  }

  async #ask(question: Question, seconds: number): Promise<Answer> {
    const child = this.#open();
    let result: Answer | undefined;
    const timer = setTimeout(() => child.close(new ChildEnded('time')), (seconds + grace) * 1000);
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
      if (this.#child === child) this.#child = undefined;
      if (!(error instanceof ChildEnded)) throw error;
      // What was found until then is safe.
      if (result !== undefined) return result;
      return { kind: error.reason };
    } finally {
      clearTimeout(timer);
    }
  }

  #open(): Child {
    this.#child ??= this.#start();
    return this.#child;
  }
}
