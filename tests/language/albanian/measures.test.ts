/** How well Albanian is read: statistics that were planted, and ordinary sentences of law and of offices. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readNumberWords } from '../../../src/content/numbers/number-words.js';
import { readNumerals } from '../../../src/content/numbers/read-numerals.js';
import { readClaimWords } from '../../../src/extensions/claims/words/read-claim-words.js';
import { albanian } from './albanian.js';

const { reader, subjects } = albanian;
const sentencesOf = (name: string): string[] =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .trim()
    .split('\n');

/** What a report that requires claims would not let its author type. */
function refused(text: string): string[] {
  const typed = readNumerals(text, reader).filter((numeral) => numeral.class === undefined);
  const printed = typed.map(({ offset }) => offset);
  const block = { text, printed, isTitle: false, isName: false };
  return [
    ...typed.map((numeral) => numeral.text),
    ...readNumberWords(text, reader).flatMap((word) => (word.unit === undefined ? [] : [word.text])),
    ...readClaimWords(block, { lexicon: reader.lexicon, subjects })
      .filter(({ claims }) => claims)
      .map((word) => word.text),
  ];
}

test('more than 97 % of the statistics that somebody typed are found', () => {
  const planted = sentencesOf('planted.txt');
  const missed = planted.filter((text) => refused(text).length === 0);
  console.log(`Albanian: ${planted.length - missed.length} of ${planted.length} planted statistics found`);
  expect(planted.length).toBeGreaterThanOrEqual(50);
  expect(missed.length / planted.length, missed.join('\n')).toBeLessThan(0.03);
});

test('fewer than 3 in 1,000 words of law, dates, ages and addresses are refused', () => {
  const all = sentencesOf('ordinary.txt');
  expect(all.length).toBeGreaterThanOrEqual(120);
  // A third of them in every run.
  const ordinary = process.env.DEEP ? all : all.filter((_, at) => at % 3 === 0);
  const alarms = ordinary.flatMap((text) => refused(text).map((word) => `${word} | ${text}`));
  const words = ordinary.join(' ').split(/\s+/u).length;
  console.log(`Albanian: ${alarms.length} false alarms in ${words} words of ${ordinary.length} sentences`);
  expect((alarms.length / words) * 1000, alarms.join('\n')).toBeLessThan(3);
});
