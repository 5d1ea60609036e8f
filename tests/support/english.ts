import { loadCatalogue } from '../../src/language/catalogue.js';
import { createLanguage } from '../../src/language/create.js';
import { parseLexicon } from '../../src/language/lexicon/lexicon.js';
import { textOf } from '../house/repository.js';
import { memoryHost } from '../memory-host.js';

/** The words that authors use, in English, as they ship. */
export const lexicon = parseLexicon(textOf('src/language/lexicon/en.yaml'));

/** English as it ships. */
export const english = createLanguage('en', await loadCatalogue('en', memoryHost({}).tool), lexicon);
