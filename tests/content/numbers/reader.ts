import { readFileSync } from 'node:fs';
import type { Reader } from '../../../src/content/numbers/read-numerals.js';
import { unitNouns } from '../../../src/content/numbers/units.js';
import { parseLexicon } from '../../../src/language/lexicon/lexicon.js';

const englishLexicon = parseLexicon(
  readFileSync(new URL('../../../src/language/lexicon/en.yaml', import.meta.url), 'utf8'),
);

/** English, years 2009 to 2019, and the units of the language alone. */
export const reader: Reader = {
  lexicon: englishLexicon,
  span: { from: 2009, to: 2019 },
  units: unitNouns({}, englishLexicon),
};
