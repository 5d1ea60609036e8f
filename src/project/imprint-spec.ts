import { z } from 'zod';
import { text } from './text-spec.js';

/** The grammar of `imprint`. */
export const imprintSpec = z.strictObject(
  {
    contact: text('a text such as `statistics@office.example`').optional().describe('Who answers questions.'),
    licence: text('a text such as `CC BY 4.0`').optional().describe('What readers may do with the report.'),
    source: text('a text').optional().describe('What the report rests on, and what is not known of it.'),
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
