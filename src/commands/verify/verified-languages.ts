import { FileProblem, type Files } from '../../host/host.js';
import { loadCatalogue } from '../../language/catalogue.js';
import { createLanguage } from '../../language/create.js';
import type { Language } from '../../language/language.js';
import { loadLexicon } from '../../language/lexicon/lexicon.js';
import { isUnread } from '../../language/prepared.js';

/** The languages of reports, each made once: there may be thousands of reports in it. */
export class VerifiedLanguages {
  readonly #known = new Map<string, Promise<Language | undefined>>();

  /** @param project The files of the project above the reports, which may bring a language. */
  constructor(
    private readonly tool: Files,
    private readonly project: Files | undefined,
  ) {}

  /** Undefined where Tallybook has no words in it. */
  of(language: string): Promise<Language | undefined> {
    const known = this.#known.get(language) ?? this.#make(language);
    this.#known.set(language, known);
    return known;
  }

  async #make(language: string): Promise<Language | undefined> {
    try {
      const catalogue = await loadCatalogue(language, this.tool, this.project);
      const lexicon = await loadLexicon(language, this.tool, this.project);
      return createLanguage(language, catalogue, lexicon, await isUnread(language, this.tool, this.project));
    } catch (error) {
      // A path or a tag that is none.
      if (error instanceof FileProblem || error instanceof RangeError) return undefined;
      throw error;
    }
  }
}
