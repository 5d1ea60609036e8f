import type { Diagnostic } from '../../diagnostics.js';
import type { Answer } from '../../host/recording.js';
import { openSession, type Session } from '../../session/session.js';
import { makePage, type PageRound } from './make-page.js';
import { openTargets, type ShownTarget, type Wanted } from './shown-targets.js';

/** A target that a browser may look at. */
export type SeenTarget = Omit<ShownTarget, 'opened'>;

/** The project as it is. */
export interface ReadProject {
  /** None while it cannot be read. */
  readonly targets: readonly SeenTarget[];
  readonly diagnostics: readonly Diagnostic[];
  readonly answers: readonly Answer[];
}

/** Makes pages from the files as they are, one call after the other. */
export interface Pages {
  read(): Promise<ReadProject>;
  /** The page of a target of the project as it was last read. */
  make(folder: string): Promise<PageRound>;
  /** Ends all that was started. Never fails. */
  close(): Promise<void>;
}

/** Makes them where it is called. */
export class PageMaker implements Pages {
  readonly #wanted: Wanted;
  readonly #session: Session;
  #targets: readonly ShownTarget[] = [];

  constructor(wanted: Wanted, env: NodeJS.ProcessEnv) {
    this.#wanted = wanted;
    this.#session = openSession(env);
  }

  async read(): Promise<ReadProject> {
    const { found, targets } = await openTargets(this.#wanted);
    this.#targets = targets;
    return {
      targets: targets.map(({ folder, target }) => ({ folder, target })),
      diagnostics: found.diagnostics,
      answers: found.answers(),
    };
  }

  async make(folder: string): Promise<PageRound> {
    const found = this.#targets.find((each) => each.folder === folder);
    if (found === undefined) throw new Error(`\`${folder}\` is none of the targets that were read`);
    return await makePage(this.#session, found.opened, found.target);
  }

  close(): Promise<void> {
    return this.#session.rest();
  }
}
