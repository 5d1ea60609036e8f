import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseLexicon } from '../../src/language/lexicon/lexicon.js';

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
