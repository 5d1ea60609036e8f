import { keptByProcess } from '../../host/processes/kept-by-process.js';
import { phrase } from '../../problems/problem.js';
import { PageMaker, type Places, type ReadProject, type TextRound } from './page-maker.js';
import type { Wanted } from './shown-targets.js';

/** What the thread keeps for as long as it runs. */
const maker = (wanted?: Wanted, env: NodeJS.ProcessEnv = {}): PageMaker =>
  keptByProcess('preview pages', () => {
    if (wanted === undefined) throw new Error(phrase('preview/page-thread.call'));
    return new PageMaker(wanted, env);
  });

/** Reads the project; it is the same at each call. */
export const readProject = (wanted: Wanted, env: NodeJS.ProcessEnv): Promise<ReadProject> =>
  maker(wanted, env).read();

/** Makes the page of a target. */
export const makePageOf = (folder: string): Promise<TextRound> => maker().make(folder);

/** Where the blocks of that page stand. */
export const placesIn = (folder: string): Promise<Places> => maker().places(folder);

/** Ends what the session has started. */
export const rest = (): Promise<void> => maker().close();
