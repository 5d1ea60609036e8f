import { z } from 'zod';
import { text } from '../text-spec.js';

const name = z
  .string({ error: 'a name such as `Kosovo`' })
  .regex(/\p{L}/u, { error: 'a name such as `Kosovo`' })
  .refine((word) => !word.includes('*'), {
    error: 'a name without an asterisk, which the build puts behind it',
  });

/** The note on a name in one language. */
const noteSpec = z.strictObject(
  {
    name: z
      .union(
        [
          name,
          z.array(name, { error: 'a name, or a list of its forms' }).min(1, { error: 'at least one name' }),
        ],
        {
          error: 'a name, or a list of its forms',
        },
      )
      .describe('The name, or a list of the forms that it has in sentences.'),
    text: text('a text').describe('What the note says.'),
  },
  { error: 'a mapping such as `{name: Kosovo, text: This designation is ...}`' },
);

/** The note on a name, by the languages that reports are written in. */
export const nameNoteSpec = z
  .record(z.string(), noteSpec, {
    error: 'a mapping from languages to notes, such as `{en: {name: Kosovo, text: ...}}`',
  })
  .optional();
