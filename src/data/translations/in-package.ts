import type { Position } from '../../diagnostics.js';
import { type Diagnostic, listNames } from '../../diagnostics.js';
import { writtenForm } from '../../language/serbian-latin.js';
import type { TextByLanguage } from '../../model/project/about.js';
import { phrase, problem } from '../../problems/problem.js';
import type { ReadTranslation } from './read.js';

/** Translations that stand in the data package itself, by their texts. */
export type TextsInPackage = ReadonlyMap<string, { readonly text: string; readonly position: Position }>;

/** What the data package has in a language beside its first. */
export function textsInPackage(texts: readonly TextByLanguage[], tag: string): TextsInPackage {
  const form = writtenForm(tag);
  return new Map(
    texts.flatMap(({ text, others }) =>
      others.filter(({ language }) => language === form).map((each) => [text, each] as const),
    ),
  );
}

/**
 * What is wrong with texts by language, whichever language is asked for. The first is not that of the project, a
 * language is none in which the project writes, or one text has two translations.
 */
export function checkTextsByLanguage(
  texts: readonly TextByLanguage[],
  languages: readonly string[],
): readonly Diagnostic[] {
  const [first = '', ...others] = [...new Set(languages.map(writtenForm))];
  const known = new Map<string, { readonly text: string; readonly position: Position }>();
  return texts.flatMap((each) => [
    ...(each.language === first ? [] : [wrongFirst(each, first)]),
    ...each.others.flatMap(({ language, text, position }): Diagnostic[] => {
      // Said of the text already: another comes before it.
      if (language === first) return [];
      if (!others.includes(language)) return [notWritten(language, position, [first, ...others])];
      const key = JSON.stringify([language, each.text]);
      const before = known.get(key);
      if (before === undefined) known.set(key, { text, position });
      return before === undefined || before.text === text
        ? []
        : [twice(each.text, language, position, before.position)];
    }),
  ]);
}

/** Texts that have a translation in the data package and another in its file, of which one would be read by nobody. */
export function textsInBoth(
  inPackage: TextsInPackage,
  { texts, parsed }: ReadTranslation,
  tag: string,
): readonly Diagnostic[] {
  return [...inPackage].flatMap(([text, { position }]) =>
    parsed === undefined || !texts.has(text)
      ? []
      : [twice(text, writtenForm(tag), parsed.positionOf(['texts', text], 'key'), position)],
  );
}

const wrongFirst = ({ language, position }: TextByLanguage, first: string): Diagnostic =>
  problem('translation/value.language', position, { language, first });

const notWritten = (language: string, position: Position, known: readonly string[]): Diagnostic =>
  problem(
    'translation/value.written',
    position,
    { language, known: listNames(known) },
    writtenForm(language) === language
      ? {}
      : { hint: phrase('translation/value.latin', { writtenForm: writtenForm(language) }) },
  );

const twice = (text: string, language: string, position: Position, other: Position): Diagnostic =>
  problem('translation/twice', position, { text, language }, { see: other });
