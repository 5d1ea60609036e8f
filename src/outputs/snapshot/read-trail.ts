/** A point of a line of changing width, in pixels. */
export interface TrailPoint {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Set of the first point of a piece. */
  readonly begins?: true;
}

const number = '(-?[\\d.]+(?:e[-+]?\\d+)?)';
const pair = `${number},${number}`;
const arc = `A${number},${number},0,[01],[01],${pair}`;
/** Along one edge to the next point, around that, back along the other edge, and around the first point. */
const step = new RegExp(`^M${pair}L${pair}${arc}L${pair}${arc}$`);

/** So far apart are two ends of one point at most, in pixels. */
const tolerance = 0.1;

/** The points through which the outline of a line of changing width leads; undefined for any other path. */
export function trailPoints(d: string): readonly TrailPoint[] | undefined {
  const found: TrailPoint[] = [];
  for (const outline of d.split('Z').slice(0, -1)) {
    const [x1, y1, x2, y2, , , x3, y3, x4, y4, , , x5, y5] = (step.exec(outline) ?? []).slice(1).map(Number);
    const from = between(x1, y1, x4, y4);
    const to = between(x2, y2, x3, y3);
    if (from === undefined || to === undefined) return undefined;
    if (!isNear({ x: x1 ?? 0, y: y1 ?? 0, width: from.width }, { x: x5 ?? 0, y: y5 ?? 0, width: from.width }))
      return undefined;
    const last = found.at(-1);
    if (last === undefined || !isNear(last, from)) found.push({ ...from, begins: true });
    found.push(to);
  }
  return d.endsWith('Z') && found.length > 1 ? found : undefined;
}

function between(x1?: number, y1?: number, x2?: number, y2?: number): TrailPoint | undefined {
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return undefined;
  return { x: (x1 + x2) / 2, y: (y1 + y2) / 2, width: Math.hypot(x2 - x1, y2 - y1) };
}

const isNear = (one: TrailPoint, other: TrailPoint): boolean =>
  Math.hypot(one.x - other.x, one.y - other.y) <= tolerance && Math.abs(one.width - other.width) <= tolerance;
