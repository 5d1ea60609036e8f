import { z } from 'zod';

const word = z.string({ error: 'a text' }).min(1, { error: 'a text' });

/** The grammar of `translations/LANGUAGE.yaml` beside the data package. */
export const translationFile = z.strictObject(
  {
    texts: z
      .record(word, word, { error: 'a mapping such as `{Women: Gra}`' })
      .optional()
      .describe('What a text of the data package is in this language, wherever it stands.'),
    at: z
      .record(word, word, { error: 'a mapping such as `{victims/sex=female: Gra}`' })
      .optional()
      .describe('What a text is at one place, where one text needs two translations.'),
  },
  { error: 'a mapping with `texts`' },
);
