import { type Diagnostic, didYouMean, listNames } from '../../diagnostics.js';
import type { ParsedYaml } from '../../yaml/positions.js';
import type { Spoken, SpokenNames, SpokenSynonym } from '../numbers/spoken.js';
import type { ProjectLexicon } from './grammar.js';

type Section = keyof NonNullable<ProjectLexicon['synonyms']>;

/** How a message calls what a section names. */
const nouns: Readonly<Record<Section, string>> = {
  measures: 'measure',
  units: 'unit',
  categories: 'category',
  institutions: 'institution',
};

/** What each section may name in one dataset: a name as an author may write it, and the synonym that it makes of a word. */
const meaningsOf: Readonly<Record<Section, (names: SpokenNames) => readonly Meaning[]>> = {
  measures: ({ dataset, measures }) =>
    measures.flatMap(({ name, title, unit }) => [name, title].map((text) => ({ text, dataset, unit }))),
  units: ({ dataset, units }) => units.map((unit) => ({ text: unit, dataset, unit })),
  categories: categoryMeanings,
  institutions: categoryMeanings,
};

/** What a name of the data stands for. */
type Meaning = Omit<SpokenSynonym, 'word'> & { readonly text: string };

function categoryMeanings({ dataset, categories }: SpokenNames): Meaning[] {
  return categories.flatMap(({ dimension, value, label, isYear }) =>
    [value, label].map((text) => ({ text, dataset, dimension, category: value, isYear })),
  );
}

/** The synonyms of a lexicon with all that they may mean. A name that the data do not have, and a word that is one of theirs, is reported. */
export function resolveSynonyms(
  { synonyms = {} }: ProjectLexicon,
  parsed: ParsedYaml,
  { names }: Spoken,
): { readonly synonyms: readonly SpokenSynonym[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const found: SpokenSynonym[] = [];
  for (const section of Object.keys(nouns) as Section[]) {
    const known = names.flatMap(meaningsOf[section]);
    for (const [word, name] of Object.entries(synonyms[section] ?? {})) {
      const meant = known.filter(({ text }) => fold(text) === fold(name));
      const own = known.find(({ text }) => fold(text) === fold(word));
      const path = ['synonyms', section, word];
      if (meant.length === 0) {
        const texts = [...new Set(known.map(({ text }) => text))];
        const message = `Unexpected ${nouns[section]} \`${name}\`, expected one of the data: ${listNames(texts)}`;
        const position = parsed.positionOf(path);
        diagnostics.push({
          severity: 'error',
          code: 'lexicon/unknown-name',
          message,
          position,
          ...didYouMean(name, texts),
        });
      } else if (own !== undefined && !meant.some((each) => isSame(each, own))) {
        diagnostics.push({
          severity: 'error',
          code: 'lexicon/value',
          message: `Unexpected \`${word}\` as another word for \`${name}\`, expected one that names nothing else in the data`,
          position: parsed.positionOf(path, 'key'),
        });
      } else for (const { text: _, ...meaning } of meant) found.push({ word, ...meaning });
    }
  }
  return { synonyms: distinct(found), diagnostics };
}

const fold = (text: string): string => text.trim().toLowerCase();

const isSame = (a: Meaning, b: Meaning): boolean =>
  a.unit === b.unit && a.dimension === b.dimension && a.category === b.category;

/** A value and its label may be the same text. */
const distinct = (synonyms: readonly SpokenSynonym[]): SpokenSynonym[] => [
  ...new Map(synonyms.map((each) => [JSON.stringify(each), each])).values(),
];
