import type { Language } from '../../language/language.js';
import { readWrittenNumber } from '../../language/read-number.js';
import { datumOf, textOf } from '../scene.js';
import type { PlacedMark } from './placed-marks.js';
import type { Point, Scales } from './scales.js';

/** Labels that print other numbers than those of the scale, such as thousands, have none. */
export function placeOfLabels(
  { mark, group, x, y }: PlacedMark,
  scales: Scales,
  language: Language,
  constantAxes: ReadonlySet<'x' | 'y'>,
): number | null {
  const axis = /(?:^|_)([xy])$/.exec(String(datumOf(group)?.scale))?.[1];
  if (axis !== 'x' && axis !== 'y') return null;
  const shown = mark.items.filter((item) => item.opacity !== 0 && textOf(item) !== '');
  const points = shown.flatMap((item): readonly Point[] => {
    const value = datumOf(item)?.value;
    const isPrinted = typeof value === 'number' && readWrittenNumber(textOf(item), language) === value;
    return isPrinted ? [{ value, pixels: axis === 'x' ? x + (item.x ?? 0) : y + (item.y ?? 0) }] : [];
  });
  if (points.length < 2 || points.length < shown.length) return null;
  // Of what is calculated no mark has a scale; a constant beside it has that of the labels.
  return scales.placeOfLabels({ axis, isLength: false, points }, constantAxes.has(axis)) ?? null;
}
