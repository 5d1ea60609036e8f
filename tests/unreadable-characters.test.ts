import { expect, test } from 'vitest';
import { findUnreadable } from '../src/unreadable-characters.js';

const nameOf = (text: string): string | undefined => findUnreadable(text)?.name;

test('letters of any script, spaces, soft hyphens and joiners may be shown', () => {
  for (const text of [
    'Ordinary text,\n\twith lines',
    'Prishtinë, Приштина',
    'a\u00A0b\u202Fc',
    'a\u00ADb\u200Bc\u200Dd',
    '😀 e\u0308',
  ])
    expect(nameOf(text)).toBeUndefined();
});

test.each([
  ['\u0007', 'control character U+0007'],
  ['\u0085', 'control character U+0085'],
  ['\u2028', 'control character U+2028'],
  ['\u202E', 'directional character U+202E'],
  ['\u2066', 'directional character U+2066'],
  ['\u200F', 'directional character U+200F'],
  ['\uE000', 'private-use character U+E000'],
  ['\u{F0000}', 'private-use character U+F0000'],
  ['\uFFFD', 'replacement character U+FFFD'],
  ['\uFFFE', 'impossible character U+FFFE'],
  ['\uD800', 'impossible character U+D800'],
  ['\u{1FFFF}', 'impossible character U+1FFFF'],
  ['\u{E0041}', 'invisible character U+E0041'],
  ['\uFEFF', 'invisible character U+FEFF'],
])('%j may not', (character, name) => {
  expect(findUnreadable(`ab${character}c`)).toMatchObject({ offset: 2, name });
});
