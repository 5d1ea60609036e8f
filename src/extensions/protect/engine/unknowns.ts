import { listAt } from '../../../model/group-by.js';
import type { Interval, System, Term } from './system.js';

/** A relation between hidden cells alone: the numbers that are printed have gone to its bounds. */
export interface OpenRelation {
  readonly terms: readonly Term[];
  least: number;
  most: number;
}

/** What is left to find out of a system when some of its cells are hidden. */
export interface Unknowns {
  /** Indices of the hidden cells, in order. */
  readonly hidden: readonly number[];
  readonly relations: readonly OpenRelation[];
}

/** Puts the printed numbers into the relations, and leaves out those that say nothing of a hidden cell. */
export function unknownsOf({ cells, relations }: System, isHidden: (cell: number) => boolean): Unknowns {
  const open: OpenRelation[] = [];
  for (const { terms, least, most } of relations) {
    const unknown = terms.filter(({ cell }) => isHidden(cell));
    if (unknown.length === 0) continue;
    const known = terms
      .filter(({ cell }) => !isHidden(cell))
      .reduce((sum, { cell, factor }) => sum + factor * (cells[cell]?.value ?? 0), 0);
    open.push({ terms: unknown, least: least - known, most: most - known });
  }
  return { hidden: cells.map((_, cell) => cell).filter(isHidden), relations: open };
}

/**
 * Narrows what hidden cells may be, relation by relation over whole numbers, until nothing changes: what somebody finds
 * with a pencil. Never too narrow; often as narrow as can be.
 */
export function propagate(
  { hidden, relations }: Unknowns,
  { cells }: System,
): Map<number, { least: number; most: number }> {
  const bounds = new Map(
    hidden.map((cell) => [cell, { least: cells[cell]?.least ?? 0, most: Number.POSITIVE_INFINITY }]),
  );
  const relationsOf = new Map<number, OpenRelation[]>();
  for (const relation of relations)
    for (const { cell } of relation.terms) listAt(relationsOf, cell).push(relation);
  const queue = new Set(relations);
  for (const relation of queue) {
    queue.delete(relation);
    for (const { cell, factor } of relation.terms) {
      const bound = bounds.get(cell);
      if (bound === undefined) continue;
      const rest = restOf(relation, cell, bounds);
      // least <= factor x cell + rest <= most
      const low = relation.least - rest.most;
      const high = relation.most - rest.least;
      const least = Math.ceil(factor > 0 ? low / factor : high / factor);
      const most = Math.floor(factor > 0 ? high / factor : low / factor);
      const isNarrower = least > bound.least || most < bound.most;
      if (!isNarrower) continue;
      bound.least = Math.max(bound.least, least);
      bound.most = Math.min(bound.most, most);
      for (const other of relationsOf.get(cell) ?? []) queue.add(other);
    }
  }
  return bounds;
}

function restOf({ terms }: OpenRelation, but: number, bounds: ReadonlyMap<number, Interval>): Interval {
  let least = 0;
  let most = 0;
  for (const { cell, factor } of terms) {
    const bound = bounds.get(cell);
    if (cell === but || bound === undefined) continue;
    least += factor > 0 ? factor * bound.least : factor * bound.most;
    most += factor > 0 ? factor * bound.most : factor * bound.least;
  }
  return { least, most };
}

/** The parts of what is unknown that have nothing to do with one another. */
export function componentsOf({ hidden, relations }: Unknowns): Unknowns[] {
  const parent = new Map(hidden.map((cell) => [cell, cell]));
  const rootOf = (cell: number): number => {
    let root = cell;
    for (let next = parent.get(root) ?? root; next !== root; next = parent.get(root) ?? root) root = next;
    parent.set(cell, root);
    return root;
  };
  for (const { terms } of relations) {
    const [first, ...others] = terms;
    if (first === undefined) continue;
    for (const { cell } of others) parent.set(rootOf(cell), rootOf(first.cell));
  }
  const components = new Map<number, { hidden: number[]; relations: OpenRelation[] }>();
  for (const cell of hidden) {
    const root = rootOf(cell);
    const known = components.get(root);
    if (known === undefined) components.set(root, { hidden: [cell], relations: [] });
    else known.hidden.push(cell);
  }
  for (const relation of relations) {
    const [first] = relation.terms;
    if (first !== undefined) components.get(rootOf(first.cell))?.relations.push(relation);
  }
  return [...components.values()];
}
