import { z } from 'zod';
import { hexColour } from '../model/chart/colour.js';
import { covers, papers } from '../model/project/theme.js';
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

/** The grammar of `theme`: what reports look like. */
export const themeSpec = z.strictObject(
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
