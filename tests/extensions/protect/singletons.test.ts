/** Whoever is counted alone knows a number that readers do not: with `singletons: protected` the level holds against them too. */
import { expect, test } from 'vitest';
import { answer } from '../../../src/extensions/protect/engine/protection-process.js';
import type { Relation, System } from '../../../src/extensions/protect/engine/system.js';
import { isNumeric } from '../../../src/model/dataset/value.js';
import { possibleWorlds } from './attacker.js';
import { clients, locked, type ProjectFiles, published } from './protected-project.js';
import { addUp, flat, lots, sumRelation, table } from './random-systems.js';

/** A total that stays and its parts, of which those below the threshold are sensitive. */
function row(
  values: readonly number[],
  threshold: number,
  alone: boolean,
  level: 'exact' | 'range' = 'exact',
): System {
  const total = values.reduce((sum, value) => sum + value, 0);
  const need =
    level === 'exact'
      ? ({ kind: 'two-values' } as const)
      : ({ kind: 'range', from: 1, to: threshold - 1 } as const);
  return {
    cells: [
      { value: total, least: 1, cost: Number.POSITIVE_INFINITY },
      ...values.map((value, index) => ({
        value,
        least: 1,
        cost: 1 + index / 100,
        ...(alone ? { alone: true as const } : {}),
        ...(value < threshold ? { need } : { ifSmall: { below: threshold, need } }),
      })),
    ],
    relations: [
      sumRelation(
        0,
        values.map((_, index) => index + 1),
      ),
    ],
  };
}

const chosenOf = async (system: System): Promise<readonly number[]> => {
  const found = await answer({ kind: 'suppress', system, before: [] }, 20);
  if (found.kind !== 'suppress') throw new Error(found.kind);
  const audited = await answer({ kind: 'audit', system, hidden: found.hidden }, 20);
  expect(audited).toMatchObject({ disclosed: [] });
  return found.hidden;
};

const disclosedOf = async (system: System, hidden: readonly number[]): Promise<readonly number[]> => {
  const found = await answer({ kind: 'audit', system, hidden }, 20);
  if (found.kind !== 'audit') throw new Error(found.kind);
  return found.disclosed;
};

test('two small counts cover each other for readers, and not for the one who is alone in one of them', async () => {
  const values = [1, 2, 30, 40];
  expect(await chosenOf(row(values, 3, false))).toEqual([1, 2]);
  expect(await disclosedOf(row(values, 3, true), [1, 2])).toEqual([1, 2]);
  expect(await chosenOf(row(values, 3, true))).toEqual([1, 2, 3]);
});

test('which of the hidden cells is that of the one changes neither the choice nor the audit', async () => {
  for (const [one, other] of [
    [1, 3],
    [2, 2],
    [3, 1],
  ] as const) {
    const system = row([one, other, 30, 40], 5, true);
    expect((await disclosedOf(system, [1, 2])).length).toBeGreaterThan(0);
    expect(await chosenOf(system)).toEqual([1, 2, 3]);
  }
});

test('who is alone in a total and in its part learns of no one else', async () => {
  const system = row([1, 30, 40], 5, true, 'range');
  const equal: System = {
    cells: [...system.cells, { ...(system.cells[1] as System['cells'][number]) }],
    relations: [...system.relations, sumRelation(1, [4])],
  };
  expect(await chosenOf(equal)).toEqual([1, 2, 4]);
});

/** A table of 4 by 4 counts by lot, whose totals stay. */
function randomTable(seed: number, alone: boolean): System {
  const lot = lots(seed + 1);
  const [values, relations]: [number[], Relation[]] = [[], []];
  table([flat(4), flat(4)], () => (lot(2) === 0 ? 1 + lot(2) : 3 + lot(5)), values, relations);
  addUp(values, relations);
  const totals = new Set(relations.flatMap(({ terms }) => terms.slice(0, 1).map(({ cell }) => cell)));
  const need = { kind: 'two-values' } as const;
  return {
    relations,
    cells: values.map((value, index) => ({
      value,
      least: 1,
      cost: totals.has(index) ? Number.POSITIVE_INFINITY : 1,
      ...(alone && !totals.has(index) ? { alone: true as const } : {}),
      ...(value < 3 && !totals.has(index) ? { need } : {}),
    })),
  };
}

/** Small counts that another one, where it is 1, tells to whoever is counted in that. */
function told({ cells }: System, worlds: readonly (readonly number[])[]): string[] {
  const small = cells.flatMap(({ need }, cell) => (need === undefined ? [] : [cell]));
  return small.flatMap((knower) => {
    const own = worlds.filter((world) => world[knower] === 1);
    return small.flatMap((cell) => {
      const values = new Set(own.map((world) => world[cell]));
      return cell === knower || values.size !== 1 ? [] : [`${knower} tells ${cell}`];
    });
  });
}

test('on random tables nobody who is counted alone learns another small count, by trying every world', async () => {
  let [tried, before] = [0, 0];
  for (let seed = 0; tried < (process.env.DEEP === 'true' ? 60 : 4) && seed < 200; seed += 1) {
    const [plain, system] = [randomTable(seed, false), randomTable(seed, true)];
    const first = await answer({ kind: 'suppress', system: plain, before: [] }, 20);
    const choice = await answer({ kind: 'suppress', system, before: [] }, 20);
    if (choice.kind !== 'suppress' || first.kind !== 'suppress') continue;
    const [worlds, others] = [choice, first].map(({ hidden }) =>
      possibleWorlds(system, new Set(hidden), 5000),
    );
    if (worlds === undefined || others === undefined) continue;
    tried += 1;
    before += told(system, others).length;
    expect(told(system, worlds), `seed ${seed}`).toEqual([]);
  }
  expect(tried).toBeGreaterThan(3);
  expect(before).toBeGreaterThan(0);
});

const files = (policy: string): ProjectFiles =>
  clients(
    'town,persons\nnorth,30\nsouth,40\neast,1\nwest,2\ntotal,73\n',
    `threshold: 3, level: exact, never: [total]${policy}`,
    'town',
    ['name: town, categories: [north, south, east, west, total], total: total'],
  );

test('the policy of a dataset asks for it, and a choice that was made without it is refused', async () => {
  const hidden = async (own: ProjectFiles): Promise<string[]> =>
    ((await published(own)).data.clients?.rows ?? []).flatMap(({ keys, measures: { persons } }) =>
      persons !== undefined && isNumeric(persons) ? [] : [keys.town ?? ''],
    );
  const readers = await locked(files(''));
  expect(await hidden(readers)).toEqual(['east', 'west']);
  const { problems } = await published({ ...readers, ...files(', singletons: protected') });
  expect(problems.join('\n')).toContain('error protect/disclosed');
  expect(await hidden(await locked(files(', singletons: protected')))).toHaveLength(3);
});
