import { z } from 'zod';
import { canonicalTag, isKnownLanguage } from '../language/language-tag.js';
import { audiences } from '../model/audience.js';
import { hexColour } from '../model/colour.js';
import type { Format } from '../model/formats.js';
import { formats } from '../model/formats.js';
import { defaultPrecision } from '../model/precision.js';
import { covers, papers } from '../model/theme.js';
import { countedBy, highest, type ResourceLimitName, resourceLimitNames } from '../resource-limits.js';
import { matrixSpec } from './matrix/spec.js';
import { nameNoteSpec } from './name-note/spec.js';
import { longestName, nameProblem } from './portable-names.js';
import { profileSpec } from './profile/spec.js';

const named = formats.map((format) => `\`${format}\``);

/** The name of the file that makes a folder a project. */
export const projectFile = 'tallybook.yaml';

/** Every default of the grammar, in one place. */
export const defaults = {
  languages: ['en'],
  data: 'data/datapackage.yaml',
  output: 'output',
  confidential: 'confidential',
  formats,
} as const satisfies {
  readonly languages: readonly string[];
  readonly data: string;
  readonly output: string;
  readonly confidential: string;
  readonly formats: readonly Format[];
};

const text = (expected: string) => z.string({ error: expected }).trim().min(1, { error: expected });

const distinct = (items: readonly string[]): boolean => new Set(items).size === items.length;

const colour = (example: string) =>
  z
    .string({ error: `a colour such as \`${example}\`` })
    .regex(hexColour, { error: `a colour such as \`${example}\`` })
    .transform((written) => written.toLowerCase());

const logoSpec = z.strictObject(
  {
    file: text('the path of an SVG or PNG file such as `house/logo.svg`').describe(
      'Path of the logo, relative to the project: SVG or PNG.',
    ),
    alt: text('what is read in place of the logo, such as `Ministry of Roads`').describe(
      'What is read in place of the logo: the name that it shows.',
    ),
  },
  { error: 'a mapping such as `{file: house/logo.svg, alt: Ministry of Roads}`' },
);

const pictureSpec = z.strictObject({
  image: text('the path of a picture such as `house/cover.jpg`').describe(
    'Path of the picture that fills the cover, relative to the project: JPEG, PNG or SVG.',
  ),
  alt: text('what the picture shows').optional().describe('What is read in place of the picture.'),
  decorative: z
    .literal(true, { error: '`true`' })
    .optional()
    .describe('The picture says nothing that must be read.'),
});

const coverKinds =
  '`band`, `plain`, `none` or a mapping such as `{image: house/cover.jpg, decorative: true}`';

const fontFiles = z
  .array(text('the path of a font such as `house/Text-Regular.woff2`'), {
    error: 'a list of fonts such as `[house/Text-Regular.woff2, house/Text-Bold.woff2]`',
  })
  .min(1, { error: 'at least one font' });

const fontsSpec = z.strictObject(
  {
    text: fontFiles
      .optional()
      .describe(
        'Fonts of the text, TTF, OTF or WOFF2, one file a face; those of a second family have letters that the first lacks.',
      ),
    headings: fontFiles
      .optional()
      .describe('Fonts of headings, cover and titles. Default: those of the text.'),
  },
  { error: 'a mapping such as `{text: [house/Text-Regular.woff2]}`' },
);

const themeSpec = z.strictObject(
  {
    accent: colour('#0b5d3b')
      .optional()
      .describe('Colour of headings, cover and first series. Default: one that follows from the publisher.'),
    second: colour('#a68a3f')
      .optional()
      .describe('Colour beside it. Default: one that goes with the accent.'),
    logo: logoSpec
      .optional()
      .describe('The sign of the publisher, on the cover and in the head of the page.'),
    cover: z
      .union([z.enum(covers, { error: coverKinds }), pictureSpec], { error: coverKinds })
      .optional()
      .describe(
        '`band`: a field of colour; `plain`: paper; `none`: the title stands above the text; `{image: FILE}`: a picture, the title on a field of colour. Default: band.',
      ),
    fonts: fontsSpec.optional().describe('The fonts of the publisher, in place of Noto Sans.'),
    css: text('the path of a style sheet such as `house/theme.css`')
      .optional()
      .describe('A style sheet of the publisher: colours, sizes of type, lines and spaces.'),
    paper: z
      .enum(papers, { error: '`a4` or `letter`' })
      .optional()
      .describe('What is printed on. Default: a4.'),
  },
  { error: 'a mapping such as `{accent: "#0b5d3b"}`' },
);

const themed = themeSpec.optional();

const layoutSpec = z.enum(['warn', 'error', 'off'], { error: '`warn`, `error` or `off`' }).optional();

const typedSpec = z.enum(['error', 'warning', 'off'], { error: '`error`, `warning` or `off`' });

const numbersSpec = z.strictObject(
  {
    typed: typedSpec.describe(
      'What a number makes that is typed into the text by hand: `error` (default), `warning`, or `off`. Where it is let pass, the annex of methods and `verify` say how many there are.',
    ),
  },
  { error: 'a mapping such as `{typed: warning}`' },
);

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

const citationSpec = z.enum(['author-date', 'numeric'], { error: '`author-date` or `numeric`' }).optional();

const bibliographySpec = z
  .string({ error: 'the path of a file such as `refs.bib` or `refs.json`' })
  .regex(/\.(?:bib|json)$/, { error: 'the path of a file such as `refs.bib` or `refs.json`' })
  .optional();

const imprintSpec = z.strictObject(
  {
    contact: text('a text such as `statistics@office.example`').optional().describe('Who answers questions.'),
    licence: text('a text such as `CC BY 4.0`').optional().describe('What readers may do with the report.'),
    cite: text('a text')
      .optional()
      .describe('How to cite the report. Default: publisher, year of the edition and title.'),
    isbn: text('an ISBN such as `978-92-9497-123-4`').optional().describe('Of this report.'),
    doi: text('a DOI such as `10.1234/abc`')
      .optional()
      .describe('Of this report, without an address before it.'),
    published: text('a day such as `2016-03-01`').optional().describe('The day of publication.'),
    'as-at': text('a day such as `2015-12-31`').optional().describe('The day whose state the figures show.'),
  },
  { error: 'a mapping such as `{contact: statistics@office.example}`' },
);

const reportSpec = z.strictObject(
  {
    template: text('the path of a template, such as `templates/annual-report.md`').describe(
      'Path of the template, relative to the project.',
    ),
    formats: z
      .array(z.enum(formats, { error: named.join(' or ') }), { error: `a list of ${named.join(' and ')}` })
      .min(1, { error: 'a list of `html` and `pdf`' })
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
    theme: themed.describe('What the report looks like, in place of the theme of the project.'),
  },
  { error: 'a mapping such as `{template: templates/annual-report.md}`' },
);

const reportId = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
    error: 'an id of lower-case letters, digits and hyphens, such as `annual-report`',
  })
  // Its folder and its files bear it.
  .max(longestName, { error: `an id of at most ${longestName} characters` })
  .refine((id) => nameProblem(id) === undefined, { error: 'an id that Windows does not keep for a device' });

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
        .describe(`At most so many ${countedBy(name)}.`),
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
    // Read before the grammar is (versions/written-for.ts), which says more.
    tallybook: z
      .int()
      .min(1)
      .optional()
      .describe('The version of this file and of all that it names, for which they are written. Default: 1.'),
    title: text('a text').describe('Title of the project and of reports that have none.'),
    publisher: text('a text').describe('Who publishes the reports.'),
    imprint: imprintSpec
      .optional()
      .describe('Who answers for the reports of the publisher, and their licence.'),
    theme: themed.describe('The house of the publisher: what the reports look like.'),
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
    claims: z
      .literal('required', { error: '`required`' })
      .optional()
      .describe(
        '`required`: words of trend and comparison, such as “rose” or “most”, must stand in claims that are tested.',
      ),
    numbers: numbersSpec.optional().describe('How strict reports are with numbers in their text.'),
    layout: layoutSpec.describe(
      'What a build makes of faults of printed pages, such as a heading at the foot of one: `warn` (default), `error` or `off`.',
    ),
    precision: precisionSpec
      .optional()
      .describe(
        'How exactly percentages of few things are printed, in sentences, titles, charts and tables alike.',
      ),
    previous: text('the path of a snapshot such as `data/editions/2014.json`')
      .optional()
      .describe(
        'The `published.json` of the edition before, relative to the project: every figure that differs from it needs a line in `revisions.csv`.',
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
