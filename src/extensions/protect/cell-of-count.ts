/** A count and the policy of its dataset become a cell of the engine. */
import type { Field, Row } from '../../model/dataset/dataset.js';
import { isHierarchy, Tree } from '../../model/dataset/hierarchy.js';
import { hasCategories, isPublished, type ProtectionPolicy } from '../../model/dataset/protection.js';
import { ownOf } from '../../model/own.js';
import { type CountedCell, numberOf } from './counted-cells.js';
import { type Cell, type Need, rangeOf } from './engine/system.js';

/**
 * What the policy says of a count, and the field that says so to the engine:
 *
 * | policy and count | field of the cell |
 * |---|---|
 * | no policy, one that rounds, or no persons | `cost` is infinite and nothing else is asked: the count stays |
 * | `zeros: shown` and more than 0 | `least` is 1, since nobody has to think of 0; else 0 |
 * | a zero that is shown, printed by decision, or one of `never` | `cost` is infinite |
 * | any other | `cost` by `weight`, and by how high up it stands |
 * | small, and not printed by decision | `need`, by `level` and `threshold` |
 * | `threshold` or more | `ifSmall`, with the need that it would have below `threshold` |
 * | `singletons: protected` | `alone` |
 * @param place How far down the list of counts it stands, from 0 to 1.
 */
export function toCell(counted: CountedCell, place: number): Cell {
  const { dataset, row, measure } = counted;
  const value = numberOf(counted) ?? 0;
  const policy = dataset.protection;
  if (policy === undefined || policy.round !== undefined || measure.ofThings === true)
    return { value, least: Math.min(value, 1), cost: Number.POSITIVE_INFINITY };
  const isByDecision = isPublished(dataset, row, measure.name);
  return {
    value,
    least: policy.zeros === 'shown' && value > 0 ? 1 : 0,
    cost:
      isByDecision || mustStay(value, row, policy)
        ? Number.POSITIVE_INFINITY
        : costOf(counted, policy, place),
    ...(isByDecision ? {} : needIfSmall(value, policy)),
    ...(policy.singletons === 'protected' ? { alone: true } : {}),
    ...(value >= policy.threshold ? { ifSmall: { below: policy.threshold, need: needOf(policy) } } : {}),
  };
}

/** What a whole leaves beside a part of it, which is printed nowhere: nobody has to think that there is anybody. */
export const toRest = (value: number, policy: ProtectionPolicy): Cell => ({
  value,
  least: 0,
  cost: 0,
  ...needIfSmall(value, policy),
  ...(policy.singletons === 'protected' ? { alone: true } : {}),
  ...(value >= policy.threshold ? { ifSmall: { below: policy.threshold, need: needOf(policy) } } : {}),
});

const mustStay = (value: number, row: Row, { zeros, never }: ProtectionPolicy): boolean =>
  (zeros === 'shown' && value === 0) || never.some((where) => hasCategories(row, where));

const needIfSmall = (value: number, policy: ProtectionPolicy): Pick<Cell, 'need'> =>
  isSmall(value, policy) ? { need: needOf(policy) } : {};

/** What has to stay possible of a small count. */
export function needOf({ level, threshold, zeros }: ProtectionPolicy): Need {
  if (level === 'exact') return { kind: 'two-values' };
  const from = zeros === 'shown' ? 1 : 0;
  return rangeOf(from, level === 'range' ? threshold - 1 : threshold);
}

/** True for a count that a policy would hide. */
export const isSmall = (value: number, { threshold, zeros }: ProtectionPolicy): boolean =>
  value < threshold && (value > 0 || (value === 0 && zeros === 'sensitive'));

/** How much dearer a total is for every level that it stands above its parts: readers ask for totals first. */
const perLevel = 3;

/**
 * Among choices that cost the same, the one higher up goes; no policy has so fine a weight. Never the one that counts fewer: whoever knows
 * that would compare it with those that are printed.
 */
const perPlace = 1 / 100;

function costOf({ dataset, row }: CountedCell, { weight }: ProtectionPolicy, place: number): number {
  const dimensions = dataset.fields.filter(({ role }) => role === 'dimension');
  const levels = dimensions.reduce((sum, field) => sum + levelOf(field, row.keys[field.name] ?? ''), 0);
  const factor = dimensions.reduce(
    (product, { name }) => product * (ownOf(ownOf(weight, name), row.keys[name] ?? '') ?? 1),
    1,
  );
  return factor * (1 + perLevel * levels) + perPlace * place;
}

/** How many levels of parts a category has below it. */
function levelOf(field: Field, category: string): number {
  const { total } = field;
  const depths = isHierarchy(field) ? (field.levels?.length ?? 1) : 1;
  if (category === total) return depths;
  return isHierarchy(field) ? heightOf(new Tree(field), category) : 0;
}

const heightOf = (tree: Tree, category: string): number =>
  tree.partsOf(category).reduce((most, part) => Math.max(most, 1 + heightOf(tree, part)), 0);
