import { expect, test } from 'vitest';
import { deadlineIn } from '../../../src/extensions/protect/engine/deadline.js';
import { roundCounts } from '../../../src/extensions/protect/engine/round.js';
import { disclosedByRounding } from '../../../src/extensions/protect/engine/round-audit.js';
import { loadSolver } from '../../../src/extensions/protect/engine/solver.js';
import type { Cell, Relation, System } from '../../../src/extensions/protect/engine/system.js';
import { runs } from '../../support/runs.js';
import { lots, sumRelation } from './random-systems.js';
import { tableSystem, victimsTable } from './victims.js';

const highs = await loadSolver();
const deadline = () => deadlineIn(60, () => performance.now());

/** Counts of which each small one needs 1 to one below the threshold. */
const counts = (values: readonly number[], threshold: number): Cell[] =>
  values.map((value) => {
    const need = { kind: 'range', from: 1, to: threshold - 1 } as const;
    const cell = { value, least: Math.min(value, 1), cost: Number.POSITIVE_INFINITY };
    return value > 0 && value < threshold
      ? { ...cell, need }
      : { ...cell, ifSmall: { below: threshold, need } };
  });

/** What is rounded of a system of which other cells are printed as they are. */
function tableOf(
  { cells }: System,
  indices: readonly number[],
  relations: readonly Relation[],
  base: number,
) {
  const own = { cells: indices.flatMap((index) => cells[index] ?? []), relations };
  return { own, cells: indices, base, printed: roundCounts(highs, own, base, deadline()) };
}

/** Two rows of two, with totals. */
const square = (values: readonly [number, number, number, number], threshold: number): System => {
  const [a, b, c, d] = values;
  return {
    cells: counts([a, b, a + b, c, d, c + d, a + c, b + d, a + b + c + d], threshold),
    relations: [
      [2, [0, 1]],
      [5, [3, 4]],
      [8, [6, 7]],
      [6, [0, 3]],
      [7, [1, 4]],
      [8, [2, 5]],
    ].map(([total, parts]) => sumRelation(total as number, parts as number[])),
  };
};
const all = ({ cells }: System): number[] => cells.map((_, index) => index);

const audited = (system: System, base: number) =>
  disclosedByRounding(highs, system, [tableOf(system, all(system), system.relations, base)], deadline());

test('a base twice the threshold leaves everything below it open; one that is smaller does not', () => {
  const system = { cells: counts([3, 40, 52], 5), relations: [] };
  expect(audited(system, 9)).toEqual([]);
  expect(audited(system, 5)).toEqual([0]);
  // Where totals have to add up, a 3 may print a 0 or a 5, and nobody knows which it was.
  expect(audited(square([3, 40, 52, 67], 5), 5)).toEqual([]);
});

test('the victims are safe in tens at threshold 3, as somebody finds who knows how they were rounded', () => {
  const system = tableSystem(victimsTable(), 3, 'range');
  const asked = {
    ...system,
    cells: counts(
      system.cells.map(({ value }) => value),
      3,
    ),
  };
  expect(audited(asked, 10)).toEqual([]);
});

test('a total that is printed as it is gives away counts that were rounded without it', () => {
  const relation = sumRelation(2, [0, 1]);
  const system = { cells: counts([4, 4, 8], 5), relations: [relation] };
  const alone = tableOf(system, [0, 1], [], 9);
  expect(disclosedByRounding(highs, system, [alone], deadline())).toEqual([0, 1]);
  expect(disclosedByRounding(highs, { ...system, relations: [] }, [alone], deadline())).toEqual([]);
});

test('two tables that round the same count to other multiples give it away together', () => {
  const system = { cells: counts([4, 4], 5), relations: [sumRelation(0, [1])] };
  const tables = [tableOf(system, [0], [], 9), tableOf(system, [1], [], 3)];
  expect(disclosedByRounding(highs, system, tables, deadline())).toEqual([0, 1]);
});

/**
 * Whether a rounding may be printed, by trying all worlds: those that print the same, without those of which a small count would be told, and
 * again until none is told.
 */
function isSafe(
  make: (values: readonly number[]) => System,
  inner: readonly number[],
  base: number,
): boolean {
  const printedIn = (system: System) => roundCounts(highs, system, base, deadline());
  const valuesOf = ({ cells }: System) => cells.map(({ value }) => value);
  const printed = printedIn(make(inner));
  const near = inner.reduce<number[][]>(
    (all, count) =>
      all.flatMap((start) =>
        Array.from({ length: 4 * base }, (_, step) => count - 2 * base + step)
          .filter((value) => value >= 0)
          .map((value) => [...start, value]),
      ),
    [[]],
  );
  let worlds = near
    .map(make)
    .filter((world) => valuesOf(world).every((value, cell) => Math.abs(value - (printed[cell] ?? 0)) < base))
    .filter((world) => String(printedIn(world)) === String(printed));
  for (let known = -1; known !== worlds.length; ) {
    known = worlds.length;
    const isOpen = printed.map((_, cell) => {
      const values = worlds.map((world) => world.cells[cell]?.value ?? 0).sort((a, b) => a - b);
      return (threshold: number) => (values[0] ?? 0) <= 1 && (values.at(-1) ?? 0) >= threshold;
    });
    worlds = worlds.filter((world) =>
      world.cells.every(({ need }, cell) => need?.kind !== 'range' || isOpen[cell]?.(need.to)),
    );
  }
  return worlds.some((world) => String(valuesOf(world)) === String(valuesOf(make(inner))));
}

test('what passes is what may pass, as it is found by trying all worlds', () => {
  const found = { safe: 0, told: 0 };
  const hold = (make: (values: readonly number[]) => System, inner: readonly number[], base: number) => {
    const expected = isSafe(make, inner, base);
    found[expected ? 'safe' : 'told'] += 1;
    expect(audited(make(inner), base).length === 0, `${inner} to ${base}`).toBe(expected);
  };
  for (let seed = 1; seed <= runs(8, 150).numRuns; seed += 1) {
    const next = lots(seed);
    const [base, threshold] = [3 + next(4), 3 + next(3)];
    const row = ([a = 0, b = 0]: readonly number[]): System => ({
      cells: counts([a, b, a + b], threshold),
      relations: [sumRelation(2, [0, 1])],
    });
    hold(row, [next(2 * base), next(threshold)], base);
  }
  expect(found.safe).toBeGreaterThan(0);
  expect(found.told).toBeGreaterThan(0);
  const next = lots(1);
  for (let table = 0; table < runs(0, 15).numRuns; table += 1)
    hold(([a = 0, b = 0, c = 0, d = 0]) => square([a, b, c, d], 3), [next(7), next(7), next(3), next(3)], 3);
});
