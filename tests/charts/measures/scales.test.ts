import { describe, expect, test } from 'vitest';
import { Scales } from '../../../src/charts/measures/scales.js';
import { readWrittenNumber } from '../../../src/language/read-number.js';
import { numberAt, placeOn } from '../../../src/model/drawn-measures.js';

const places = (points: readonly (readonly [value: number, pixels: number])[], isLength = false) => ({
  axis: 'y' as const,
  isLength,
  points: points.map(([value, pixels]) => ({ value, pixels })),
});

describe('the scale of a drawing', () => {
  test('is found in the places of its marks, and shared by others that fit', () => {
    const scales = new Scales();
    expect(
      scales.placeOf(
        places([
          [0, 200],
          [50, 100],
          [100, 0],
        ]),
      ),
    ).toBe(0);
    expect(scales.placeOf(places([[25, 150]]))).toBe(0);
    expect(scales.found).toEqual([{ axis: 'y', zero: 200, unit: -2 }]);
  });

  test('may be logarithmic, and gives the number back', () => {
    const scales = new Scales();
    scales.placeOf(
      places([
        [1, 100],
        [10, 50],
        [100, 0],
      ]),
    );
    const [scale = { axis: 'y', unit: 1 }] = scales.found;
    expect(scale).toMatchObject({ log: true });
    expect(numberAt(scale, placeOn(scale, 37) ?? 0)).toBeCloseTo(37);
    expect(placeOn(scale, 0)).toBeUndefined();
  });

  test('is not known where one mark does not fit, or nothing tells two numbers apart', () => {
    expect(
      new Scales().placeOf(
        places([
          [0, 200],
          [50, 90],
          [100, 0],
        ]),
      ),
    ).toBeUndefined();
    expect(new Scales().placeOf(places([[25, 150]]))).toBeUndefined();
    expect(new Scales().placeOf(places([[0, 0]], true))).toBeUndefined();
  });

  test('of lengths learns from an axis where zero is', () => {
    const scales = new Scales();
    scales.placeOf(
      places(
        [
          [10, 20],
          [-30, 60],
        ],
        true,
      ),
    );
    expect(
      scales.placeOfLabels(
        places([
          [0, 90],
          [20, 50],
        ]),
      ),
    ).toBe(0);
    expect(scales.found).toEqual([{ axis: 'y', zero: 90, unit: -2 }]);
    expect(
      scales.placeOfLabels(
        places([
          [0, 90],
          [20, 70],
        ]),
      ),
    ).toBeUndefined();
  });
});

test('a number is read as its language writes it', () => {
  expect(readWrittenNumber('1,234.5', { decimalMark: '.', groupMark: ',' })).toBe(1234.5);
  expect(readWrittenNumber('\u221212,5 %', { decimalMark: ',', groupMark: '.' })).toBe(-12.5);
  expect(readWrittenNumber('12k', { decimalMark: '.', groupMark: ',' })).toBeUndefined();
});
