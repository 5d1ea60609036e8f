import type { Extension } from '../extension.js';
import { cite } from './cite.js';
import { readLibrary } from './read-library.js';

const codes = {
  'content/bibliography': 'A file of references cannot be read, or two of its works bear one key.',
  'content/citation': 'A citation has no work, no file of references or no list of references.',
  'content/uncited': 'A work of the file of references is cited nowhere.',
} as const;

type Codes = typeof codes;
declare module '../../diagnostic-codes.js' {
  interface ExtensionCodes extends Codes {}
}

/** Works that a report cites from a file of references: in words where they are cited, and in a list. */
export const citations = {
  codes,
  content: {
    helpers: [],
    citing: async (bibliography, host) => {
      const library = bibliography && (await readLibrary(bibliography, host));
      return {
        isKnown: (key) => library?.works.has(key) === true,
        cite: (body, language, positions) => cite(body, library, language, positions),
      };
    },
  },
} satisfies Extension;
