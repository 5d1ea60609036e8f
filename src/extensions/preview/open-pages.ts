import { Thread } from '../../host/processes/thread.js';
import type { Pages } from './page-maker.js';
import type * as PageThread from './page-thread.js';
import type { Wanted } from './shown-targets.js';

/** Begins to make pages of a project. */
export type OpenPages = (wanted: Wanted, env: NodeJS.ProcessEnv) => Pages;

/** Milliseconds that what was started has to end. */
const patience = 3_000;

/** Makes them in a thread, so that browsers are answered meanwhile. One that fails is replaced at the next call. */
export const openPages: OpenPages = ({ root, only, languages }, env) => {
  const wanted = { root, only, languages };
  let thread: Thread | undefined;
  const inThread = async <T>(call: (there: Thread) => Promise<T>): Promise<T> => {
    const there = thread ?? new Thread();
    thread = there;
    try {
      return await call(there);
    } catch (error) {
      thread = undefined;
      await there.close();
      throw error;
    }
  };
  return {
    read: () =>
      inThread((there) =>
        there.call<typeof PageThread.readProject>('page-thread.js', 'readProject', wanted, { ...env }),
      ),
    make: (folder) =>
      inThread((there) => there.call<typeof PageThread.makePageOf>('page-thread.js', 'makePageOf', folder)),
    places: (folder) =>
      inThread((there) => there.call<typeof PageThread.placesIn>('page-thread.js', 'placesIn', folder)),
    async close() {
      const rested = thread?.call<typeof PageThread.rest>('page-thread.js', 'rest');
      await Promise.race([
        rested?.catch(() => {}),
        new Promise((resolve) => setTimeout(resolve, patience).unref()),
      ]);
      await thread?.close();
    },
  };
};
