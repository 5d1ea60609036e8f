import { type Font, openSync } from 'fontkit';
import { describe, expect, test } from 'vitest';
import { createTextWidth, wrapLabel } from '../../src/charts/text-width.js';
import { fontMetrics } from './fixtures.js';

const width = createTextWidth(fontMetrics());

/** The width as a browser sets it: every character in the first file that has it, whole runs of a file together. */
function shaped(text: string, size: number, weight: number): number {
  const fonts = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext'].map((part) =>
    openSync(`dist/fonts/noto-sans-${part}-${weight}-normal.woff2`),
  );
  const runs: { readonly font: Font; text: string }[] = [];
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    const font = fonts.find(({ characterSet }) => characterSet.includes(codePoint));
    if (font === undefined) throw new Error(`no font has ${character}`);
    const last = runs.at(-1);
    if (last?.font === font) last.text += character;
    else runs.push({ font, text: character });
  }
  return runs.reduce((sum, run) => {
    return sum + (run.font.layout(run.text).advanceWidth * size) / run.font.unitsPerEm;
  }, 0);
}

describe('the width of a text is that of the set text, within half a percent', () => {
  test.each([
    ['Sigurimi i lokaleve për prostitucion, 2009–2014'],
    ['Mundësimi ose detyrimi në prostitucion; çështje të tjera'],
    ['Omogućavanje ili prisiljavanje na prostituciju, žrtve'],
    ['Омогућавање проституције, лица ђ ј љ њ ћ џ'],
    ['AVATAR To. We, Ty 1,234 — "11.5%"'],
  ])('%s', (text) => {
    for (const weight of [400, 700]) {
      const expected = shaped(text, 12, weight);
      expect(Math.abs(width(text, 12, weight) - expected) / expected).toBeLessThan(0.005);
    }
  });
});

test('text in bold is wider, and width grows with the size', () => {
  expect(width('Cases', 12, 'bold')).toBeGreaterThan(width('Cases', 12));
  expect(width('Cases', 24)).toBeCloseTo(2 * width('Cases', 12));
});

test('labels break at spaces only, into as few lines as fit', () => {
  const wrap = (text: string, most: number) => wrapLabel(text, most, (line) => line.length);
  expect(wrap('Providing prostitution', 30)).toEqual(['Providing prostitution']);
  expect(wrap('one two three four', 9)).toEqual(['one two', 'three', 'four']);
  expect(wrap('unbreakable', 4)).toEqual(['unbreakable']);
});
