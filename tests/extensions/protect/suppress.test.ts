import { describe, expect, test } from 'vitest';
import { audit } from '../../../src/extensions/protect/engine/audit.js';
import { deadlineIn } from '../../../src/extensions/protect/engine/deadline.js';
import { attainable, goalsOf } from '../../../src/extensions/protect/engine/goals.js';
import { auditAccepted, suppressAccepted } from '../../../src/extensions/protect/engine/refused-worlds.js';
import { loadSolver } from '../../../src/extensions/protect/engine/solver.js';
import { type Suppression, suppress } from '../../../src/extensions/protect/engine/suppress.js';
import type { System } from '../../../src/extensions/protect/engine/system.js';
import { hideByWitnesses } from '../../../src/extensions/protect/engine/witnesses.js';
import { randomSystem, sumRelation } from './random-systems.js';
import { type Level, tableSystem, victimsTable } from './victims.js';

const deadline = () => deadlineIn(60, () => performance.now());

describe('victims by year and nationality', () => {
  test.each<[number, Level, number, number]>([
    [5, 'exact', 18, 3],
    [5, 'range', 18, 6],
    [5, 'strict', 18, 8],
    [3, 'exact', 15, 6],
    [3, 'range', 15, 6],
    [3, 'strict', 15, 7],
  ])(
    'threshold %i, %s: %i sensitive, %i beside them, proven',
    async (threshold, level, sensitive, beside) => {
      const highs = await loadSolver();
      const system = tableSystem(victimsTable(), threshold, level);
      const { hidden, cost, bound } = suppress(highs, system, new Set(), deadline());
      expect(audit(highs, system, hidden, deadline()).disclosed).toEqual([]);
      expect(system.cells.filter(({ need }) => need !== undefined)).toHaveLength(sensitive);
      expect(hidden.size - sensitive).toBe(beside);
      expect(cost - bound).toBeLessThan(1e-4);
    },
  );
});

test('hiding the small counts alone hides few of them: totals give the others away', async () => {
  const highs = await loadSolver();
  const system = tableSystem(victimsTable(), 5, 'range');
  const sensitive = new Set(system.cells.flatMap(({ need }, cell) => (need === undefined ? [] : [cell])));
  expect(audit(highs, system, sensitive, deadline()).disclosed.length).toBeGreaterThan(5);
});

test('an audit that is brief finds the same cells disclosed', async () => {
  const highs = await loadSolver();
  for (let seed = 0; seed < 9; seed += 1) {
    const { cells, relations } = attainable(randomSystem(seed, { kind: 'range', from: 1, to: 3 }));
    const hidden = new Set(cells.flatMap(({ need, value }, cell) => (need || value % 2 === 1 ? [cell] : [])));
    const whole = audit(highs, { cells, relations }, hidden, deadline());
    const brief = audit(highs, { cells, relations }, hidden, deadline(), true);
    expect(brief.disclosed).toEqual(whole.disclosed);
  }
});

test('parts that have nothing to do with one another are chosen one by one, each as if it were alone', async () => {
  const highs = await loadSolver();
  const one = attainable(randomSystem(1, { kind: 'range', from: 1, to: 3 }));
  const twice: System = {
    cells: [...one.cells, ...one.cells],
    relations: [
      ...one.relations,
      ...one.relations.map(({ terms, least, most }) => ({
        terms: terms.map(({ cell, factor }) => ({ cell: cell + one.cells.length, factor })),
        least,
        most,
      })),
    ],
  };
  const alone = suppressAccepted(highs, one, new Set(), deadline());
  const both = suppressAccepted(highs, twice, new Set(), deadline());
  expect(both.cost).toBeCloseTo(2 * alone.cost);
  expect(both.bound).toBeCloseTo(2 * alone.bound);
});

test('without time for cuts the witnesses give a choice that is safe, and the same each time', async () => {
  const highs = await loadSolver();
  const system = attainable(randomSystem(2, { kind: 'range', from: 1, to: 3 }));
  const found: Suppression[] = [];
  for (let time = 0; time < 2; time++)
    suppressAccepted(highs, system, new Set(), deadline(), (each) => found.push(each));
  const [first, second] = found;
  expect(first?.hidden.size).toBeGreaterThan(0);
  expect([...(first?.hidden ?? [])].sort()).toEqual([...(second?.hidden ?? [])].sort());
  expect(auditAccepted(highs, system, first?.hidden ?? new Set(), deadline()).disclosed).toEqual([]);
});

const none = () => 0;

test('where no work is left for a search, all around each small count is hidden, and the audit finds nothing', async () => {
  const highs = await loadSolver();
  for (const kind of [0, 1, 2]) {
    const system = attainable(randomSystem(kind + 6, { kind: 'range', from: 1, to: 3 }));
    const searched = suppressAccepted(highs, system, new Set(), deadline());
    const nothing = { witnesses: none, cuts: none, rest: none };
    const { hidden, around } = suppressAccepted(highs, system, new Set(), deadline(), undefined, nothing);
    expect(searched.around).toBe(0);
    expect(around).toBeGreaterThan(0);
    expect(hidden.size).toBeGreaterThan(searched.hidden.size);
    expect(auditAccepted(highs, system, hidden, deadline()).disclosed).toEqual([]);
    // With work left, what is not needed is printed again.
    const some = { ...nothing, rest: () => 1e6 };
    const less = suppressAccepted(highs, system, new Set(), deadline(), undefined, some);
    expect(less.hidden.size).toBeLessThan(hidden.size);
  }
});

test('a search whose time is over builds no programs and ends at once', async () => {
  const highs = await loadSolver();
  const system = attainable(randomSystem(1, { kind: 'range', from: 1, to: 3 }));
  const builtNone = {
    ...highs,
    createModel: () => {
      throw new Error('a program was built');
    },
  };
  const over = { left: none, spend: () => {} };
  const given = new Set<number>();
  const lines = () => [];
  const { unmet } = hideByWitnesses(builtNone, system, { goals: goalsOf(system), given, lines }, over, 0);
  expect(unmet).toEqual(new Set(goalsOf(system).map(({ cell }) => cell)));
});

test('what cannot be protected is named by its place in the whole system, whichever part it is of', async () => {
  const highs = await loadSolver();
  const need = { kind: 'range', from: 1, to: 4 } as const;
  const shown = { least: 1, cost: Number.POSITIVE_INFINITY };
  const system: System = {
    cells: [
      { value: 2, least: 1, cost: 1, need },
      { value: 9, least: 1, cost: 1 },
      { value: 11, ...shown },
      { value: 3, least: 1, cost: 1, need },
      { value: 5, ...shown },
      { value: 8, ...shown },
    ],
    relations: [sumRelation(2, [0, 1]), sumRelation(5, [3, 4])],
  };
  expect(() => suppressAccepted(highs, system, new Set(), deadline())).toThrow(
    expect.objectContaining({ cells: [3] }),
  );
});
