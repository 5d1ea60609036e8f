import type { WeightMetrics } from '../model/house.js';
import type { ReadFont } from './font-reader.js';

/** Between these a browser moves letters that labels have; each with each is as much as can be measured in a moment. */
const kerned = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,-'];

/** The measures of one face: what `dist/fonts/metrics.json` has of the fonts of the tool. */
export function measureFont({ font, points }: ReadFont): WeightMetrics {
  const scale = 1000 / font.unitsPerEm;
  const advances = Object.fromEntries(
    points
      .filter(isMeasured)
      .map((point) => [`${point}`, font.glyphForCodePoint(point).advanceWidth * scale]),
  );
  const own = kerned.filter((letter) => advances[`${letter.codePointAt(0)}`] !== undefined);
  const pairs = eachWithEach(own);
  // Set at once, since setting a pair takes as long as a line.
  const { positions } = font.layout(pairs, { liga: false, clig: false, dlig: false, calt: false });
  const kerning: Record<string, number> = {};
  for (const [index, { xAdvance }] of positions.slice(0, -1).entries()) {
    const [left = '', right = ''] = [pairs[index], pairs[index + 1]];
    const moved = Math.round(xAdvance * scale - (advances[`${left.codePointAt(0)}`] ?? 0));
    if (moved !== 0) kerning[left + right] = moved;
  }
  return { advances, kerning };
}

/** A text in which every two of these letters stand beside each other, in both orders. */
const eachWithEach = (letters: readonly string[]): string =>
  letters
    .map(
      (letter, index) =>
        letter +
        letters
          .slice(index + 1)
          .map((other) => letter + other)
          .join(''),
    )
    .join('');

const isMeasured = (point: number): boolean => point < 0x2400 || (point >= 0x25a0 && point < 0x2600);
