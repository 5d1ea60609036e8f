import { expect, test } from 'vitest';
import { loadLexicon } from '../../../src/language/lexicon/lexicon.js';
import { memoryHost } from '../../memory-host.js';

const { tool } = memoryHost({});

test.each([
  ['en', 'the number presents the result of the work of institutions', 'presents the result of'],
  ['sq', 'numri paraqet rezultatin e punës së institucioneve', 'paraqet rezultatin e'],
  ['sq', 'kjo është pasojë e punës së institucioneve', 'është pasojë e'],
  ['sr-Cyrl', 'број представља резултат рада институција', 'представља резултат'],
  ['sr-Latn', 'broj predstavlja rezultat rada institucija', 'predstavlja rezultat'],
])('%s: "%s" names a cause', async (language, text, words) => {
  const { claims } = await loadLexicon(language, tool);
  expect(claims.causes.in(text).map(([found]) => found)).toEqual([words]);
});
