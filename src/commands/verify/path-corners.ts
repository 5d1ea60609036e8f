import type { SnapshotDrawing } from '../../model/snapshot.js';
import type { MeasuredMark } from '../../outputs/snapshot/read-drawing.js';

/** How far corners that belong to one point may lie apart along an axis, in pixels. */
const tolerance = 0.1;

/**
 * The marks of a group, one for each of its rows: of a line in steps the points between its corners, of an area its upper edge with
 * the lower one as their other ends. Those of any other form are returned as they are.
 */
export function cornersOf(
  drawn: readonly MeasuredMark[] | undefined,
  { mark, rows }: SnapshotDrawing['marks'][number],
): readonly MeasuredMark[] | undefined {
  if (drawn === undefined) return undefined;
  const count = rows.length;
  if (mark === 'line' && count > 1 && drawn.length === 2 * count - 1) return steppedPoints(drawn) ?? drawn;
  if (mark === 'area' && drawn.length === 2 * count) return edgePoints(drawn, count) ?? drawn;
  return drawn;
}

const near = (one = Number.NaN, other = Number.NaN): boolean => Math.abs(one - other) <= tolerance;

/** Each corner between two points stands above or below one of them, and at the height of the other; all in one way. */
function steppedPoints(drawn: readonly MeasuredMark[]): readonly MeasuredMark[] | undefined {
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

/** The lower edge comes back from where the upper one ends. */
function edgePoints(drawn: readonly MeasuredMark[], count: number): readonly MeasuredMark[] | undefined {
  const pairs = drawn.slice(0, count).flatMap((upper, index) => {
    const lower = drawn[2 * count - 1 - index];
    return lower === undefined ? [] : [{ upper, lower }];
  });
  const isUpright = pairs.every(({ upper, lower }) => near(upper.place.x, lower.place.x));
  const isAcross = pairs.every(({ upper, lower }) => near(upper.place.y, lower.place.y));
  if (!isUpright && !isAcross) return undefined;
  return pairs.map(({ upper, lower }) => ({
    ...upper,
    end: lower.place,
    length: { x: Math.abs(upper.place.x - lower.place.x), y: Math.abs(upper.place.y - lower.place.y) },
  }));
}
