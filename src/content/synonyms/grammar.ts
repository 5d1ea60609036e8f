import { z } from 'zod';
import { broughtForm } from '../../language/lexicon/form.js';

const word = z.string({ error: 'a text' }).trim().min(1, { error: 'a text' });

/** Words of the project, each with the name of the data that it stands for. */
const names = (of: string, example: string) =>
  z
    .record(word, word, { error: `a mapping such as \`{${example}}\`` })
    .optional()
    .describe(`Words that stand for ${of}.`);

/** The grammar of `lexicon/LANGUAGE.yaml` of a project: what it calls things in a language. */
export const projectLexicon = z.strictObject(
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
export type ProjectLexicon = z.infer<typeof projectLexicon>;
