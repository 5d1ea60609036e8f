import { afterAll } from 'vitest';
import { openSession, type Session } from '../../src/session/session.js';

/** Sessions for the tests of a file that build one report after another. */
export interface SharedSessions {
  /**
   * A session that knows nothing of the ones before it but how charts came out, so that a build with it goes through every
   * stage.
   */
  open(): Session;
  /** Ends what works for all of them; the next session starts it again. */
  rest(): Promise<void>;
}

/**
 * Sessions of which one browser, one thread and one process for charts work for all, which saves half of the processor
 * time: they end with the tests of the file, and when the limits change. To be called at the top of a file.
 */
export function sharedSessions(env: NodeJS.ProcessEnv = process.env): SharedSessions {
  let first: Session | undefined;
  const rest = async (): Promise<void> => {
    await first?.rest();
    first = undefined;
  };
  afterAll(rest);
  return {
    open() {
      first ??= openSession(env);
      const { workshop, warnings } = first;
      return { ...openSession(env), workshop, warnings, rest: async () => {} };
    },
    rest,
  };
}
