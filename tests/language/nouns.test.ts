/** Units as they are spoken beside numbers: the categories of CLDR, on the digits that are printed. */
import { expect, test } from 'vitest';
import { loadCatalogue } from '../../src/language/catalogue.js';
import { createLanguage } from '../../src/language/create.js';
import { loadLexicon } from '../../src/language/lexicon/lexicon.js';
import type { Nouns } from '../../src/language/noun.js';
import { formBeside, latinNouns, nounAs, withNouns } from '../../src/language/nouns.js';
import { printQuantity } from '../../src/language/print.js';
import { exact } from '../../src/model/exact.js';
import type { Quantity } from '../../src/model/quantity.js';
import { memoryHost } from '../memory-host.js';

const serbian: Nouns = {
  жртава: { one: 'жртва', few: 'жртве', alone: 'жртве' },
  случајева: { one: 'случај', few: 'случаја', alone: 'случајеви' },
  евра: { one: 'евро', few: 'евра', alone: 'евра' },
};
const nouns: Readonly<Record<string, Nouns>> = {
  en: { victims: { one: 'victim' }, months: { one: 'month' }, euros: { one: 'euro' } },
  sq: {
    viktimave: { one: 'viktimë', other: 'viktima' },
    'të akuzuarve': { one: 'i akuzuar', other: 'të akuzuar' },
  },
  'sr-Cyrl': serbian,
  'sr-Latn': latinNouns(serbian, undefined),
};

async function speak(tag: string) {
  const { tool } = memoryHost({});
  const lexicon = withNouns(await loadLexicon(tag, tool), nouns[tag] ?? {});
  return createLanguage(tag, await loadCatalogue(tag, tool), lexicon);
}

const quantity = (unit: string, value: Quantity['value'], more: Partial<Quantity> = {}): Quantity => ({
  ...{ kind: 'quantity', value, unit, dataset: 'd', cells: [], operation: 'value', digits: 0 },
  ...{ illustrative: false, at: { file: 'a.md', line: 1, column: 1 }, ...more },
});
const tenths = (tenth: number): readonly [Quantity['value'], Partial<Quantity>] => [
  exact(BigInt(tenth), 10n),
  { digits: 1 },
];
const suppressed = { kind: 'suppressed', symbol: '[c]', meaning: 'confidential' } as Quantity['value'];

test.each([
  ['en', 'victims', '0 victims', [exact(0n)]],
  ['en', 'victims', '1 victim', [exact(1n)]],
  ['en', 'victims', '21 victims', [exact(21n)]],
  ['en', 'months', '1.0 months', tenths(10)],
  ['en', 'victims', '−1 victim', [exact(-1n)]],
  ['en', 'million euros', '1 million euros', [exact(1n)]],
  ['sq', 'viktimave', '1 viktimë', [exact(1n)]],
  ['sq', 'viktimave', '21 viktima', [exact(21n)]],
  ['sq', 'të akuzuarve', '1 i akuzuar', [exact(1n)]],
  ['sr-Cyrl', 'жртава', '1 жртва', [exact(1n)]],
  ['sr-Cyrl', 'жртава', '101 жртва', [exact(101n)]],
  ['sr-Cyrl', 'жртава', '22 жртве', [exact(22n)]],
  ['sr-Cyrl', 'жртава', '12 жртава', [exact(12n)]],
  ['sr-Cyrl', 'жртава', '0 жртава', [exact(0n)]],
  ['sr-Cyrl', 'евра', '2,1 евро', tenths(21)],
  ['sr-Cyrl', 'million евра', '2 милиона евра', [exact(2n)]],
  ['sr-Cyrl', 'billion евра', '3 милијарде евра', [exact(3n)]],
  ['sr-Cyrl', 'billion евра', '1 до 5 милијарди евра', [exact(1n), { high: exact(5n) }]],
  ['sq', 'million viktimave', '1 milion viktima', [exact(1n)]],
  // A range goes by its end, and what is not shown counts nothing.
  ['sr-Cyrl', 'жртава', '1 до 4 жртве', [exact(1n), { high: exact(4n) }]],
  ['sr-Cyrl', 'случајева', '[c] случајеви', [suppressed]],
  ['sr-Latn', 'slučajeva', '3 slučaja', [exact(3n)]],
] as const)('%s, %s: %s', async (tag, unit, expected, [value, more]) => {
  const language = await speak(tag);
  const entry = printQuantity(quantity(unit, value, more), 'text', language);
  expect(`${entry.text} ${nounAs(unit, formBeside(entry, language), language)}`).toBe(expected);
});

test.each([
  ['en', 'victims', 'alone', 'victims'],
  ['sq', 'viktimave', 'alone', 'viktima'],
  ['sq', 'viktimave', 'of', 'viktimave'],
  ['sr-Cyrl', 'случајева', 'alone', 'случајеви'],
  ['sr-Cyrl', 'случајева', 'of', 'случајева'],
  // What nobody has written is not guessed.
  ['en', 'fines', 'one', undefined],
  ['sq', 'gjobave', 'other', undefined],
  ['sr-Cyrl', 'казни', 'alone', undefined],
] as const)('%s: %s, form %s', async (tag, unit, form, expected) => {
  expect(nounAs(unit, form, await speak(tag))).toBe(expected);
});
