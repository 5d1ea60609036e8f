import { z } from 'zod';
import { formats } from '../model/dataset/formats.js';
import { audiences } from '../model/project/audience.js';
import { defaults } from './defaults.js';
import { imprintSpec } from './imprint-spec.js';
import { matrixSpec } from './matrix/spec.js';
import { longestName, nameProblem } from './portable-names.js';
import { profileSpec } from './profile/spec.js';
import { bibliographySpec, citationSpec, layoutSpec, numbersSpec, wordSpec } from './rules-spec.js';
import { distinct, text } from './text-spec.js';
import { themeSpec } from './theme-spec.js';

const named = formats.map((format) => `\`${format}\``);
// `Intl.ListFormat` takes 10 ms to load, which every start would pay.
const listed = (word: string): string => `${named.slice(0, -1).join(', ')} ${word} ${named.at(-1)}`;

const most = (of: string) =>
  z
    .int({ error: `a whole number of ${of}` })
    .min(1, { error: `a whole number of ${of}` })
    .optional();

const lengthSpec = z.strictObject(
  {
    words: most('words').describe(
      'At most so many words, headings, tables and notes counted in, drawings not.',
    ),
    pages: most('pages').describe('At most so many pages of the PDF, the cover counted in.'),
  },
  { error: 'a mapping such as `{words: 10700, pages: 10}`' },
);

/** The grammar of a report. */
export const reportSpec = z.strictObject(
  {
    template: text('the path of a template, such as `templates/annual-report.md`').describe(
      'Path of the template, relative to the project.',
    ),
    formats: z
      .array(z.enum(formats, { error: listed('or') }), { error: `a list of ${listed('and')}` })
      .min(1, { error: `a list of ${listed('and')}` })
      .refine(distinct, { error: 'each format once' })
      .default([...defaults.formats])
      .describe('What is built of the report.'),
    audience: z
      .enum(audiences, { error: '`public` or `confidential`' })
      .default('public')
      .describe(
        '`confidential`: the report prints every count, of protected datasets too, says so on every page, and is built into a folder of its own. Default: public.',
      ),
    matrix: matrixSpec
      .optional()
      .describe(
        'What the report is made for, once for each: the categories of a dimension, or the rows of a file.',
      ),
    layout: layoutSpec.describe('What a build makes of faults of its pages; default: that of the project.'),
    numbers: numbersSpec
      .optional()
      .describe('How strict the report is with numbers in its text; default: that of the project.'),
    limits: lengthSpec
      .optional()
      .describe('How long the report may be, where who takes it has a rule; an error where it is longer.'),
    profile: profileSpec.describe(
      'The body that the report is submitted to, whose rules of form it has to keep.',
    ),
    word: wordSpec.describe('What its Word file looks like; default: that of the project.'),
    bibliography: bibliographySpec.describe('What the report cites from; default: that of the project.'),
    citations: citationSpec.describe('How the report cites; default: as the project says.'),
    data: z
      .boolean({ error: '`true` or `false`' })
      .optional()
      .describe(
        '`true`: the datasets that the report draws on are published beside it, as CSV files with a data package in an archive, and as an accessible workbook.',
      ),
    title: text('a text').optional().describe('Title of the report; default: the title of the project.'),
    publisher: text('a text').optional().describe('Publisher of the report; default: that of the project.'),
    imprint: imprintSpec.optional().describe('Who answers for the report, and how it is cited.'),
    theme: themeSpec.optional().describe('What the report looks like, in place of the theme of the project.'),
  },
  { error: 'a mapping such as `{template: templates/annual-report.md}`' },
);

/** The grammar of its id. */
export const reportId = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
    error: 'an id of lower-case letters, digits and hyphens, such as `annual-report`',
  })
  // Its folder and its files bear it.
  .max(longestName, { error: `an id of at most ${longestName} characters` })
  .refine((id) => nameProblem(id) === undefined, { error: 'an id that Windows does not keep for a device' });
