import { z } from 'zod';
import { hexColour } from '../model/chart/colour.js';
import { covers, papers } from '../model/project/theme.js';
import { numberForms } from '../model/project/word.js';
import { text } from './text-spec.js';

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

const figureSpec = z.strictObject({
  figure: text('the id of a figure of the report such as `fig-cases`').describe(
    'The id of a figure of the report, whose marks the field of colour shows.',
  ),
});

const coverKinds =
  '`band`, `plain`, `none` or a mapping such as `{figure: fig-cases}` or `{image: house/cover.jpg, decorative: true}`';

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

/** The grammar of `theme`: what reports look like. */
export const themeSpec = z.strictObject(
  {
    accent: colour('#0b5d3b')
      .optional()
      .describe('Colour of headings, cover and first series. Default: one that follows from the publisher.'),
    second: colour('#a68a3f')
      .optional()
      .describe('Colour of the second series, no red or orange. Default: one that goes with the accent.'),
    logo: logoSpec
      .optional()
      .describe('The sign of the publisher, on the cover and in the head of the page.'),
    cover: z
      .union([z.enum(covers, { error: coverKinds }), figureSpec, pictureSpec], { error: coverKinds })
      .optional()
      .describe(
        '`band`: a field of colour; `plain`: paper; `none`: no page of its own; the title is above the imprint, and above the text on a screen; `{figure: ID}`: a field of colour with a figure of the report; `{image: FILE}`: a picture, the title on a field of colour. Default: band.',
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

/** The grammar of `imprint`. */
export const imprintSpec = z.strictObject(
  {
    contact: text('a text such as `statistics@office.example`').optional().describe('Who answers questions.'),
    licence: text('a text such as `CC BY 4.0`').optional().describe('What readers may do with the report.'),
    source: text('a text').optional().describe('What the report rests on, and what is not known of it.'),
    cite: text('a text')
      .optional()
      .describe(
        'How to cite the report. Default: publisher, year of `published` or else of the edition, and title.',
      ),
    series: text('a text such as `Statistical reports`')
      .optional()
      .describe('The series that the report belongs to, which its cover names.'),
    isbn: text('an ISBN such as `978-92-9497-123-4`').optional().describe('Of this report.'),
    doi: text('a DOI such as `10.1234/abc`')
      .optional()
      .describe('Of this report, without an address before it.'),
    published: text('a day such as `2016-03-01`').optional().describe('The day of publication.'),
    next: text('a day, month or year such as `2017-03`')
      .optional()
      .describe('When the next edition comes out.'),
    'as-at': text('a day such as `2015-12-31`').optional().describe('The day whose state the figures show.'),
  },
  { error: 'a mapping such as `{contact: statistics@office.example}`' },
);

const signOffSpec = z.strictObject(
  {
    by: text('a name and an office such as `Ana Berisha, Head of Statistics`').describe('Who signed it off.'),
    on: text('a day such as `2026-03-31`').describe('The day of the sign-off.'),
    figures: text('the digits that the build names, in quotation marks')
      .optional()
      .describe('Which figures were signed off: digits that the build names. Other figures are an error.'),
  },
  { error: 'a mapping such as `{by: "Ana Berisha, Head of Statistics", on: 2026-03-31}`' },
);

/** The keys that say how far a report is on its way to its readers. */
export const releaseSpec = {
  status: z
    .enum(['provisional', 'final'], { error: '`provisional` or `final`' })
    .optional()
    .describe(
      '`provisional`: figures may still change; `final`: it is signed off. Default: nothing is said.',
    ),
  'signed-off': signOffSpec.optional().describe('Who takes responsibility for it, and since when.'),
  embargo: text('a moment such as `2026-04-15T10:00+02:00`')
    .optional()
    .describe('Before this moment it is built into `embargoed`, apart from what is published.'),
};

/** What is made of faults of pages. */
export const layoutSpec = z.enum(['warn', 'error', 'off'], { error: '`warn`, `error` or `off`' }).optional();

/** Where chapters begin on paper. */
export const chaptersSpec = z.enum(['run-on', 'new-page'], { error: '`run-on` or `new-page`' }).optional();

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
