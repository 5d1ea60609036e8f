import { Thread } from '../../host/processes/thread.js';
import type { Pages } from './page-maker.js';
import type * as PageThread from './page-thread.js';
import type { Wanted } from './shown-targets.js';
import { WhileUsed } from './while-used.js';

/** Begins to make pages of a project. */
export type OpenPages = (wanted: Wanted, env: NodeJS.ProcessEnv) => Pages;

/** Makes them in a thread, so that browsers are answered meanwhile. */
export const openPages: OpenPages = ({ root, only, languages }, env) => {
  const wanted = { root, only, languages };
  const threads = new WhileUsed(
    () => new Thread(),
    (thread) => thread.call<typeof PageThread.rest>('page-thread.js', 'rest'),
  );
  return {
    read: () =>
      threads.ask((there) =>
        there.call<typeof PageThread.readProject>('page-thread.js', 'readProject', wanted, { ...env }),
      ),
    make: (folder) =>
      threads.ask((there) =>
        there.call<typeof PageThread.makePageOf>('page-thread.js', 'makePageOf', folder),
      ),
    places: (folder) =>
      threads.ask((there) => there.call<typeof PageThread.placesIn>('page-thread.js', 'placesIn', folder)),
    close: () => threads.close(),
  };
};
