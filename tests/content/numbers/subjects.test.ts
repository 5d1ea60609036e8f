import { expect, test } from 'vitest';
import { lintText } from '../../../src/content/numbers/lint/report.js';
import { readNumerals } from '../../../src/content/numbers/read-numerals.js';
import { spokenOf } from '../../../src/content/numbers/spoken.js';
import { SubjectsOfData } from '../../../src/content/numbers/subjects.js';
import { templateSyntax } from '../../../src/extensions/extensions.js';
import { claims } from '../../extensions/claims/claims-project.js';
import { english, lexicon } from '../../support/english.js';

const { value: data } = await claims.prepared();
const spoken = spokenOf(data);
const known = new SubjectsOfData();
const subjects = known.of(spoken, lexicon);
const reader = known.reader(spoken, lexicon, 2014);

test('one reader serves until what it reads with is another', () => {
  expect(known.reader({ ...spoken }, lexicon, 2014)).toBe(reader);
  expect(known.reader(spoken, lexicon, 2030)).not.toBe(reader);
  expect(readNumerals('Visits, 2031', known.reader(spoken, lexicon, 2030)).map((each) => each.class)).toEqual(
    ['date'],
  );
  expect(readNumerals('Visits, 2031', reader).map((each) => each.class)).toEqual([undefined]);
});

test('a block that stands twice is read once, and its words are told apart by where they stand', () => {
  const context = { reader, subjects, data, language: english, syntax: templateSyntax, nearby: () => [] };
  const at = (line: number) => (offset: number) => ({ file: 'a.md', line, column: offset + 1 });
  const text = 'Visits rose, and the largest group was 12 visits.';
  const [one, other] = [lintText(text, context, at(1)), lintText(text, context, at(9))];
  const places = (found: typeof one) =>
    found.watched.map(({ text: word, position }) => [word, position.line]);
  expect(places(one)).toContainEqual(['rose', 1]);
  expect(places(other)).toContainEqual(['rose', 9]);
  expect(other.diagnostics.map(({ position }) => position.line)).toEqual([9]);
  expect(new Set(one.watched.map(({ sentence }) => sentence)).size).toBe(1);
  expect(other.watched[0]?.sentence).not.toBe(one.watched[0]?.sentence);
  expect(other.watched[0]?.sentence).toEqual(one.watched[0]?.sentence);
});
