import { loadCatalogue } from '../../src/language/catalogue.js';
import { createLanguage } from '../../src/language/create.js';
import { loadLexicon } from '../../src/language/lexicon/lexicon.js';
import { memoryHost } from '../memory-host.js';

/** The words that authors use, in English, as they ship. */
export const lexicon = await loadLexicon('en', memoryHost({}).tool);

/** English as it ships. */
export const english = createLanguage('en', await loadCatalogue('en', memoryHost({}).tool), lexicon);
