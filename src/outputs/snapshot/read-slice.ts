/** A slice of a circle around the place at which it is drawn. */
export interface Slice {
  /** In radians: how far it goes around. */
  readonly angle: number;
  /** In pixels. */
  readonly outer: number;
  readonly inner: number;
}

interface Step {
  readonly name: string;
  readonly numbers: readonly number[];
}

const counts: Readonly<Record<string, number>> = { M: 2, L: 2, A: 7, Z: 0 };

/**
 * The slice that a path draws: along the outer edge, to the middle or to the inner edge and back along that. Undefined for any
 * other path.
 */
export function sliceOf(d: string): Slice | undefined {
  const steps = stepsIn(d);
  const [begin, ...rest] = steps ?? [];
  if (begin?.name !== 'M') return undefined;
  const names = rest.map(({ name }) => name).join('');
  const radii = rest.filter(({ name }) => name === 'A').map(({ numbers: [radius = 0] }) => radius);
  const [outer = Math.hypot(...begin.numbers), inner = 0] = [radii[0], radii.at(-1)];
  if (names === 'AAZ' && radii.length === 2) return { angle: 2 * Math.PI, outer, inner: 0 };
  if (names === 'AAMAAZ') return { angle: 2 * Math.PI, outer, inner };
  if (names === 'LZ' || names === 'LLZ')
    return { angle: 0, outer, inner: Math.hypot(...(rest[0]?.numbers ?? [])) };
  if (names !== 'ALZ' && names !== 'ALAZ') return undefined;
  const [arc, line] = rest;
  const [, , , large, clockwise, x = 0, y = 0] = arc?.numbers ?? [];
  const [fromX = 0, fromY = 0] = begin.numbers;
  const turn = (Math.atan2(y, x) - Math.atan2(fromY, fromX)) * (clockwise === 1 ? 1 : -1);
  const angle = turn < 0 ? turn + 2 * Math.PI : turn;
  // Both ends stand on the edge, on the side that the path says.
  const isOnEdge = [Math.hypot(fromX, fromY), Math.hypot(x, y)].every(
    (each) => Math.abs(each - outer) <= 0.1,
  );
  const isSaid = Math.abs(angle - Math.PI) < 0.01 || (large === 1) === angle > Math.PI;
  const toMiddle = Math.hypot(...(line?.numbers ?? []));
  if (!isOnEdge || !isSaid || (names === 'ALZ' && toMiddle > 0.1)) return undefined;
  return { angle, outer, inner: names === 'ALZ' ? 0 : inner };
}

function stepsIn(d: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (const [, name = '', list = ''] of d.matchAll(/([A-Za-z])([^A-Za-z]*(?:e-?\d+[^A-Za-z]*)*)/g)) {
    const numbers = list.match(/-?\d*\.?\d+(?:e[-+]?\d+)?/g)?.map(Number) ?? [];
    if (numbers.length !== counts[name]) return undefined;
    steps.push({ name, numbers });
  }
  return steps;
}
