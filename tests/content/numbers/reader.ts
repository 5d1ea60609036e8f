import type { Reader } from '../../../src/content/numbers/read-numerals.js';
import { unitNouns } from '../../../src/content/numbers/units.js';
import { lexicon } from '../../support/english.js';

/** English, years 2009 to 2019, and the units of the language alone. */
export const reader: Reader = {
  lexicon,
  span: { from: 2009, to: 2019 },
  units: unitNouns({ units: [], synonyms: [] }, lexicon),
};
