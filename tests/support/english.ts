import { parseCatalogue } from '../../src/language/catalogue.js';
import { createLanguage } from '../../src/language/create.js';
import { parseLexicon } from '../../src/language/lexicon/lexicon.js';
import { textOf } from '../house/repository.js';

/** The words that authors use, in English, as they ship. */
export const lexicon = parseLexicon(textOf('src/language/lexicon/en.yaml'));

/** English as it ships. */
export const english = createLanguage('en', parseCatalogue(textOf('src/language/messages/en.yaml')), lexicon);
