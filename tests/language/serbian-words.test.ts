/**
 * What a reader of Serbian takes for a figure, in both scripts: planted statistics that must be found, and ordinary sentences of
 * administration and law in which nothing may be. Both measures are printed with `MEASURES=1`.
 */
import { describe, expect, test } from 'vitest';
import { readNumberWords } from '../../src/content/numbers/number-words.js';
import { readNumerals } from '../../src/content/numbers/read-numerals.js';
import { sentenceAt } from '../../src/content/numbers/sentence.js';
import type { Spoken } from '../../src/content/numbers/spoken.js';
import { Subjects } from '../../src/content/numbers/subjects.js';
import { unitNouns } from '../../src/content/numbers/units.js';
import { findWords } from '../../src/extensions/claims/words/find-words.js';
import { readClaimWords } from '../../src/extensions/claims/words/read-claim-words.js';
import { loadLexicon } from '../../src/language/lexicon/lexicon.js';
import { toSerbianLatin } from '../../src/language/serbian-latin.js';
import { memoryHost } from '../memory-host.js';
import { claiming, innocent, ordinary, planted } from './serbian-sentences.js';

const { tool } = memoryHost({});
const lexicons = {
  'sr-Cyrl': await loadLexicon('sr-Cyrl', tool),
  'sr-Latn': await loadLexicon('sr-Latn', tool),
};
const asIs = (text: string): string => text;

const scripts = [
  ['sr-Cyrl', asIs],
  ['sr-Latn', (text: string): string => toSerbianLatin(text)],
] as const;

/** Victims by sex, as a data package names them in Serbian. */
function spoken(write: (text: string) => string): Spoken {
  const category = (value: string, label: string) => ({
    dimension: 'sex',
    value,
    label: write(label),
    isYear: false,
  });
  return {
    units: [write('жртава')],
    years: [2009, 2015],
    file: undefined,
    claimed: [],
    texts: [],
    synonyms: [],
    names: [
      {
        dataset: 'victims',
        title: write('Жртве'),
        units: [write('жртава')],
        measures: [{ name: 'victims', title: write('Жртве'), unit: write('жртава') }],
        titles: [write('Жртве')],
        categories: [category('female', 'Жене'), category('male', 'Мушкарци'), category('minors', 'Деца')],
        dimensions: [{ name: 'sex', title: write('Пол') }],
      },
    ],
  };
}

/** What is found in a text: numbers that nobody may type, and words that claim something. */
function finder(tag: keyof typeof lexicons, write: (text: string) => string) {
  const lexicon = lexicons[tag];
  const about = spoken(write);
  const reader = { lexicon, span: { from: 2009, to: 2016 }, units: unitNouns(about, lexicon) };
  const subjects = new Subjects(about, lexicon);
  return (cyrillic: string): string[] => {
    const text = write(cyrillic);
    return [
      ...readNumerals(text, reader).filter((each) => each.class === undefined),
      ...readNumberWords(text, reader).filter(({ unit }) => unit !== undefined),
      ...readClaimWords({ text, printed: [], isTitle: false }, { lexicon, subjects }).filter(
        ({ claims }) => claims,
      ),
    ].map(({ text: found }) => found);
  };
}

/** Sentences of law are many: a third of them in every run. */
const usual = process.env.DEEP ? ordinary : ordinary.filter((_, at) => at % 3 === 0);

describe.each(scripts)('%s', (tag, write) => {
  const found = finder(tag, write);
  const say = (what: string): void => {
    if (process.env.MEASURES !== undefined) process.stdout.write(`  ${tag}: ${what}\n`);
  };

  test('a dot of an ordinal or an abbreviation ends no sentence', () => {
    const text = write(
      'На основу чл. 14. и 15. Закона, одлука бр. 5 од 12. 5. 2014. године важи. У 2014. години је 1. Жртве су жене.',
    );
    const sentences = [...text.matchAll(/\p{L}{2,}/gu)].map(({ index }) =>
      sentenceAt(text, index, lexicons[tag].statements.abbreviations),
    );
    expect([...new Set(sentences)]).toEqual(
      [
        'На основу чл. 14. и 15. Закона, одлука бр. 5 од 12. 5. 2014. године важи',
        'У 2014. години је 1',
        'Жртве су жене.',
      ].map(write),
    );
  });

  test('a negation before a word for none belongs to it', () => {
    const { statements } = lexicons[tag];
    const negated = findWords(write('Није идентификована ниједна жртва, а број није већи.'), statements);
    expect(negated.map(({ kind, isNegated }) => [kind, isNegated])).toEqual([
      ['none', false],
      ['higher-than', true],
    ]);
  });

  test('of the planted statistics more than 97 % are found', () => {
    const missed = planted.filter((text) => found(text).length === 0);
    say(`${planted.length - missed.length} of ${planted.length} planted statistics found`);
    expect(missed.length, missed.join('\n')).toBeLessThan(planted.length * 0.03);
  });

  test('ordinary text has fewer than three false alarms in 1,000 words', () => {
    const alarms = usual.flatMap((text) => found(text).map((alarm) => `${alarm}: ${text}`));
    const words = usual.join(' ').split(/\s+/u).length;
    say(`${alarms.length} false alarms in ${words} words of ${usual.length} sentences`);
    expect((alarms.length * 1000) / words, alarms.join('\n')).toBeLessThan(3);
  });

  test.each(Object.entries(claiming))('words that claim %s are found', (kind, texts) => {
    expect(
      texts.filter((text) => found(text).length === 0),
      kind,
    ).toEqual([]);
  });

  test.each(Object.entries(innocent))(
    'words like those that claim %s say nothing of other things',
    (kind, texts) => {
      expect(
        texts.flatMap((text) => found(text).map((alarm) => `${alarm}: ${text}`)),
        kind,
      ).toEqual([]);
    },
  );
});
