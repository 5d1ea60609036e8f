import { z } from 'zod';

/** What is made of faults of pages. */
export const layoutSpec = z.enum(['warn', 'error', 'off'], { error: '`warn`, `error` or `off`' }).optional();

const typedSpec = z.enum(['error', 'warning', 'off'], { error: '`error`, `warning` or `off`' });

/** What is made of numbers that were typed. */
export const numbersSpec = z.strictObject(
  {
    typed: typedSpec.describe(
      'What a number makes that is typed into the text by hand: `error` (default), `warning`, or `off`. Where it is let pass, the annex of methods and `verify` say how many there are.',
    ),
  },
  { error: 'a mapping such as `{typed: warning}`' },
);

/** How works are cited. */
export const citationSpec = z
  .enum(['author-date', 'numeric'], { error: '`author-date` or `numeric`' })
  .optional();

/** The works that are cited. */
export const bibliographySpec = z
  .string({ error: 'the path of a file such as `refs.bib` or `refs.json`' })
  .regex(/\.(?:bib|json)$/, { error: 'the path of a file such as `refs.bib` or `refs.json`' })
  .optional();
