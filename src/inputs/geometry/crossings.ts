import type { LonLat, Ring } from '../../model/geometry.js';

interface Edge {
  readonly from: LonLat;
  readonly to: LonLat;
  readonly low: number;
  readonly high: number;
  readonly place: number;
}

/** More crossings than this are not counted. */
export const mostCrossings = 100;

/**
 * How often a closed line crosses itself, at most {@link mostCrossings}; touching is no crossing. Edges are swept from west to east, so that each is held
 * only against those beside it.
 */
export function crossings(ring: Ring): number {
  const edges = ring.slice(1).map((to, place): Edge => {
    const from = ring[place] ?? to;
    return { from, to, low: Math.min(from[0], to[0]), high: Math.max(from[0], to[0]), place };
  });
  const ordered = edges.toSorted((a, b) => a.low - b.low);
  let [count, active] = [0, [] as Edge[]];
  for (const edge of ordered) {
    active = active.filter(({ high }) => high >= edge.low);
    for (const other of active) {
      if (!cross(edge, other)) continue;
      count += 1;
      if (count >= mostCrossings) return count;
    }
    active.push(edge);
  }
  return count;
}

function cross(a: Edge, b: Edge): boolean {
  const isAbove = Math.min(a.from[1], a.to[1]) > Math.max(b.from[1], b.to[1]);
  const isBelow = Math.max(a.from[1], a.to[1]) < Math.min(b.from[1], b.to[1]);
  if (isAbove || isBelow) return false;
  return (
    side(a.from, a.to, b.from) * side(a.from, a.to, b.to) < 0 &&
    side(b.from, b.to, a.from) * side(b.from, b.to, a.to) < 0
  );
}

/** On which side of a line a place lies; 0 on it. */
const side = ([x1, y1]: LonLat, [x2, y2]: LonLat, [x, y]: LonLat): number =>
  Math.sign((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1));
