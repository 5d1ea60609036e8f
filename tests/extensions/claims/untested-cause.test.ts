import { expect, test } from 'vitest';
import { untestedIn } from '../../../src/extensions/claims/quoted-claim-node.js';
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
  const { statements } = await loadLexicon(language, tool);
  expect(statements.causes.in(text).map(([found]) => found)).toEqual([words]);
});

test.each([
  [
    'sq',
    'Numri i viktimave u rrit çdo vit dhe të gjitha viktimat janë të mbrojtura',
    'dhe të gjitha viktimat janë të mbrojtura',
  ],
  ['sr-Cyrl', 'Број жртава расте сваке године и све жртве су заштићене', 'и све жртве су заштићене'],
  ['sr-Latn', 'Broj žrtava raste svake godine i sve žrtve su zaštićene', 'i sve žrtve su zaštićene'],
])('%s: the clause behind "and" in "%s" is named', async (language, text, words) => {
  const { statements } = await loadLexicon(language, tool);
  expect(untestedIn([text], 'trend', statements)).toEqual([{ what: 'statement', words }]);
  expect(untestedIn([text.slice(0, text.indexOf(words))], 'trend', statements)).toEqual([]);
});
