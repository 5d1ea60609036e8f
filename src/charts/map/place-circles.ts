/** A circle on a map: where it belongs, how large it is, and where it has come to stand. */
export interface PlacedCircle {
  readonly anchor: { readonly x: number; readonly y: number };
  readonly radius: number;
  x: number;
  y: number;
}

const [rounds, gap] = [400, 1.5];

/**
 * Moves circles apart until none lies over another, each as near to its place as that lets it, the larger ones least. Always the same
 * for the same circles. False where they do not come apart within the map.
 */
export function placeCircles(circles: readonly PlacedCircle[], width: number, height: number): boolean {
  for (let round = 0; round < rounds; round++) {
    const pull = round < rounds / 2 ? 0.04 : 0;
    for (const each of circles) {
      each.x += (each.anchor.x - each.x) * pull;
      each.y += (each.anchor.y - each.y) * pull;
    }
    for (const [index, a] of circles.entries()) for (const b of circles.slice(index + 1)) part(a, b);
    for (const each of circles) {
      each.x = Math.min(Math.max(each.x, each.radius + 1), width - each.radius - 1);
      each.y = Math.min(Math.max(each.y, each.radius + 1), height - each.radius - 1);
    }
  }
  return circles.every((a, index) =>
    circles.slice(index + 1).every((b) => Math.hypot(b.x - a.x, b.y - a.y) >= a.radius + b.radius),
  );
}

function part(a: PlacedCircle, b: PlacedCircle): void {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const apart = Math.hypot(dx, dy);
  const missing = a.radius + b.radius + gap - apart;
  if (missing <= 0) return;
  // Two at one place part sideways.
  const [ux, uy] = apart === 0 ? [1, 0] : [dx / apart, dy / apart];
  const share = b.radius ** 2 / (a.radius ** 2 + b.radius ** 2);
  a.x -= ux * missing * share;
  a.y -= uy * missing * share;
  b.x += ux * missing * (1 - share);
  b.y += uy * missing * (1 - share);
}
