import { type Diagnostic, didYouMean, listNames } from '../../diagnostics.js';
import type { Host } from '../../host/host.js';
import { messagesFile } from '../../language/brought.js';
import { isSpoken } from '../../language/catalogue.js';
import { type Translate, withTexts, withTextsOfAbout } from '../../language/localise.js';
import { askedWords } from '../../language/own-words.js';
import type { PublishedData } from '../../model/dataset/dataset.js';
import type { About } from '../../model/project/about.js';
import { problem } from '../../problems/problem.js';
import type { TextsInPackage } from './in-package.js';
import type { ReadTranslation } from './read.js';

/** A text of the data package that a reader meets, and where it stands: `victims/sex=female`. */
export interface PlacedText {
  readonly text: string;
  readonly place: string;
  /** A single word that may be a code: it stays, unless it is named by its place. */
  readonly mayBeCode?: true;
}

/**
 * Every text of the package and its datasets, in their order; one that stands at several places with each of them.
 */
export function textsOf(data: PublishedData, about: About): readonly PlacedText[] {
  const found: PlacedText[] = [];
  const find: Translate = (text, place, mayBeCode) => {
    found.push({ text, place, ...(mayBeCode && { mayBeCode }) });
    return text;
  };
  withTextsOfAbout(about, find);
  for (const dataset of Object.values(data)) withTexts(dataset, find);
  return found;
}

/** Texts named in a message before it says how many there are besides. */
const named = 3;

/**
 * Whether a translation has every text of the data, and no other: a text that is missing would be printed in the wrong language,
 * and one that nothing needs is an old one.
 *
 * @param inPackage Texts that have their translation in the data package.
 * @param own Texts that Tallybook itself puts into data and has in this language.
 */
export function checkTranslation(
  { data, about }: { readonly data: PublishedData; readonly about: About },
  { file, texts, at, parsed }: ReadTranslation,
  tag: string,
  inPackage: TextsInPackage,
  own: ReadonlySet<string>,
): readonly Diagnostic[] {
  const placed = textsOf(data, about);
  const missing = [
    ...new Set(
      placed
        .filter(
          ({ text, place, mayBeCode }) =>
            mayBeCode === undefined &&
            !texts.has(text) &&
            !inPackage.has(text) &&
            !at.has(place) &&
            !own.has(text),
        )
        .map(({ text }) => text),
    ),
  ];
  const diagnostics: Diagnostic[] = missing.length > 0 ? [missingTexts(missing, file, tag)] : [];
  const known = {
    texts: new Set(placed.flatMap(({ text, mayBeCode }) => (mayBeCode ? [] : [text]))),
    at: new Set(placed.map(({ place }) => place)),
  };
  for (const [group, entries] of [
    ['texts', texts],
    ['at', at],
  ] as const) {
    for (const key of entries.keys()) {
      if (known[group].has(key) || parsed === undefined) continue;
      diagnostics.push(
        problem(
          'translation/unused.data',
          parsed.positionOf([group, key], 'key'),
          { key: shortened(key) },
          didYouMean(key, [...known[group]].slice(0, 2_000)),
        ),
      );
    }
  }
  for (const [text, { position }] of inPackage) {
    if (known.texts.has(text)) continue;
    diagnostics.push(problem('translation/unused.reports', position, { text: shortened(text) }));
  }
  return diagnostics;
}

/** One error for all texts without a translation, which are many where a package is new. */
function missingTexts(missing: readonly string[], file: string, tag: string): Diagnostic {
  const list = missing.slice(0, named).map((text) => `\`${shortened(text)}\``);
  const more = missing.length > named ? ` and ${missing.length - named} more` : '';
  return problem(
    'translation/missing',
    { file, line: 1, column: 1 },
    { tag, list: list.join(', '), more, file, missing: JSON.stringify(missing[0]) },
  );
}

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}...` : text);

/** What Tallybook puts into these data and nobody has written in their language. A translation is asked for it as for any other text. */
export async function missingWords(
  tag: string,
  own: ReadonlyMap<string, string>,
  { data, about }: { readonly data: PublishedData; readonly about: About },
  { tool, project }: Host,
): Promise<readonly Diagnostic[]> {
  if (await isSpoken(tag, tool)) return [];
  const asked = await askedWords(tool);
  const derived = new Set(
    Object.values(data).flatMap(({ name, rows }) =>
      rows.some(({ derivations }) => derivations) ? name : [],
    ),
  );
  const isOwn = (place: string): boolean =>
    derived.has(place.split('/')[0] ?? '') || /\/(?:\[\p{L}\]|–)(?:\/reason)?$/u.test(place);
  const placed = textsOf(data, about).filter(({ text }) => asked.has(text) && !own.has(text));
  const missing = new Set(placed.flatMap(({ text, place }) => (isOwn(place) ? text : [])));
  // What the author calls so may be a word of the language as well: "Total".
  for (const { text, place } of placed) if (!isOwn(place)) missing.delete(text);
  if (missing.size === 0) return [];
  const file = messagesFile(tag);
  const position = { file: (await project.exists(file)) ? file : 'tallybook.yaml', line: 1, column: 1 };
  return [problem('messages/missing.words', position, { tag, words: listNames([...missing]) })];
}
