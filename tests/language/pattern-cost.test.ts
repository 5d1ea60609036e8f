import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { broughtForm, wrongPatterns } from '../../src/language/lexicon/form.js';
import { costlyPattern } from '../../src/language/lexicon/pattern-cost.js';

test.each([
  // A loop in a loop, or a choice in one, that can read the same in several ways: twice as long with every character.
  '(a+)+',
  '(a*)*b',
  '(a|a)*',
  '(a|ab|b)*',
  '(?:\\p{L}+ ?)+',
  '(?:\\p{L}+-?)*\\d',
  '(\\w+\\s?)*$',
  '(?:[a-z]+\\d?)+',
  '(?:\\s*\\d+\\s*)+',
  '(?:a{0,40}){0,40}',
  '(?:(?:a{0,3}){0,3}){0,3}',
  '(?:(?:a|a?)(?:b|\\w)){2,3}',
  // What may be empty, again and again.
  '(a?){30}',
  '(?:x|)*',
  '(?:x+x+)+y',
  // Loops one after the other: the square, or the cube, of the length.
  'a*a*',
  '.*,.*',
  '\\d+\\d*',
  '[^.]*numri[^.]*\\d',
  '\\p{L}+\\p{L}{1,200}',
  '[^.]{0,99}[^.]{0,99}[^.]{0,99}',
  '(?:\\d+){3}',
  // What looks around is searched too.
  '(?<!a+a+)b',
  '(?=(a+)+b)c',
  '(?:(?<![^.]*x)y)*',
  // Nobody can tell.
  '(\\w+) \\1',
  '(?:(?:\\p{L}{10} ){10}){10}'.repeat(4),
])('%s may take too long', (pattern) => {
  expect(costlyPattern(pattern, 'iu')).toMatch(/\w/);
});

test.each([
  '\\d+(?:\\.\\d+)*[a-z]?(?:\\(\\w{1,4}\\))*',
  '(?:a|b|\\d)*',
  '(?:ab|a)(?:c|bc)',
  '(?:, ?\\d+)*',
  '\\p{L}+ \\p{L}+',
  '(?:\\p{L}+ ){0,3}\\p{L}+',
  '[^.;]{0,60}\\d+',
  'a{3}b{0,9}',
  '(?<year>[12]\\d{3})(?!\\d)',
  '[^[\\]-]+-',
  '\\u{1F600}+\\x41?\\u0042',
  '^\\bx\\B$|',
])('%s has bounds', (pattern) => {
  expect(costlyPattern(pattern, 'u')).toBeUndefined();
});

const folder = new URL('../../src/language/lexicon/', import.meta.url);
test.each(readdirSync(folder).filter((name) => name.endsWith('.yaml')))(
  '%s, which others may copy from, has bounds everywhere',
  (name) => {
    const spec = broughtForm.parse({ ...parse(readFileSync(new URL(name, folder), 'utf8')), ready: true });
    expect(wrongPatterns(spec)).toEqual([]);
  },
);
