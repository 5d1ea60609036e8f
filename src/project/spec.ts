import { z } from 'zod';
import { canonicalTag, isKnownLanguage } from '../language/language-tag.js';
import { type Format, formats, formatsWith } from '../model/dataset/formats.js';
import { audiences } from '../model/project/audience.js';
import { defaultPrecision } from '../model/project/precision.js';
import {
  highest,
  meaningOf,
  type ResourceLimitName,
  resourceLimitNames,
  standardLimits,
} from '../resource-limits.js';
import { matrixSpec } from './matrix/spec.js';
import { longestName, nameProblem } from './portable-names.js';
import { profileSpec } from './profile/spec.js';
import {
  bibliographySpec,
  chaptersSpec,
  citationSpec,
  imprintSpec,
  layoutSpec,
  numbersSpec,
  releaseSpec,
  themeSpec,
  wordSpec,
} from './shared-spec.js';
import { distinct, text } from './text-spec.js';

/** Every default of the grammar, in one place. */
export const defaults = {
  languages: ['en'],
  data: 'data/datapackage.yaml',
  output: 'output',
  confidential: 'confidential',
  embargoed: 'embargoed',
  formats: formatsWith('isDefault'),
} as const satisfies {
  readonly languages: readonly string[];
  readonly data: string;
  readonly output: string;
  readonly confidential: string;
  readonly embargoed: string;
  readonly formats: readonly Format[];
};

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
const reportSpec = z.strictObject(
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
    chapters: chaptersSpec.describe('Where its chapters begin on paper; default: as the project says.'),
    only: text('the id of a chapter such as `sec-brief`')
      .optional()
      .describe(
        'The id of the one chapter that is printed, numbered as in the whole; default: all that the template says.',
      ),
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
    'short-title': text('a text')
      .optional()
      .describe('What the heads of pages say in place of a long title. Default: what is before its colon.'),
    publisher: text('a text').optional().describe('Publisher of the report; default: that of the project.'),
    imprint: imprintSpec.optional().describe('Who answers for the report, and how it is cited.'),
    ...releaseSpec,
    theme: themeSpec.optional().describe('What the report looks like, in place of the theme of the project.'),
  },
  { error: 'a mapping such as `{template: templates/annual-report.md}`' },
);

/** The grammar of its id. */
const reportId = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
    error: 'an id of lower-case letters, digits and hyphens, such as `annual-report`',
  })
  // Its folder and its files bear it.
  .max(longestName, { error: `an id of at most ${longestName} characters` })
  .refine((id) => nameProblem(id) === undefined, { error: 'an id that Windows does not keep for a device' });

const placeName = z
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
          placeName,
          z
            .array(placeName, { error: 'a name, or a list of its forms' })
            .min(1, { error: 'at least one name' }),
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
const nameNoteSpec = z
  .record(z.string(), noteSpec, {
    error: 'a mapping from languages to notes, such as `{en: {name: Kosovo, text: ...}}`',
  })
  .optional();

/** The name of the file that makes a folder a project. */
export const projectFile = 'tallybook.yaml';

/** A whole number, up to the one that no project may go beyond. */
function limit(name: ResourceLimitName) {
  const most = highest(name);
  const error =
    most < Number.MAX_SAFE_INTEGER ? `a whole number from 1 to ${most}` : 'a whole number above 0';
  return z.int({ error }).min(1, { error }).max(most, { error });
}

const limitsSpec = z.strictObject(
  Object.fromEntries(
    resourceLimitNames.map((name) => [
      name,
      limit(name)
        .optional()
        .describe(`${meaningOf(name)}. Default: ${standardLimits[name].toLocaleString('en')}.`),
    ]),
  ) as Record<ResourceLimitName, z.ZodOptional<ReturnType<typeof limit>>>,
  { error: 'a mapping such as `{rows: 3000000}`' },
);

/** A base, in things that are counted one by one. */
const base = z.int({ error: 'a whole number from 0 up' }).min(0, { error: 'a whole number from 0 up' });

const precisionSpec = z.strictObject(
  {
    decimals: base
      .default(defaultPrecision.decimals)
      .describe('Percentages on a base below this number have no decimals.'),
    percentages: base
      .default(defaultPrecision.percentages)
      .describe(
        'Below this number "4 of 7" is printed in place of a percentage, and must be written in sentences.',
      ),
  },
  { error: 'a mapping such as `{decimals: 50, percentages: 20}`' },
);

const quotedSource = z.strictObject(
  {
    speakers: z
      .array(text('a name such as `the Ministry`'), { error: 'a list of names' })
      .min(1, { error: 'at least one name' })
      .describe('How sentences and quoted claims name whoever speaks in the text.'),
    text: text('the path of a text such as `sources/paper.txt`').describe(
      'Path of the text, or of the passages that are quoted, relative to the project.',
    ),
    language: text('a BCP 47 tag such as `en`')
      .refine((tag) => canonicalTag(tag) === tag && isKnownLanguage(tag), {
        error: 'a BCP 47 tag such as `en` or `sr-Latn`',
      })
      .optional()
      .describe('The language of the text; without it, the first of the project.'),
  },
  { error: 'a mapping such as `{speakers: [the Ministry], text: sources/ministry.txt}`' },
);

/** The grammar of `tallybook.yaml`; what it accepts has every default filled in. */
export const projectSpec = z.strictObject(
  {
    // Read before the grammar is (`version.ts`).
    tallybook: z
      .literal(1)
      .optional()
      .describe('The version of this file and of all that it names, for which they are written. Default: 1.'),
    title: text('a text').describe('Title of the project and of reports that have none.'),
    publisher: text('a text').describe('Who publishes the reports.'),
    imprint: imprintSpec
      .optional()
      .describe('Who answers for the reports of the publisher, and their licence.'),
    ...releaseSpec,
    theme: themeSpec.optional().describe('The house of the publisher: what the reports look like.'),
    edition: z
      .int({ error: 'a year such as `2015`' })
      .min(1000, { error: 'a year such as `2015`' })
      .max(9999, { error: 'a year such as `2015`' })
      .describe('The year that the reports are about; outputs are dated by it.'),
    languages: z
      .array(text('a language tag such as `en`'), { error: 'a list of language tags such as `[en]`' })
      .min(1, { error: 'a list of language tags such as `[en]`' })
      .refine(distinct, { error: 'each language once' })
      .default([...defaults.languages])
      .describe('BCP 47 tags of the languages that every report is built in.'),
    data: text('the path of the data package')
      .default(defaults.data)
      .describe('Path of the data package, relative to the project.'),
    output: text('the path of a folder')
      .default(defaults.output)
      .describe('Folder for what is built, relative to the project.'),
    confidential: text('the path of a folder')
      .default(defaults.confidential)
      .describe('Folder for confidential reports, relative to the project and apart from `output`.'),
    embargoed: text('the path of a folder')
      .default(defaults.embargoed)
      .describe('Folder for reports under embargo, relative to the project and apart from `output`.'),
    claims: z
      .literal('required', { error: '`required`' })
      .optional()
      .describe(
        '`required`: words of trend and comparison, such as “rose” or “most”, must be in claims that are tested.',
      ),
    numbers: numbersSpec.optional().describe('How strict reports are with numbers in their text.'),
    word: wordSpec.describe('What the Word files of reports look like.'),
    layout: layoutSpec.describe(
      'What a build makes of faults of printed pages, such as a heading at the foot of one: `warn` (default), `error` or `off`.',
    ),
    chapters: chaptersSpec.describe(
      'Where chapters begin on paper: `run-on` (default) on the page on which the one before ends, `new-page` on a page of their own.',
    ),
    precision: precisionSpec
      .optional()
      .describe(
        'How exactly percentages of few things are printed, in sentences, titles, charts and tables alike.',
      ),
    previous: text('the path of a `published.json` such as `data/editions/2014.json`')
      .optional()
      .describe(
        'The `published.json` of the edition before, relative to the project: every figure that differs from it needs a line in `revisions.csv`.',
      ),
    corrigendum: z
      .strictObject(
        {
          of: text('the path of a `published.json` such as `data/editions/2015.json`').describe(
            'The `published.json` of this edition as it was published before, relative to the project: every figure that differs from it needs a line in `corrections.csv`.',
          ),
          on: text('a day such as `2026-05-20`').describe('The day of the correction.'),
        },
        { error: 'a mapping such as `{of: data/editions/2015.json, on: 2026-05-20}`' },
      )
      .optional()
      .describe(
        'Of an edition that is published again: what it published before, and since when it is corrected.',
      ),
    quotations: z
      .array(quotedSource, { error: 'a list of sources' })
      .optional()
      .describe('Texts of sources, with which what reports quote from them is compared word for word.'),
    bibliography: bibliographySpec.describe('The works that reports cite, as BibTeX or CSL-JSON.'),
    citations: citationSpec.describe('How reports cite: `author-date` (default) or `numeric`.'),
    'name-note': nameNoteSpec.describe(
      'A note on the name of a place, by language: its sign and its text are put where each report first has the name.',
    ),
    limits: limitsSpec
      .optional()
      .describe('Limits of the tool that this project needs to be higher, or lower, than they are.'),
    reports: z
      .record(reportId, reportSpec, { error: 'a mapping from ids to reports' })
      .refine((reports) => Object.keys(reports).length > 0, { error: 'at least one report' })
      .describe('The reports by id.'),
  },
  { error: 'a mapping with `title`, `publisher`, `edition` and `reports`' },
);

/** A `tallybook.yaml` that follows the grammar, before its languages, paths and files are checked. */
export type ProjectSpec = z.infer<typeof projectSpec>;

/** The JSON Schema of `tallybook.yaml`, for editors; it ships in the package as `dist/schemas/tallybook.json`. */
export function projectJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(projectSpec, { io: 'input', target: 'draft-2020-12' });
  return { ...schema, title: 'tallybook.yaml' };
}
