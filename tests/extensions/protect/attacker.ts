/**
 * An attacker who shares no code with the engine: tries whole numbers one after another, and gives up a branch as soon as a
 * relation cannot be met any more.
 */
import { leavesOpen, type System } from '../../../src/extensions/protect/engine/system.js';

type Bounds = (readonly [number, number])[];

/** Every value that a hidden cell can have, by trying each. */
export function possibleValues(system: System, hidden: ReadonlySet<number>, cell: number): number[] {
  const most = system.cells.reduce((sum, { value }) => sum + value, 0);
  const start: Bounds = system.cells.map(({ value, least }, index) =>
    hidden.has(index) ? [least, most] : [value, value],
  );
  const open = squeezed(system, start);
  if (open === undefined) return [];
  const [low, high] = open[cell] ?? [0, -1];
  const values: number[] = [];
  for (let value = low; value <= high; value += 1)
    if (isPossible(system, withValue(open, cell, value))) values.push(value);
  return values;
}

/**
 * Whether a hidden cell can have a value, by trying whole numbers for all others.
 * @param most Of any hidden cell.
 */
export function canBe(
  system: System,
  hidden: ReadonlySet<number>,
  { cell, value }: { readonly cell: number; readonly value: number },
  most: number,
): boolean {
  const start = system.cells.map((each, index): readonly [number, number] =>
    hidden.has(index) ? [each.least, most] : [each.value, each.value],
  );
  const [low = 0, high = 0] = start[cell] ?? [];
  return value >= low && value <= high && isPossible(system, withValue(start, cell, value));
}

const withValue = (bounds: Bounds, cell: number, value: number): Bounds =>
  bounds.map((each, index) => (index === cell ? [value, value] : each));

function isPossible(system: System, given: Bounds): boolean {
  const bounds = squeezed(system, given);
  if (bounds === undefined) return false;
  let open = -1;
  for (const [index, [low, high]] of bounds.entries()) {
    const [bestLow, bestHigh] = bounds[open] ?? [0, Number.POSITIVE_INFINITY];
    if (high > low && high - low < bestHigh - bestLow) open = index;
  }
  if (open === -1) return true;
  const [low, high] = bounds[open] ?? [0, -1];
  for (let value = low; value <= high; value += 1)
    if (isPossible(system, withValue(bounds, open, value))) return true;
  return false;
}

/** Bounds that each relation leaves, again and again until none does; undefined where nothing fits. */
function squeezed({ relations }: System, given: Bounds): Bounds | undefined {
  const bounds = given.map(([low, high]): [number, number] => [low, high]);
  for (let changed = true; changed; ) {
    changed = false;
    for (const { terms, least, most } of relations) {
      for (const { cell, factor } of terms) {
        let [low, high] = [0, 0];
        for (const other of terms) {
          if (other.cell === cell) continue;
          const [a, b] = bounds[other.cell] ?? [0, 0];
          low += Math.min(other.factor * a, other.factor * b);
          high += Math.max(other.factor * a, other.factor * b);
        }
        const ends = [(least - high) / factor, (most - low) / factor].sort((a, b) => a - b) as [
          number,
          number,
        ];
        const [a, b] = bounds[cell] ?? [0, 0];
        const narrowed: [number, number] = [
          Math.max(a, Math.ceil(ends[0] - 1e-9)),
          Math.min(b, Math.floor(ends[1] + 1e-9)),
        ];
        if (narrowed[0] > narrowed[1]) return undefined;
        if (narrowed[0] !== a || narrowed[1] !== b) {
          bounds[cell] = narrowed;
          changed = true;
        }
      }
    }
  }
  return bounds;
}

/** Every list of numbers that the hidden cells can have together; undefined where there are too many to try. */
export function possibleWorlds(
  system: System,
  hidden: ReadonlySet<number>,
  most: number,
): readonly (readonly number[])[] | undefined {
  const greatest = system.cells.reduce((sum, { value }) => sum + value, 0);
  const start: Bounds = system.cells.map(({ value, least }, index) =>
    hidden.has(index) ? [least, greatest] : [value, value],
  );
  const found: number[][] = [];
  const open = [start];
  for (let given = open.pop(); given !== undefined; given = open.pop()) {
    const bounds = squeezed(system, given);
    if (bounds === undefined) continue;
    const next = bounds.findIndex(([low, high]) => high > low);
    if (next === -1) found.push(bounds.map(([low]) => low));
    if (found.length > most) return undefined;
    const [low, high] = bounds[next] ?? [0, -1];
    for (let value = low; value <= high; value += 1) open.push(withValue(bounds, next, value));
  }
  return found;
}

/**
 * The worlds that the tool would not have refused: none in which a cell is small and too little of it stays open. Leaving some out may
 * make others such worlds.
 */
export function acceptedAmong(
  worlds: readonly (readonly number[])[],
  cells: System['cells'],
): readonly (readonly number[])[] {
  const needs = cells.map(({ need, ifSmall }) =>
    need === undefined ? ifSmall : { below: Number.POSITIVE_INFINITY, need },
  );
  for (let left = worlds; ; ) {
    const ends = cells.map((_, cell) => ({
      least: Math.min(...left.map((world) => world[cell] ?? 0)),
      most: Math.max(...left.map((world) => world[cell] ?? 0)),
    }));
    const fit = left.filter((world) =>
      world.every((value, cell) => {
        const rule = needs[cell];
        const end = ends[cell];
        // What is printed is not small: the tool printed it.
        if (rule === undefined || end === undefined || value >= rule.below) return true;
        return leavesOpen(rule.need, end);
      }),
    );
    if (fit.length === left.length) return left;
    left = fit;
  }
}
