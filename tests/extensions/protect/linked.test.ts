/** Why all tables of a publication are protected together: each alone is safe, and the two together are not. */
import { expect, test } from 'vitest';
import { audit } from '../../../src/extensions/protect/engine/audit.js';
import { deadlineIn } from '../../../src/extensions/protect/engine/deadline.js';
import { attainable } from '../../../src/extensions/protect/engine/goals.js';
import { loadSolver } from '../../../src/extensions/protect/engine/solver.js';
import { suppress, Unprotectable } from '../../../src/extensions/protect/engine/suppress.js';
import type { System } from '../../../src/extensions/protect/engine/system.js';
import { randomSystem } from './random-systems.js';

const deadline = () => deadlineIn(60, () => performance.now());

/** The relations of the second of two tables: four rows and two columns. */
const ofSecond = 6;

/** One of two tables, as somebody protects it who does not know the other. */
function alone(system: System, relations: System['relations']) {
  const inside = new Set(relations.flatMap(({ terms }) => terms.map(({ cell }) => cell)));
  const cells = system.cells.map(({ need, ...cell }, index) => {
    if (!inside.has(index)) return { ...cell, cost: Number.POSITIVE_INFINITY };
    return need === undefined ? cell : { ...cell, need };
  });
  return { inside, system: { cells, relations } };
}

test('tables that have totals in common, protected one by one, give away what each hides; together they do not', async () => {
  const highs = await loadSolver();
  let [small, given] = [0, 0];
  // Every third system is of two tables.
  for (let seed = 0; seed < 60; seed += 3) {
    const whole = attainable(randomSystem(seed, { kind: 'range', from: 1, to: 3 }));
    const { relations } = whole;
    const tables = [relations.slice(0, -ofSecond), relations.slice(-ofSecond)].map((own) =>
      alone(whole, own),
    );
    try {
      const hidden = tables.map(({ system }) => suppress(highs, system, new Set(), deadline()).hidden);
      const together = suppress(highs, whole, new Set(), deadline()).hidden;
      // What one table hides and the other prints is printed.
      const left = [...whole.cells.keys()].filter((cell) =>
        tables.every(({ inside }, index) => !inside.has(cell) || hidden[index]?.has(cell) === true),
      );
      small += whole.cells.filter(({ need }) => need !== undefined).length;
      given += audit(highs, whole, new Set(left), deadline()).disclosed.length;
      expect(audit(highs, whole, together, deadline()).disclosed, `seed ${seed}`).toEqual([]);
    } catch (error) {
      if (!(error instanceof Unprotectable)) throw error;
    }
  }
  expect(small).toBeGreaterThan(50);
  expect(given).toBeGreaterThan(5);
});
