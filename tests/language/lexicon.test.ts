import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseLexicon } from '../../src/language/lexicon/lexicon.js';
import { everyMatch, foundFirst, WordPattern } from '../../src/language/lexicon/word-pattern.js';

const folder = (name: string): URL => new URL(`../../src/language/${name}/`, import.meta.url);
const yamlIn = (name: string): string[] => readdirSync(folder(name)).filter((file) => file.endsWith('.yaml'));

test('every language that has messages has a lexicon', () => {
  expect(yamlIn('lexicon')).toEqual(yamlIn('messages'));
});

test.each(yamlIn('lexicon'))('%s is a lexicon', (file) => {
  const lexicon = parseLexicon(readFileSync(new URL(file, folder('lexicon')), 'utf8'));
  expect(lexicon.units.length).toBeGreaterThan(0);
  expect(lexicon.dates.length).toBeGreaterThan(0);
});

describe('parseLexicon', () => {
  const english = readFileSync(new URL('en.yaml', folder('lexicon')), 'utf8');

  test('refuses a key that it does not know, and a part that is not there', () => {
    expect(() => parseLexicon(`${english}\nunknown: []\n`)).toThrow('unknown');
    expect(() => parseLexicon(english.replace('{month},? (?:of )?{year}', '{moon}'))).toThrow(
      'No part `moon` in the lexicon',
    );
  });
});

describe('a pattern of words', () => {
  const sources = [
    '(?<![\\p{L}\\p{N}])(?:ros[ei]|more (?:\\p{L}+ )?than)(?![\\p{L}\\p{N}])',
    '[^\\p{L}]is\\.',
  ];
  const texts = [
    'Rose, prose, roses, \u00e9rose, rose\u00b2: MORE\u00a0than, more b\u00eates than, more \u017d than; this. \u2013is.',
    'ro\u017fe, \u0440\u043ese rose\u0434, ro\u212ae, more \u0442\u0435\u043b\u0430 than, \uE101rose\uE102, \uFFFCrose, \u{1D5BA}rose.',
  ];

  test.each(sources)('%s finds the same in Latin and Cyrillic letters as in all', (source) => {
    const pattern = new WordPattern(source);
    for (const text of [
      ...texts,
      ...texts.map((each) => each.replace(/[\u017f\u212a]|\p{Cs}|[^\0-\uffff]/gu, '-')),
    ]) {
      const all = [...text.matchAll(new RegExp(source, 'giu'))].map(({ 0: word, index }) => [index, word]);
      expect([...pattern.in(text)].map(({ 0: word, index }) => [index, word])).toEqual(all);
    }
  });

  test('takes classes that are not spelled out, and refuses what is no pattern', () => {
    expect([...new WordPattern('\\p{Lu}x').in('ax Bx')].map(({ index }) => index)).toEqual([0, 3]);
    expect(() => new WordPattern('(')).toThrow(SyntaxError);
  });

  test('knows every letter and number of the characters that it takes for Latin and Cyrillic ones', () => {
    const [letter, number] = [new WordPattern('\\p{L}'), new WordPattern('\\p{N}')];
    const isIn = (pattern: WordPattern, text: string): boolean => [...pattern.in(text)].length > 0;
    for (let point = 0; point < 0x10000; point++) {
      const text = String.fromCharCode(point);
      if (isIn(letter, text) !== /\p{L}/iu.test(text) || isIn(number, text) !== /\p{N}/iu.test(text))
        throw new Error(`U+${point.toString(16)}`);
    }
  });
});

describe('a pattern that looks far back', () => {
  const text = 'A mean of 12 km/h. At most 30 km/h, at 50 km/h';
  const places = (source: string): string[] =>
    everyMatch(text, new RegExp(source, 'gu')).map(({ 0: found, index }) => `${index} ${found}`);

  test.each(['(?<!mean[^.]{0,20})\\d+ (?:km/h|\\()', '(?<=most[^,]{0,20}?)\\d+ [k|m/)]+'])(
    '%s is looked for before, and finds the same',
    (source) => {
      expect(foundFirst(source)).not.toBe(source);
      expect(places(source)).toHaveLength(source.startsWith('(?<!') ? 2 : 1);
      expect(places(foundFirst(source))).toEqual(places(source));
    },
  );

  test.each(['(?<!mean.*)12|50', '(?<!mean.*)(?<n>12)', '(?<![\\p{L}\\p{N}])12', '12(?<=mean.*)'])(
    '%s is left as it is: a choice, with a name, near, or behind',
    (source) => {
      expect(foundFirst(source)).toBe(source);
    },
  );
});
