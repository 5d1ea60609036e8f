import { z } from 'zod';
import { numberForms } from '../model/project/word.js';
import { text } from './text-spec.js';

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

/** What is asked of Word files. */
export const wordSpec = z
  .strictObject(
    {
      reference: text('the path of a Word file such as `house/office.docx`')
        .regex(/\.(?:doc|dot)[xm]$/i, { error: 'the path of a Word file such as `house/office.docx`' })
        .optional()
        .describe(
          'A Word file or template (`.dotx`), with macros too (`.docm`, `.dotm`), whose styles, lists, sheet, heads and feet the Word files take; nothing of its text.',
        ),
      numbers: z
        .enum(numberForms, { error: numberForms.map((form) => `\`${form}\``).join(', ') })
        .optional()
        .describe(
          'How printed numbers are found again: in a control (`marked`, the default), in one that cannot be changed (`locked`), by a bookmark (`bookmark`, the default where a report has a profile), or not at all (`plain`).',
        ),
    },
    { error: 'a mapping such as `{reference: house/office.docx}`' },
  )
  .optional();

/** How works are cited. */
export const citationSpec = z
  .enum(['author-date', 'numeric'], { error: '`author-date` or `numeric`' })
  .optional();

/** The works that are cited. */
export const bibliographySpec = z
  .string({ error: 'the path of a file such as `refs.bib` or `refs.json`' })
  .regex(/\.(?:bib|json)$/, { error: 'the path of a file such as `refs.bib` or `refs.json`' })
  .optional();
