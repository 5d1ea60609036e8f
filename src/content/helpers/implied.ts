import type { Position } from '../../diagnostics.js';
import type { Field, PublishedData, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { ownOf } from '../../model/own.js';
import type { Quantity } from '../../model/quantity.js';
import { type Group, groupsOf } from '../../model/totals/groups.js';
import { quantityAt } from '../selection/cells.js';

/** The printed numbers that a sum over hidden counts comes to: what is added, and what is taken from it. */
export interface Implied {
  readonly plus: readonly [Quantity, ...Quantity[]];
  readonly minus: readonly Quantity[];
}

/**
 * What tells readers a sum over hidden counts, from printed numbers alone: totals of the same table whose hidden parts are all in the sum.
 * Undefined where no totals do, so that the sum stays hidden.
 */
export function impliedBy(
  cells: readonly Quantity[],
  data: PublishedData,
  at: Position,
): Implied | undefined {
  const [first] = cells;
  const dataset = first && ownOf(data, first.dataset);
  const measure = dataset?.fields.find(({ name }) => name === first?.cells[0]?.field);
  if (dataset === undefined || measure === undefined || !addsUp(dataset, measure)) return undefined;
  const asked = rowsOf(cells, dataset, measure);
  if (asked === undefined) return undefined;
  const hidden = new Set([...asked].filter((row) => isHidden(row, measure)));
  const groups = groupsIn(dataset).filter(({ total, parts }) => {
    const own = parts.filter((row) => isHidden(row, measure));
    return isKnown(total, measure) && own.length > 0 && own.every((row) => hidden.has(row));
  });
  const cover = covering(hidden, groups, measure);
  if (cover === undefined) return undefined;
  const used = timesUsed(asked, cover, measure);
  if (used.some(([row, by]) => Math.abs(by) > 1 || !isKnown(row, measure))) return undefined;
  const printed = (sign: 1 | -1): Quantity[] =>
    used.flatMap(([row, by]) => (by === sign ? [quantityAt(dataset, row, measure, at)] : []));
  const [one, ...more] = printed(1);
  return one === undefined ? undefined : { plus: [one, ...more], minus: printed(-1) };
}

/** The rows that cells of one measure stand in; undefined where they are not all cells of it, each once. */
function rowsOf(
  cells: readonly Quantity[],
  dataset: PublishedDataset,
  measure: Field,
): ReadonlySet<Row> | undefined {
  const rows = cells.flatMap(({ cells: [cell], operation, dataset: name }) =>
    operation === 'value' && name === dataset.name && cell?.field === measure.name
      ? (dataset.rows.find(({ keys }) => keyOf(keys) === keyOf(cell.keys)) ?? [])
      : [],
  );
  const each = new Set(rows);
  return each.size < cells.length ? undefined : each;
}

/** How often each known row is added to a sum in which totals stand for their hidden parts; below 0 where it is taken from it. */
function timesUsed(asked: ReadonlySet<Row>, cover: readonly Whole[], measure: Field): [Row, number][] {
  const times = new Map<Row, number>();
  const count = (of: Iterable<Row>, by: 1 | -1): void => {
    for (const row of of) if (!isHidden(row, measure)) times.set(row, (times.get(row) ?? 0) + by);
  };
  count(asked, 1);
  for (const { total, parts } of cover) {
    count([total], 1);
    count(parts, -1);
  }
  return [...times].filter(([, by]) => by !== 0);
}

/** Where totals were accepted though their parts come to something else, they tell nothing of them. */
const addsUp = ({ accepted = [] }: PublishedDataset, { type, additive }: Field): boolean =>
  type === 'integer' && additive !== false && accepted.every(({ code }) => code !== 'data/total');

const keyOf = (keys: Row['keys']): string => JSON.stringify(Object.entries(keys).sort());

const isHidden = ({ measures }: Row, { name }: Field): boolean => measures[name]?.kind === 'suppressed';

/** A number is printed, or that there is nothing to count. */
const isKnown = ({ measures }: Row, { name }: Field): boolean => {
  const value = measures[name];
  return value?.kind === 'integer' || (value?.kind === 'missing' && value.adds === 0);
};

type Whole = Group<Field, Row>;

/** The totals of a dataset that are no more than their parts. */
const groupsIn = (dataset: PublishedDataset): readonly Whole[] =>
  [...groupsOf(dataset)].filter(({ over }) => over.every(({ remainder }) => remainder === undefined));

/** Totals whose hidden parts are these rows, each once; undefined where there are none. */
function covering(
  hidden: ReadonlySet<Row>,
  groups: readonly Whole[],
  measure: Field,
): readonly Whole[] | undefined {
  const [next] = hidden;
  if (next === undefined) return [];
  for (const group of groups) {
    const own = group.parts.filter((row) => isHidden(row, measure));
    if (!own.includes(next) || !own.every((row) => hidden.has(row))) continue;
    const rest = covering(new Set([...hidden].filter((row) => !own.includes(row))), groups, measure);
    if (rest !== undefined) return [group, ...rest];
  }
  return undefined;
}
