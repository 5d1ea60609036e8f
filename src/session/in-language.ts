import { type Spoken, spokenOf } from '../content/numbers/spoken.js';
import { type Terms, termProblems, termsIn } from '../content/terms/find-terms.js';
import { checkTranslation, missingWords } from '../data/translations/check.js';
import { type TextsInPackage, textsInBoth, textsInPackage } from '../data/translations/in-package.js';
import { type ReadTranslation, readTranslation } from '../data/translations/read.js';
import type { Diagnostic } from '../diagnostics.js';
import type { Host } from '../host/host.js';
import { emptyLexicon, loadLexicon } from '../language/lexicon/lexicon.js';
import { localise, type Translation, translateAbout } from '../language/localise.js';
import type { Nouns } from '../language/noun.js';
import { loadOwnWords } from '../language/own-words.js';
import { keptWords, writtenForm } from '../language/serbian-latin.js';
import type { PublishedData } from '../model/dataset/dataset.js';
import type { About } from '../model/project/about.js';
import type { Project } from '../model/project/project.js';
import type { Editions } from '../model/snapshot/editions.js';
import { problem } from '../problems/problem.js';
import { missingMessages } from '../project/messages/check.js';
import type { Memory } from './memo/memory.js';
import { nounsIn } from './nouns-in-language.js';
import { publishCells } from './publish-cells.js';

/** What reports of one language are made from. */
export interface InLanguage {
  /** With the texts that a template of the language speaks of. */
  readonly written: {
    readonly data: PublishedData;
    readonly about: About;
    readonly spoken: Spoken;
    readonly nouns: Nouns;
  };
  /** With those that are printed; the same but for Serbian in Latin letters. */
  readonly data: PublishedData;
  readonly nouns: Nouns;
  /** The cells with those, as a snapshot keeps them. */
  readonly editions: Editions;
  readonly diagnostics: readonly Diagnostic[];
}

/** The data that all languages share. */
export interface SharedTexts {
  readonly data: PublishedData;
  readonly editions: Editions;
  readonly about: About;
  readonly spoken: Spoken;
}

/**
 * The data in a language: as they are in the first of the project, else with those texts of the package and of `translations/TAG.yaml` that have the language. What Tallybook
 * itself puts into data is English, and has its words in every language that it speaks.
 */
export async function inLanguage(
  tag: string,
  shared: SharedTexts,
  { data: path, languages, terms = [], keptInCyrillic }: Project,
  { memory, root, host }: { readonly memory: Memory; readonly root: string; readonly host: Host },
): Promise<InLanguage> {
  const [first] = languages;
  const own = await loadOwnWords(tag, host.tool, host.project);
  const byLanguage = shared.about.byLanguage ?? [];
  const isFirst = first !== undefined && writtenForm(tag) === writtenForm(first);
  const unread = [
    ...(await missingMessages(tag, host)),
    ...(isFirst ? await missingWords(tag, own, shared, host) : []),
    ...(await lexiconProblems(tag, host)),
  ];
  const at = { tag, memory, place: root };
  if (isFirst && own.size === 0 && first === tag) {
    const nouns = nounsIn(shared.about.units, shared.spoken, at);
    return {
      written: { ...shared, nouns: nouns.written },
      ...{ data: shared.data, nouns: nouns.written, editions: shared.editions },
      diagnostics: [...unread, ...nouns.diagnostics],
    };
  }
  const read = isFirst ? undefined : await readTranslation(path, tag, host);
  const given = read?.value ?? {
    texts: new Map<string, string>(),
    at: new Map<string, string>(),
    units: undefined,
  };
  const inPackage: TextsInPackage = isFirst ? new Map() : textsInPackage(byLanguage, tag);
  const beside = [...inPackage].map(([text, { text: words }]) => [text, words] as const);
  const written: Translation = { texts: new Map([...own, ...beside, ...given.texts]), at: given.at };
  const made = (translation: Translation, form: string): PublishedData =>
    memory.share(`data ${root} ${form}`, localise(shared.data, translation));
  const data = made(written, writtenForm(tag));
  const spoken = memory.share(`spoken ${root} ${writtenForm(tag)}`, spokenOf(data));
  const about = memory.share(`about ${root} ${writtenForm(tag)}`, translateAbout(shared.about, written));
  const kept = keptWords(keptInCyrillic);
  const latin: Translation = { ...written, isLatin: true, ...(kept && { kept }) };
  const printed = writtenForm(tag) === tag ? data : made(latin, tag);
  const nouns = nounsIn(isFirst ? shared.about.units : given.units, spoken, { ...at, kept });
  return {
    written: { data, about, spoken, nouns: nouns.written },
    ...{ data: printed, nouns: nouns.printed },
    editions: { ...shared.editions, datasets: publishCells(printed) },
    diagnostics: [
      ...unread,
      ...nouns.diagnostics,
      ...(read === undefined
        ? []
        : [
            ...read.diagnostics,
            ...textsInBoth(inPackage, read.value, tag),
            ...checkTranslation(shared, read.value, tag, inPackage, new Set(own.keys())),
            ...termsOfTranslation(read.value, inPackage, termsIn(terms, writtenForm(tag))),
          ]),
    ],
  };
}

/** Words in the texts of a translation that the project has agreed not to use. */
function termsOfTranslation(
  { texts, at, parsed }: ReadTranslation,
  inPackage: TextsInPackage,
  terms: Terms | undefined,
): readonly Diagnostic[] {
  if (terms === undefined) return [];
  const beside = [...inPackage.values()].flatMap(({ text, position }) =>
    termProblems(text, terms, () => position),
  );
  if (parsed === undefined) return beside;
  return [
    ...beside,
    ...[['texts', texts] as const, ['at', at] as const].flatMap(([group, entries]) =>
      [...entries].flatMap(([key, words]) =>
        termProblems(words, terms, () => parsed.positionOf([group, key])),
      ),
    ),
  ];
}

/** Says that nothing tells the laws and dates of a language from its statistics. */
async function lexiconProblems(tag: string, { tool, project }: Host): Promise<readonly Diagnostic[]> {
  if ((await loadLexicon(tag, tool, project)) !== emptyLexicon) return [];
  const file = `lexicon/${tag}.yaml`;
  const isThere = await project.exists(file);
  return [
    problem('lexicon/none', { file: isThere ? file : 'tallybook.yaml', line: 1, column: 1 }, { tag, file }),
  ];
}
