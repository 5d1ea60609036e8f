import type { MeasuredMark } from '../../outputs/snapshot/read-drawing.js';

/** How far corners that belong to one point may lie apart along an axis, in pixels. */
const tolerance = 0.1;
/** The same of the end of a line in centred steps: what was rounded at each step adds up. */
const endTolerance = 1;

type Points = readonly MeasuredMark[] | undefined;

/**
 * The marks of a group, so many as it has rows or numbers: of a line in steps the points between its corners, of an area its upper edge with
 * the lower one as their other ends, piece by piece. Those of any other form are returned as they are.
 */
export function cornersOf(drawn: Points, mark: string, count: number): Points {
  if (drawn === undefined || drawn.length === count) return drawn;
  const forms = mark === 'area' ? [edgePoints] : mark === 'line' ? [steppedPoints, centredPoints] : [];
  const pieces = piecesOf(drawn);
  for (const form of forms) {
    const points = pieces.map(form);
    const whole = points.flatMap((each) => each ?? []);
    if (!points.includes(undefined) && whole.length === count) return whole;
  }
  return drawn;
}

/** A path that is broken where a number is missing, piece by piece. */
function piecesOf(drawn: readonly MeasuredMark[]): readonly (readonly MeasuredMark[])[] {
  const starts = drawn.flatMap(({ begins }, index) => (begins === true ? [index] : []));
  return starts.map((start, index) => drawn.slice(start, starts[index + 1]));
}

const near = (one = Number.NaN, other = Number.NaN): boolean => Math.abs(one - other) <= tolerance;

/** Each corner between two points stands above or below one of them, and at the height of the other; all in one way. */
function steppedPoints(drawn: readonly MeasuredMark[]): Points {
  const corners = drawn.flatMap(({ place }, index) => {
    const [before, after] = [drawn[index - 1]?.place, drawn[index + 1]?.place];
    return index % 2 === 1 ? [{ place, before, after }] : [];
  });
  const isAfter = corners.every(
    ({ place, before, after }) => near(place.x, after?.x) && near(place.y, before?.y),
  );
  const isBefore = corners.every(
    ({ place, before, after }) => near(place.x, before?.x) && near(place.y, after?.y),
  );
  return isAfter || isBefore ? drawn.filter((_, index) => index % 2 === 0) : undefined;
}

/**
 * A step half way between two points is two corners above each other, the first at the height of the point before it and the second at
 * that of the point after it. Only the first point and the last are corners; each of the others is as far behind a step as the point
 * before it is before that step.
 */
function centredPoints(drawn: readonly MeasuredMark[]): Points {
  const [first, last] = [drawn[0], drawn.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const points = [first];
  for (let index = 1; index + 1 < drawn.length; index += 2) {
    const [before, low, high] = [points.at(-1), drawn[index], drawn[index + 1]];
    if (before === undefined || low === undefined || high === undefined) return undefined;
    if (!near(low.place.x, high.place.x) || !near(low.place.y, before.place.y)) return undefined;
    const place = { x: 2 * high.place.x - before.place.x, y: high.place.y };
    points.push({ ...high, place, end: place });
  }
  const { x, y } = points.at(-1)?.place ?? first.place;
  return near(y, last.place.y) && Math.abs(x - last.place.x) <= endTolerance ? points : undefined;
}

/** The lower edge comes back from where the upper one ends. */
function edgePoints(drawn: readonly MeasuredMark[]): Points {
  const count = drawn.length / 2;
  const pairs = drawn.slice(0, count).flatMap((upper, index) => {
    const lower = drawn[2 * count - 1 - index];
    return lower === undefined ? [] : [{ upper, lower }];
  });
  const isUpright = pairs.every(({ upper, lower }) => near(upper.place.x, lower.place.x));
  const isAcross = pairs.every(({ upper, lower }) => near(upper.place.y, lower.place.y));
  if (pairs.length < count || (!isUpright && !isAcross)) return undefined;
  return pairs.map(({ upper, lower }) => ({
    ...upper,
    end: lower.place,
    length: { x: Math.abs(upper.place.x - lower.place.x), y: Math.abs(upper.place.y - lower.place.y) },
  }));
}
