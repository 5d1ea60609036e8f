/** The grammar of a table as an office has it: how a file that is not tidy becomes one, declared and never guessed. */
import { z } from 'zod';
import { flag, type Mapping, text } from '../package/grammar.js';

const count = z
  .int({ error: 'a whole number from 0' })
  .min(0, { error: 'a whole number from 0' })
  .max(1_000_000, { error: 'a whole number up to 1,000,000' });

const rowNumber = z
  .int({ error: 'the number of a row, from 1' })
  .min(1, { error: 'the number of a row, from 1' });

const word = z.union([text, z.int()], { error: 'a text or a whole number' });

const table = (mapping: Mapping) =>
  mapping({
    sheet: text.optional().describe('The sheet of a workbook, by its name.'),
    range: text
      .regex(/^\$?[A-Za-z]{1,3}(?:\$?[1-9]\d{0,6}:\$?[A-Za-z]{1,3}(?:\$?[1-9]\d{0,6})?|:\$?[A-Za-z]{1,3})$/, {
        error: 'two corners such as `A4:N60`, or `A4:N` for all rows from 4 on',
      })
      .optional()
      .describe(
        'The cells that are the table, header included: `A4:N60`, or `A4:N` for all rows from 4 on. Default: all of the file.',
      ),
    skip: count.optional().describe('Rows above the header, where there is no `range`.'),
    header: z
      .array(rowNumber, { error: 'a list of row numbers such as `[1, 2]`' })
      .min(1, { error: 'at least one row' })
      .optional()
      .describe('The rows of the range that head its columns, counted from 1. Default: `[1]`.'),
    footer: count.optional().describe('Rows at the end of the range that are notes, empty ones not counted.'),
    leave: z
      .array(text, { error: 'a list of headings' })
      .optional()
      .describe('Columns that are not read, by their headings or by a pattern such as `"* | Beds"`.'),
    trim: flag.optional().describe('`true`: spaces around the text of a cell are left out.'),
    hidden: z
      .enum(['read', 'leave'], { error: '`read` or `leave`' })
      .optional()
      .describe('What becomes of hidden rows, columns and sheets of a workbook. Default: they are an error.'),
    unheaded: z
      .literal('flags', { error: '`flags`' })
      .optional()
      .describe(
        '`flags`: a column without a heading holds the flags of the numbers to its left. Default: it must be empty.',
      ),
    groups: text
      .optional()
      .describe(
        'A field: a row that has a name and nothing else says it of the rows below it, until the next such row or an empty one.',
      ),
    fill: z
      .array(text, { error: 'a list of headings' })
      .optional()
      .describe('Headings of columns in which an empty cell means the one above it, as merged cells do.'),
  });

const unpivot = (mapping: Mapping) =>
  mapping({
    headings: z
      .union(
        [text, z.array(word, { error: 'a list of headings' }).min(1, { error: 'at least one heading' })],
        {
          error: 'a pattern such as `"* | *"`, or a list of headings',
        },
      )
      .describe('The columns whose numbers become rows: `"* | *"`, each `*` a category, or a list.'),
    into: z
      .array(text, { error: 'a list of field names' })
      .min(1, { error: 'at least one field' })
      .describe('The fields that the parts of a heading become.'),
    value: text.describe('The measure that the cells become.'),
  });

/** What a resource may say of the form of its file. */
export const shapeOfResource = (mapping: Mapping) => ({
  table: table(mapping).optional().describe('Where in the file the table is, and which rows head it.'),
  columns: z
    .record(z.string(), text, { error: 'a mapping of fields to headings' })
    .optional()
    .describe(
      'The heading of each field that is not headed by its own name; `""` for the column without one before the first heading.',
    ),
  combine: z
    .record(z.string(), z.array(text, { error: 'a list of headings' }).length(2, { error: 'two headings' }), {
      error: 'a mapping of fields to two headings',
    })
    .optional()
    .describe(
      'Periods in two columns: `{quarter: [Year, Quarter]}`, by field the heading of the years and that of the quarters, months or weeks.',
    ),
  unpivot: unpivot(mapping)
    .optional()
    .describe('Columns side by side that hold one measure; each of their numbers becomes a row.'),
  flags: z
    .record(z.string(), z.record(z.string(), text, { error: 'a mapping of flags to marks' }), {
      error: 'a mapping of measures to their flags',
    })
    .optional()
    .describe('Signs beside numbers, or in place of them, and the mark or missing value that each means.'),
  constants: z
    .record(z.string(), word, { error: 'a mapping of fields to texts' })
    .optional()
    .describe('Fields that say the same in every row, and have no column.'),
  rename: z
    .record(z.string(), z.record(z.string(), word, { error: 'a mapping of codes to categories' }), {
      error: 'a mapping of fields to their codes',
    })
    .optional()
    .describe(
      'What each code of a field means, or `{from: FILE}`, a CSV file with the columns `from` and `to`.',
    ),
});
