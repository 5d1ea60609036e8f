/** The grammar of what a data package asks the integrity gate to check, and of the findings that it accepts. */
import { z } from 'zod';
import { flag, type Mapping, text } from '../package/grammar.js';
import { acceptableCodes } from './registry.js';

const where = z
  .record(text, z.union([text, z.int()], { error: 'a category' }), {
    error: 'a mapping such as `{year: total}`',
  })
  .describe('Dimension: category. Dimensions that are left out are shared by both sides, and go row by row.');

const measure = text.optional().describe('Default: the only measure.');

const cells = (mapping: Mapping) =>
  mapping({
    resource: text.optional().describe('Default: the same resource.'),
    measure,
    where: where.optional(),
  });

/** The keys of a resource: `equals`, `within`, `accepts`. */
export const gateOfResource = (mapping: Mapping) => ({
  equals: z
    .array(mapping({ measure, where: where.optional(), to: cells(mapping) }), { error: 'a list' })
    .optional()
    .describe('Cells that state the same quantity as others, and must be equal to them.'),
  within: z
    .array(mapping({ measure, where: where.optional(), of: cells(mapping) }), { error: 'a list' })
    .optional()
    .describe('Cells that are part of others, and must not be greater.'),
  accepts: z
    .array(
      mapping({
        code: z
          .enum(acceptableCodes, {
            error: `one of ${acceptableCodes.map((code) => `\`${code}\``).join(', ')}`,
          })
          .describe('The code of the message.'),
        where: where.optional().describe('The keys that the message names.'),
        measure: text.optional(),
        reason: text.min(1, { error: 'a sentence' }).describe('Printed under the tables that show the rows.'),
        by: text.min(1, { error: 'a person or office' }).describe('Who is responsible.'),
        date: z.iso.date({ error: 'a date such as `2014-12-31`' }),
      }),
      { error: 'a list' },
    )
    .optional()
    .describe('Findings that were looked into and are right, or cannot be put right.'),
});

/** The keys of a field: `rate`, `plausible`, `until`, `gaps`. */
export const gateOfField = (mapping: Mapping) => ({
  rate: mapping({
    numerator: text.describe('The measure that is counted, in the same row.'),
    denominator: z
      .union([text, cells(mapping)], { error: 'a measure, or a mapping with `resource`' })
      .describe('What it is counted per: a measure in the same row, or cells of another resource.'),
    per: z
      .int()
      .min(1, { error: 'a whole number from 1 up' })
      .optional()
      .describe('Default: 100 for `%`, else 1.'),
  })
    .optional()
    .describe('What a rate is made from, so that the denominator that it implies can be checked.'),
  plausible: mapping({
    jump: z
      .number({ error: 'a factor such as `3`' })
      .gt(1, { error: 'a factor above 1' })
      .max(1000, { error: 'a factor up to 1000' })
      .describe('The factor by which a number may rise or fall from one year to the next.'),
    above: z
      .int({ error: 'a whole number from 0 up' })
      .min(0, { error: 'a whole number from 0 up' })
      .optional()
      .describe('Pairs of which neither is above this are not questioned. Default: 10.'),
  })
    .optional()
    .describe('What would be surprising, and is questioned.'),
  until: z
    .literal('edition', { error: '`edition`' })
    .optional()
    .describe('No date or year of the column may lie after the edition.'),
  gaps: flag.optional().describe('`true` for a column of years or days that need not follow one another.'),
});
