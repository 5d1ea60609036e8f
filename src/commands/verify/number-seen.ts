import { type DrawnChannel, type DrawnScale, numberAt, placeOn } from '../../model/drawn-measures.js';
import type { MeasuredMark } from '../../outputs/snapshot/read-drawing.js';

/** How far a mark may stand from its number, in pixels: what vega draws between two pixels it moves by a half. */
export const tolerance = 1;

/** How much wider or narrower a line may be than its number, in pixels. */
const widthTolerance = 0.2;

/** A number as a message says it that was read off a drawing. */
export const inThreeDigits = (value: number): string => `${Number(value.toPrecision(3))}`;

/** The number that a mark shows in place of its own; undefined where it shows its own. A missing one has no length. */
export function numberSeen(
  mark: MeasuredMark,
  scale: DrawnScale,
  by: DrawnChannel['by'],
  value: number | undefined,
): string | undefined {
  if (by === 'width') {
    const expected = value === undefined ? undefined : placeOn(scale, value);
    const { width = 0 } = mark;
    const isRight = expected !== undefined && Math.abs(expected - width) <= widthTolerance;
    return isRight ? undefined : inThreeDigits(numberAt(scale, width));
  }
  const drawn = by === 'begin' || by === 'end' ? endOf(mark, by, scale.axis) : mark[by][scale.axis];
  if (by === 'length') {
    const isRight = Math.abs(drawn - Math.abs((value ?? 0) * scale.unit)) <= tolerance;
    return isRight ? undefined : inThreeDigits(drawn / Math.abs(scale.unit));
  }
  const expected = value === undefined ? undefined : placeOn(scale, value);
  const isRight = expected !== undefined && Math.abs(expected - drawn) <= tolerance;
  return isRight ? undefined : inThreeDigits(numberAt(scale, drawn));
}

/** Of a box its edges, the left and the lower one first; of a line its ends. */
function endOf({ place, end, length, isBox }: MeasuredMark, by: 'begin' | 'end', axis: 'x' | 'y'): number {
  if (isBox !== true) return (by === 'begin' ? place : end)[axis];
  const isLow = (by === 'begin') === (axis === 'x');
  return place[axis] + ((isLow ? -1 : 1) * length[axis]) / 2;
}
