/**
 * Tables of the sizes that offices publish, most made by lot, for `tests/deep/protection-sizes.deep.ts` and `npm run bench -- --only protect`:
 * how many counts the best choice hides that is known, and how long one may take.
 */
import { attainable } from '../../../src/extensions/protect/engine/goals.js';
import type { Need, Relation, System } from '../../../src/extensions/protect/engine/system.js';
import { addUp, flat, levels, lots, type Node, table } from './random-systems.js';
import { tableSystem, victimsTable } from './victims.js';

const seed = 231;
const threshold = 5;
const need: Need = { kind: 'range', from: 1, to: threshold - 1 };

export interface SizedSystem {
  readonly name: string;
  readonly counts: number;
  /** Seconds of two quiet cores that a choice may take. */
  readonly aim: number;
  /** Counts hidden beside the small ones in the best choice that is known: proven, or the best of a long run. */
  readonly best: number;
  readonly isProven: boolean;
  readonly make: () => System;
}

const victims = (
  [
    [5, 'exact', 3],
    [5, 'range', 6],
    [5, 'strict', 8],
    [3, 'exact', 6],
    [3, 'range', 6],
    [3, 'strict', 7],
  ] as const
).map(([below, level, best]): SizedSystem => {
  const name = `victims by nationality, threshold ${below}, ${level}`;
  const make = (): System => tableSystem(victimsTable(), below, level);
  return { name, counts: 63, aim: 20, best, isProven: true, make };
});

/** Years that nobody adds up. */
const apart = (size: number): Node[] => Array.from({ length: size }, () => ({ parts: [] }));

export const sizedSystems: readonly SizedSystem[] = [
  ...victims,
  { name: '10 x 10', counts: 121, aim: 20, best: 5, isProven: true, make: tableOf([flat(10), flat(10)], 2) },
  { name: '20 x 20', counts: 441, aim: 20, best: 5, isProven: true, make: tableOf([flat(20), flat(20)], 2) },
  {
    name: '50 x 20',
    counts: 1071,
    aim: 20,
    best: 13,
    isProven: true,
    make: tableOf([flat(50), flat(20)], 2),
  },
  {
    name: 'three dimensions, one of two levels',
    counts: 540,
    aim: 20,
    best: 68,
    isProven: false,
    make: tableOf([levels(2, 3), flat(5), flat(9)]),
  },
  {
    name: 'four dimensions, three regions of six towns',
    counts: 1188,
    aim: 20,
    best: 267,
    isProven: false,
    make: tableOf([levels(3, 6), flat(5), flat(2), flat(2)]),
  },
  { name: 'three linked tables', counts: 1040, aim: 20, best: 143, isProven: false, make: linkedTables },
  {
    name: '35 towns in 7 regions by age, sex and year',
    counts: 6966,
    aim: 120,
    best: 1104,
    isProven: false,
    make: tableOf([levels(7, 5), flat(8), flat(2), apart(6)]),
  },
  {
    name: 'the same with totals over the years',
    counts: 8127,
    aim: 180,
    best: 1572,
    isProven: false,
    make: tableOf([levels(7, 5), flat(8), flat(2), flat(6)]),
  },
];

/** A table with totals at every level; so many in twelve of its counts are small. */
function tableOf(dimensions: Parameters<typeof table>[0], small = 5): () => System {
  return () => {
    const cells: number[] = [];
    const relations: Relation[] = [];
    table(dimensions, countBy(lots(seed), small), cells, relations);
    return protectedSystem(cells, relations);
  };
}

/** The same persons by town and year in three tables, each with five categories of its own. */
function linkedTables(): System {
  const categories = 5;
  const counts = Array.from({ length: 12 * 4 * categories }, countBy(lots(seed), 5));
  const cells: number[] = [];
  const relations: Relation[] = [];
  for (let each = 0; each < 3; each += 1) {
    const own: number[] = [];
    const ownRelations: Relation[] = [];
    let next = 0;
    // The same counts under other categories, in each town and year in another order.
    const count = (): number => {
      const begin = next - (next % categories);
      const turn = each * (1 + begin / categories) + next;
      next += 1;
      return counts[begin + (turn % categories)] ?? 0;
    };
    table([flat(12), flat(4), flat(categories)], count, own, ownRelations);
    // The totals over the categories are cells of the first table.
    const places = own.map((value, cell) =>
      each > 0 && cell % (categories + 1) === 0 ? cell : cells.push(value) - 1,
    );
    for (const relation of ownRelations) {
      const terms = relation.terms.map(({ cell, factor }) => ({ cell: places[cell] ?? -1, factor }));
      relations.push({ ...relation, terms });
    }
  }
  return protectedSystem(cells, relations);
}

/** Of twelve counts one is zero, and so many are small. */
function countBy(lot: (below: number) => number, small: number): () => number {
  return () => {
    const kind = lot(12);
    if (kind === 0) return 0;
    return kind <= small ? 1 + lot(threshold - 1) : threshold + lot(50);
  };
}

/** Fills in the totals, which are dearer to hide than what they are added up from. */
function protectedSystem(cells: number[], relations: readonly Relation[]): System {
  addUp(cells, relations);
  return attainable({
    relations,
    cells: cells.map((value, index) => {
      if (value === 0) return { value, least: 0, cost: Number.POSITIVE_INFINITY };
      const levels = relations.filter(({ terms }) => terms[0]?.cell === index).length;
      const rule = value < threshold ? { need } : { ifSmall: { below: threshold, need } };
      return { value, least: 1, cost: 1 + 3 * levels + index / cells.length / 100, ...rule };
    }),
  });
}
