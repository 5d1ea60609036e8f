import { expect, test } from 'vitest';
import { termProblems, termsIn } from '../../src/content/terms/find-terms.js';
import type { AgreedTerm } from '../../src/model/project/terms.js';

const position = { file: 'terms.yaml', line: 1, column: 1 };
const term = (agreed: string, ...variants: string[]): AgreedTerm => ({
  language: 'sq',
  agreed,
  not: variants.map((variant) => ({ variant, position })),
});

/** The variants that are found in a text. */
function found(text: string, ...terms: AgreedTerm[]): readonly string[] {
  const own = termsIn(terms, 'sq');
  if (own === undefined) return [];
  const at = (offset: number, length: number) => ({
    file: text.slice(offset, offset + length),
    line: 1,
    column: 1,
  });
  return termProblems(text, own, at).map(({ position: { file } }) => file);
}

test.each([
  // A word stands for itself, in any letters and across lines.
  ['Trafikues dhe trafikuesit.', ['trafikues'], ['Trafikues']],
  ['autor\ni krimit', ['autor i krimit'], ['autor\ni krimit']],
  // A stem has any ending, but is no part of another word.
  ['trafikuesit, trafikuesve, antitrafikues', ['trafikues*'], ['trafikuesit', 'trafikuesve']],
  ['жртава трафикинга', ['трафикинг*'], ['трафикинга']],
  ['трговањем људима', ['трговањ* људ*'], ['трговањем људима']],
  // One star is one word.
  [
    'trafikimit të qenieve njerëzore',
    ['trafikimi* * qenieve njerëzore'],
    ['trafikimit të qenieve njerëzore'],
  ],
  ['trafikimit qenieve njerëzore', ['trafikimi* * qenieve njerëzore'], []],
  // What somebody else said.
  ['Ligji thotë “trafikues”, ne jo.', ['trafikues'], []],
] as const)('%s, without %s', (text, variants, expected) => {
  expect(found(text, term('trafikant', ...variants))).toEqual(expected);
});

test('a variant that is part of an agreed term is none', () => {
  const agreed = [term('tregues', 'indikator*'), term('indikatori i kompozuar', 'kompozit')];
  expect(found('Indikatori i kompozuar dhe indikatori', ...agreed)).toEqual(['indikatori']);
});

test('terms of other languages are not looked for', () => {
  expect(termsIn([{ ...term('жртва', 'viktimë'), language: 'sr-Cyrl' }], 'sq')).toBeUndefined();
  expect(termsIn([term('viktimë')], 'sq')).toBeUndefined();
});

test('thousands of terms are listed by their words, and a text asks for those alone that it may have', () => {
  const letters = (number: number): string =>
    [...String(number)].map((digit) => String.fromCharCode(97 + Number(digit))).join('');
  const many = Array.from({ length: 4000 }, (_, index) =>
    term(
      `term ${letters(index)}`,
      `fjal${letters(index)}*`,
      `një fjal${letters(index)}`,
      `*  q${letters(index)}`,
    ),
  );
  const own = termsIn(many, 'sq');
  expect(own?.variants.in('Një fjalbz dhe qbcd.').map(([, { words }]) => words)).toEqual([
    'fjalb*',
    '*  qbcd',
  ]);
  expect(found('Një FJALBCDE dhe një\nfjalbcd.', ...many)).toEqual(
    expect.arrayContaining(['FJALBCDE', 'një\nfjalbcd']),
  );
});
