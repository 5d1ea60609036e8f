import { openSession, type Session } from '../../src/session/session.js';

/** Sessions for tests that build one report after another. */
export interface SharedSessions {
  /**
   * A session that knows nothing of the ones before it but how charts came out, so that a build with it goes through every
   * stage.
   */
  open(): Session;
  /** Ends what works for all of them; the next session starts it again. */
  rest(): Promise<void>;
}

let first: Session | undefined;

/**
 * Sessions of which one browser, one thread and one process for charts work for all, in every file that a process runs, which
 * saves half of the processor time. They end with the process, as they do when a program is ended (`host/exit.ts`), and when the limits
 * change. A file that changes what a browser or a program is found by must `rest` before and after.
 */
export const sharedSessions: SharedSessions = {
  open() {
    first ??= openSession(process.env);
    const { workshop, warnings } = first;
    return { ...openSession(process.env), workshop, warnings, rest: async () => {} };
  },
  async rest() {
    const ended = first;
    first = undefined;
    await ended?.rest();
  },
};
