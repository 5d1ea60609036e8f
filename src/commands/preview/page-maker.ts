import type { Diagnostic, Position } from '../../diagnostics.js';
import type { Answer } from '../../host/recording.js';
import { LastUsed } from '../../model/last-used.js';
import { PageMemory } from '../../outputs/html/page-memory.js';
import { openSession, type Session } from '../../session/session.js';
import { type MadePage, makePage, type PageRound } from './make-page.js';
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

/** What came of making a page: its text, where there is one. */
export interface TextRound extends Omit<PageRound, 'page'> {
  readonly html: string | undefined;
}

/** Where blocks of a page stand in the templates, in the order of the page. */
export type Places = readonly (Position | undefined)[];

/** Makes pages from the files as they are, one call after the other. */
export interface Pages {
  read(): Promise<ReadProject>;
  /** The page of a target of the project as it was last read. */
  make(folder: string): Promise<TextRound>;
  /** Where the blocks of the page stand that was made last of a target. */
  places(folder: string): Promise<Places>;
  /** Ends all that was started. Never fails. */
  close(): Promise<void>;
}

/** Pages whose parts are remembered. */
const mostKept = 4;

/** Makes them where it is called. */
export class PageMaker implements Pages {
  readonly #wanted: Wanted;
  readonly #session: Session;
  #targets: readonly ShownTarget[] = [];
  /** Those that were made last. */
  readonly #made = new LastUsed<{ readonly memory: PageMemory; page?: MadePage | undefined }>(mostKept);

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

  async make(folder: string): Promise<TextRound> {
    const found = this.#targets.find((each) => each.folder === folder);
    if (found === undefined) throw new Error(`\`${folder}\` is none of the targets that were read`);
    const kept = this.#made.get(folder) ?? { memory: new PageMemory() };
    this.#made.set(folder, kept);
    const { page, ...round } = await makePage(this.#session, found.opened, found.target, kept.memory);
    kept.page = page;
    return { ...round, html: page?.html };
  }

  async places(folder: string): Promise<Places> {
    return this.#made.get(folder)?.page?.places() ?? [];
  }

  close(): Promise<void> {
    return this.#session.rest();
  }
}
