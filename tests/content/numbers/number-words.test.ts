import { describe, expect, test } from 'vitest';
import { readNumberWords } from '../../../src/content/numbers/number-words.js';
import { reader } from './reader.js';

const figures = (text: string): string[] =>
  readNumberWords(text, reader).flatMap(({ text: word, unit }) =>
    unit === undefined ? [] : [`${word} ${unit}`],
  );
const listed = (text: string): string[] =>
  readNumberWords(text, reader).flatMap(({ text: word, unit }) => (unit === undefined ? [word] : []));

describe('a number in words beside what the report counts', () => {
  test.each([
    ['Twelve persons were identified.', 'Twelve persons'],
    ['It found twenty-one victims.', 'twenty-one victims'],
    ['It found two hundred and twelve victims.', 'two hundred and twelve victims'],
    ['half of the victims', 'half victims'],
    ['half the victims', 'half victims'],
    ['a third of the cases', 'a third cases'],
    ['Two thirds of all victims are women.', 'Two thirds victims'],
    ['three quarters of those persons', 'three quarters persons'],
    ['dozens of victims', 'dozens victims'],
    ['hundreds of people', 'hundreds people'],
    ['a dozen children', 'a dozen children'],
    ['one in three victims', 'one in three victims'],
    ['twelve young persons', 'twelve persons'],
    ['Three convictions followed.', 'Three convictions'],
    ['ten million euros', 'ten million euros'],
    ['five per cent of it', 'five per cent'],
    ['a twofold rise in victims', 'twofold victims'],
    ['The number of victims rose twofold.', 'twofold victims'],
    ['no more than\nseven\nvictims', 'seven victims'],
  ])('is a figure in %s', (text, expected) => {
    expect(figures(text)).toEqual([expected]);
  });

  test.each([
    'One person may be arrested more than once.',
    'a person, a victim, no victim',
    'In six years, victims came from many countries.',
    'in the six years the police counted',
    'The source makes five recommendations.',
    'Three kinds of victims are kept apart.',
    'Both columns count persons.',
    'The two do not count the same, and victims differ.',
    'On the one hand, victims speak; on the other, cases do.',
    'the second victim support centre',
    'The first victims came in spring.',
    'Three of the steps concern cases.',
    'seven tables of police statistics',
    'for two years in which victims were found',
    'more than half of what was due was done',
    'at least halfway to the target',
    'points, from none to five',
    'Two years. Victims were heard.',
  ])('is none in %s', (text) => {
    expect(figures(text)).toEqual([]);
  });

  test('the others are listed', () => {
    expect(listed('The source makes five recommendations in two parts.')).toEqual(['five', 'two']);
  });

  test('cardinals have a value, for the helper call that would print them', () => {
    const values = (text: string): (number | undefined)[] =>
      readNumberWords(text, reader).map(({ value }) => value);
    expect(values('twenty-one, two hundred and twelve, three thousand, dozens')).toEqual([
      21,
      212,
      3000,
      undefined,
    ]);
  });
});

test('a word of the letters of Roman numerals is none', () => {
  expect(readNumberWords('Animals that may be ill stand apart.', reader)).toEqual([]);
});
