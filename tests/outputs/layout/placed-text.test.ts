import { expect, test } from 'vitest';
import { joinPieces } from '../../../src/outputs/layout/placed-text.js';

const piece = (text: string, left: number, right: number, bottom = 0) => ({
  text,
  box: { left, right, bottom, top: bottom + 10 },
});

test('a word whose accented letter is of another font stays one; gaps and new lines are spaces', () => {
  const pieces = [
    piece('Pomo', 0, 20),
    piece('ć', 20.2, 25),
    piece('žrtvama', 28, 60),
    piece('se daje', 0, 30, -14),
  ];
  expect(joinPieces(pieces)).toBe('Pomoć žrtvama se daje');
});
