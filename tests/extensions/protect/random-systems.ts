/** Small tables made by lot from a seed: linked ones, hierarchies, three dimensions, with the grand totals shown. */
import type { Cell, Need, Relation, System } from '../../../src/extensions/protect/engine/system.js';

/** A total and the cells that it is the sum of. */
export const sumRelation = (total: number, parts: readonly number[]): Relation => ({
  terms: [{ cell: total, factor: 1 }, ...parts.map((cell) => ({ cell, factor: -1 }))],
  least: 0,
  most: 0,
});

export function lots(seed: number): (below: number) => number {
  let state = seed * 2654435761;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}

export interface Node {
  readonly parts: readonly number[];
}

/** A dimension as its categories, the total first: `[2, 0, 0]` parts of a total, or a level between. */
export const flat = (size: number): Node[] => [
  { parts: Array.from({ length: size }, (_, index) => index + 1) },
  ...Array.from({ length: size }, () => ({ parts: [] })),
];

export const levels = (groups: number, size: number): Node[] => {
  const nodes: { parts: number[] }[] = [{ parts: [] }];
  for (let group = 0; group < groups; group += 1) {
    const index = nodes.push({ parts: [] }) - 1;
    nodes[0]?.parts.push(index);
    for (let part = 0; part < size; part += 1) nodes[index]?.parts.push(nodes.push({ parts: [] }) - 1);
  }
  return nodes;
};

/**
 * A table over some dimensions.
 * @returns Its totals over all but the first.
 */
export function table(
  dimensions: readonly (readonly Node[])[],
  count: () => number,
  cells: number[],
  relations: Relation[],
): number[] {
  const places = dimensions.reduce<number[][]>(
    (all, nodes) => all.flatMap((place) => nodes.map((_, index) => [...place, index])),
    [[]],
  );
  const at = new Map<string, number>();
  for (const place of places) at.set(String(place), cells.push(-1) - 1);
  const cellAt = (place: readonly number[]): number => at.get(String(place)) ?? -1;
  const wholes = places.filter((place) =>
    place.some((index, axis) => (dimensions[axis]?.[index]?.parts.length ?? 0) > 0),
  );
  for (const place of places)
    if (!wholes.includes(place) && cells[cellAt(place)] === -1) cells[cellAt(place)] = count();
  for (const place of wholes.reverse()) {
    for (const [axis, index] of place.entries()) {
      const parts = dimensions[axis]?.[index]?.parts ?? [];
      if (parts.length === 0) continue;
      const below = parts.map((part) => cellAt(place.map((each, other) => (other === axis ? part : each))));
      relations.push(sumRelation(cellAt(place), below));
    }
  }
  return dimensions[0]?.map((_, index) => cellAt([index, ...dimensions.slice(1).map(() => 0)])) ?? [];
}

/** Fills in totals until every relation holds. */
export function addUp(cells: number[], relations: readonly Relation[]): void {
  for (let left = true; left; ) {
    left = false;
    for (const { terms } of relations) {
      const [total, ...parts] = terms;
      if (total === undefined || cells[total.cell] !== -1) continue;
      if (parts.some(({ cell }) => cells[cell] === -1)) left = true;
      else cells[total.cell] = parts.reduce((sum, { cell }) => sum + (cells[cell] ?? 0), 0);
    }
  }
}

/** @returns A system with threshold 4, whose kind follows from the seed. */
export function randomSystem(seed: number, need: Need): System {
  const lot = lots(seed + 1);
  const cells: number[] = [];
  const relations: Relation[] = [];
  const count = (): number => (lot(5) === 0 ? 0 : lot(9) < 4 ? 1 + lot(3) : 4 + lot(6));
  const kind = seed % 3;
  let grand: number;
  if (kind === 0) {
    // Two tables that have the totals by the first dimension in common; the parts of the second are made to fit.
    const rows = flat(3);
    const shared = table([rows, flat(3)], count, cells, relations);
    addUp(cells, relations);
    const second: number[] = [];
    for (const [row, total] of shared.entries()) {
      const left = cells[total] ?? 0;
      const first = row === 0 ? -1 : lot(left + 1);
      second.push(cells.push(first) - 1, cells.push(row === 0 ? -1 : left - first) - 1);
      relations.push(sumRelation(total, second.slice(-2)));
    }
    for (const column of [0, 1]) {
      const parts = [1, 2, 3].map((row) => second[2 * row + column] ?? 0);
      relations.push(sumRelation(second[column] ?? 0, parts));
    }
    grand = shared[0] ?? 0;
  } else if (kind === 1) {
    grand = table([levels(2, 2), flat(3)], count, cells, relations)[0] ?? 0;
  } else {
    grand = table([flat(2), flat(2), flat(2)], count, cells, relations)[0] ?? 0;
  }
  addUp(cells, relations);
  return {
    relations,
    cells: cells.map((value, index): Cell => {
      const stays = value === 0 || index === grand;
      return {
        value,
        least: value === 0 ? 0 : 1,
        cost: stays
          ? Number.POSITIVE_INFINITY
          : 1 + relations.filter(({ terms }) => terms[0]?.cell === index).length,
        ...(value > 0 && value < 4 && index !== grand ? { need } : {}),
      };
    }),
  };
}
