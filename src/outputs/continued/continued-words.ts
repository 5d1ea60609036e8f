import type { Language } from '../../language/language.js';

/** How the head of a group of rows reads where a page goes on with it. */
export const continuedWords = (group: string, language: Language): string =>
  language.message('document.continued', { group });
