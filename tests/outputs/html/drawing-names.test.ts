import { expect, test } from 'vitest';
import { namedOnPage, namedOnPaper } from '../../../src/outputs/html/drawing-names.js';

test('a drawing is called as its figure is and described apart, and on paper has one text again', () => {
  const drawn = '<svg role="img" aria-labelledby="fig-a-title fig-a-description"><title id="fig-a-title">';
  const shown = namedOnPage(drawn);
  expect(shown).toBe(
    '<svg role="img" aria-labelledby="_fig-a-title" aria-describedby="fig-a-title fig-a-description"><title id="fig-a-title">',
  );
  expect(namedOnPaper(shown)).toBe(drawn);
});
