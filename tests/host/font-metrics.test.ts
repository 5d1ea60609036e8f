import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { openSync } from 'fontkit';
import { expect, test } from 'vitest';
import {
  coveredCodePoints,
  measureWeight,
  parseUnicodeRange,
  printUnicodeRange,
} from '../../src/font-metrics.mjs';

const folder = dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans/package.json'));
const cyrillic = join(folder, 'files', 'noto-sans-cyrillic-700-normal.woff2');

test('a unicode range is printed as it is parsed', () => {
  const text = 'U+20-7E,U+131,U+2190-2193';
  const codePoints = parseUnicodeRange(text).flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index),
  );
  expect(codePoints).toHaveLength(95 + 1 + 4);
  expect(printUnicodeRange(codePoints)).toBe(text);
  expect(parseUnicodeRange('u+ff, U+100-1FF')).toEqual([
    [0xff, 0xff],
    [0x100, 0x1ff],
  ]);
});

test('advances and kerning add up to the width that the font lays a word out in', () => {
  const word = 'ГУТАЛ';
  const codePoints = [...word].map((character) => character.codePointAt(0) ?? 0);
  expect(coveredCodePoints(cyrillic)).toEqual(expect.arrayContaining(codePoints));
  const { advances, kerning } = measureWeight([{ path: cyrillic, codePoints }]);
  let width = 0;
  for (const [index, character] of [...word].entries()) {
    width += advances[character.codePointAt(0) ?? 0] ?? Number.NaN;
    width += kerning[(word[index - 1] ?? '') + character] ?? 0;
  }
  const font = openSync(cyrillic);
  expect(kerning.ГА ?? kerning.ТА ?? kerning.УТ).toBeLessThan(0);
  expect(width).toBeCloseTo((font.layout(word).advanceWidth * 1000) / font.unitsPerEm, 6);
});

test('a character is measured in the first face that holds it, and kerned within its face only', () => {
  const first = { path: cyrillic, codePoints: [0x413] };
  const second = { path: cyrillic.replace('-700-', '-400-'), codePoints: [0x410, 0x413] };
  const { advances, kerning } = measureWeight([first, second]);
  const bold = openSync(cyrillic);
  expect(advances[0x413]).toBe((bold.glyphForCodePoint(0x413).advanceWidth * 1000) / bold.unitsPerEm);
  expect(Object.keys(advances)).toEqual(['1040', '1043']);
  expect(kerning).not.toHaveProperty('ГА');
});
