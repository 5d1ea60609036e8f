import { z } from 'zod';
import { type Diagnostic, didYouMean, listNames } from '../../diagnostics.js';
import type { Host } from '../../host/host.js';
import { broughtForm, wrongPatterns } from '../../language/lexicon/form.js';
import { hasLexicon } from '../../language/lexicon/lexicon.js';
import { problem } from '../../problems/problem.js';
import { checkSchema, errorsOf } from '../../yaml/check.js';
import { type ParsedYaml, parseYaml } from '../../yaml/positions.js';
import type { Spoken, SpokenNames, SpokenSynonym } from '../numbers/spoken.js';
import { readNamed } from '../template/named-file.js';

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
function resolveSynonyms(
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
        const position = parsed.positionOf(path);
        diagnostics.push(
          problem(
            'lexicon/unknown-name',
            position,
            { noun: nouns[section], name, texts: listNames(texts) },
            didYouMean(name, texts),
          ),
        );
      } else if (own !== undefined && !meant.some((each) => isSame(each, own))) {
        diagnostics.push(problem('lexicon/value.word', parsed.positionOf(path, 'key'), { word, name }));
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

/** What a project says of its words, and what is wrong with it. */
export interface ReadSynonyms {
  readonly synonyms: readonly SpokenSynonym[];
  readonly diagnostics: readonly Diagnostic[];
}

const none: ReadSynonyms = { synonyms: [], diagnostics: [] };

/** Where a project says what it calls things in a language. */
const lexiconFile = (language: string): string => `lexicon/${language}.yaml`;

/** Reads the synonyms of a language from the lexicon of the project, where it has one; each must name something of the data. */
export async function readSynonyms(spoken: Spoken, language: string, host: Host): Promise<ReadSynonyms> {
  const file = lexiconFile(language);
  if (!(await host.project.exists(file))) return none;
  const text = await readNamed(file, host);
  if (typeof text !== 'string') return { synonyms: [], diagnostics: [text] };
  const parsed = parseYaml(text, file, { limits: host.limits, composes: true });
  if (parsed.problems.length > 0)
    return { synonyms: [], diagnostics: errorsOf(parsed.problems, 'lexicon/yaml') };
  return parsed.value === null ? none : checked(parsed, file, spoken, await hasLexicon(language, host.tool));
}

function checked(parsed: ParsedYaml, file: string, spoken: Spoken, isSpoken: boolean): ReadSynonyms {
  const { value, faults } = checkSchema(projectLexicon, parsed, file);
  if (value !== undefined) {
    const { synonyms, diagnostics } = resolveSynonyms(value, parsed, spoken);
    return { synonyms, diagnostics: [...diagnostics, ...languageProblems(value, parsed, isSpoken)] };
  }
  return {
    synonyms: [],
    diagnostics: errorsOf(faults, 'lexicon/value', 'lexicon/unknown-key'),
  };
}

/** What is wrong with the lexicon of a language that the project brings. */
function languageProblems({ language }: ProjectLexicon, parsed: ParsedYaml, isSpoken: boolean): Diagnostic[] {
  if (language === undefined) return [];
  if (isSpoken) {
    return [problem('lexicon/value.language', parsed.positionOf(['language'], 'key'))];
  }
  // As long as it is being filled in, nothing of it is read.
  if (!language.ready) return [];
  return wrongPatterns(language).map(({ path, why, isCostly }) => {
    const position = parsed.positionOf(['language', ...path]);
    if (!isCostly) return problem('lexicon/value.pattern', position, { why });
    return problem('lexicon/pattern-cost', position, { why });
  });
}

const word = z.string({ error: 'a text' }).trim().min(1, { error: 'a text' });

/** Words of the project, each with the name of the data that it stands for. */
const names = (of: string, example: string) =>
  z
    .record(word, word, { error: `a mapping such as \`{${example}}\`` })
    .optional()
    .describe(`Words that stand for ${of}.`);

/** The grammar of `lexicon/LANGUAGE.yaml` of a project: what it calls things in a language. */
const projectLexicon = z.strictObject(
  {
    synonyms: z
      .strictObject(
        {
          measures: names('a measure, by its field or title', 'arrestees: arrests'),
          units: names('a unit', 'arrestees: arrests'),
          categories: names('a category, by its value or label', 'girls: female'),
          institutions: names('an institution, by its value or label', 'the ministry: moj'),
        },
        { error: 'a mapping such as `{categories: {girls: female}}`' },
      )
      .optional(),
    language: broughtForm
      .optional()
      .describe('What numbers in running text are, in a language for which Tallybook has no lexicon.'),
  },
  { error: 'a mapping with `synonyms`' },
);

/** What a lexicon of a project says. */
type ProjectLexicon = z.infer<typeof projectLexicon>;
