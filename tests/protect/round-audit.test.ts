import { expect, test } from 'vitest';
import { deadlineIn } from '../../src/protect/engine/deadline.js';
import { roundCounts } from '../../src/protect/engine/round.js';
import { disclosedByRounding } from '../../src/protect/engine/round-audit.js';
import { loadSolver } from '../../src/protect/engine/solver.js';
import { type Cell, type Relation, type System, sumRelation } from '../../src/protect/engine/system.js';
import { runs } from '../support/runs.js';
import { lots } from './random-systems.js';
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

test('what passes stays open to who tries all worlds', () => {
  let passed = 0;
  for (let seed = 1; seed <= runs(40, 400).numRuns; seed += 1) {
    const next = lots(seed);
    const [base, threshold] = [3 + next(4), 2 + next(3)];
    const [a, b] = [next(2 * base), 1 + next(threshold - 1)];
    const relations = [sumRelation(2, [0, 1])];
    const printedOf = (x: number, y: number) =>
      roundCounts(highs, { cells: counts([x, y, x + y], threshold), relations }, base, deadline());
    const printed = printedOf(a, b);
    const system = { cells: counts([a, b, a + b], threshold), relations };
    if (audited(system, base).length > 0) continue;
    passed += 1;
    const possible = new Set<number>();
    for (let x = 0; x < (printed[0] ?? 0) + base; x += 1)
      for (let y = 1; y < threshold; y += 1) if (String(printedOf(x, y)) === String(printed)) possible.add(y);
    for (const count of [1, threshold - 1]) expect([...possible], `seed ${seed}`).toContain(count);
  }
  expect(passed).toBeGreaterThan(2);
});
