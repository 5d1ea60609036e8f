import { isHierarchy, type Levelled, Tree } from '../dataset/hierarchy.js';
import { groupBy } from '../group-by.js';

/** A row, told from others by its categories. */
interface KeyedRow {
  readonly keys: Readonly<Record<string, string>>;
}

/** A column, as far as totals are concerned: a dimension may have a category for them, and levels. */
interface TotalledField extends Levelled {
  readonly name: string;
  readonly role: string;
  /** What totals include beside the categories. */
  readonly remainder?: string;
}

/** Rows whose totals are looked at. */
interface TotalledTable<F extends TotalledField, R extends KeyedRow> {
  readonly fields: readonly F[];
  readonly rows: readonly R[];
}

/** A total and the rows that together make it up: they agree in all `others`. */
export interface Group<F extends TotalledField, R extends KeyedRow> {
  /** The dimensions that the parts tell apart; the total stands at the total of each. */
  readonly over: readonly F[];
  readonly others: readonly F[];
  readonly total: R;
  readonly parts: readonly R[];
}

/** The rows that stand at the total of the same dimensions: `0110` for the second and third of those with totals. */
export type Levels<R extends KeyedRow> = ReadonlyMap<string, readonly R[]>;

/** The dimensions of a table that declare a total. */
const summed = <F extends TotalledField>(fields: readonly F[]): F[] =>
  fields.filter(({ role, total }) => role === 'dimension' && total !== undefined);

/** The rows of a table by the dimensions at whose total they stand. */
export function levelsOf<F extends TotalledField, R extends KeyedRow>(table: TotalledTable<F, R>): Levels<R> {
  const dimensions = summed(table.fields);
  return groupBy(table.rows, ({ keys }) =>
    dimensions.map(({ name, total }) => (keys[name] === total ? '1' : '0')).join(''),
  );
}

/**
 * Every total of a table with its parts, as often as there are ways to reach it. A total over several dimensions is
 * made up of the totals below it, dimension by dimension. Where the file lacks these, their own parts take their place.
 * A total without parts, and parts without a total, are no group.
 */
export function* groupsOf<F extends TotalledField, R extends KeyedRow>(
  table: TotalledTable<F, R>,
): Generator<Group<F, R>> {
  for (const view of viewsOf(table)) yield* groupsIn(view);
}

/** A table as it is seen from one category of each hierarchy, which is the total of what is part of it. */
interface View<F extends TotalledField, R extends KeyedRow> {
  readonly table: TotalledTable<F, R>;
  /** Dimensions that stand at another category than their total: what is no sum over these is seen elsewhere. */
  readonly below: readonly F[];
  readonly trees: Trees;
}

/** The hierarchies of a table, by the name of the dimension. */
type Trees = ReadonlyMap<string, Tree>;

/** Regions are totals of their districts as the country is one of its regions: each is looked at with what is below it. */
function viewsOf<F extends TotalledField, R extends KeyedRow>(
  table: TotalledTable<F, R>,
): readonly View<F, R>[] {
  const hierarchies = table.fields.filter(isHierarchy);
  const trees = new Map(hierarchies.map((field) => [field.name, new Tree(field)]));
  let views: readonly View<F, R>[] = [{ table, below: [], trees }];
  for (const field of hierarchies) {
    const tree = trees.get(field.name);
    const present = new Set(table.rows.map(({ keys }) => keys[field.name]));
    const wholes = field.categories.filter(
      ({ value }) => present.has(value) && tree?.isWhole(value) === true,
    );
    views = views.flatMap((view) => [view, ...wholes.map(({ value }) => viewAt(view, field, value))]);
  }
  return views;
}

function viewAt<F extends TotalledField, R extends KeyedRow>(
  { table, below, trees }: View<F, R>,
  field: F,
  whole: string,
): View<F, R> {
  const own = { ...field, total: whole };
  const fields = table.fields.map((each) => (each === field ? own : each));
  const tree = trees.get(field.name);
  const isInside = (value: string): boolean => value === whole || tree?.isPartOf(value, whole) === true;
  const rows = table.rows.filter(({ keys }) => isInside(keys[field.name] ?? ''));
  return {
    table: { fields, rows },
    below: [...below, own],
    trees,
  };
}

function* groupsIn<F extends TotalledField, R extends KeyedRow>({
  table,
  below: seenFrom,
  trees,
}: View<F, R>): Generator<Group<F, R>> {
  const dimensions = table.fields.filter(({ role }) => role === 'dimension');
  const levels = levelsOf(table);
  for (const [level, totals] of levels) {
    const over = summed(table.fields).filter((_, index) => level[index] === '1');
    if (over.length === 0 || seenFrom.some((field) => !over.includes(field))) continue;
    const fixed = dimensions.filter((dimension) => !over.includes(dimension));
    for (const { total, below } of withBelow(totals, level, levels, fixed)) {
      for (const parts of waysToPart(withoutCovered(below, over, trees), over)) {
        const told = over.filter(({ name, total }) => parts.some(({ keys }) => keys[name] !== total));
        if (seenFrom.some((field) => !told.includes(field))) continue;
        yield { over: told, others: dimensions.filter((each) => !told.includes(each)), total, parts };
      }
    }
  }
}

interface Node<R extends KeyedRow> {
  readonly total: R;
  readonly below: R[];
}

/** Each total of a level with the rows below it: those that agree in the fixed dimensions. None without such rows. */
function withBelow<R extends KeyedRow>(
  totals: readonly R[],
  level: string,
  levels: Levels<R>,
  fixed: readonly TotalledField[],
): Node<R>[] {
  const keyOf = ({ keys }: R): string => JSON.stringify(fixed.map(({ name }) => keys[name]));
  const nodes = new Map(totals.map((total): [string, Node<R>] => [keyOf(total), { total, below: [] }]));
  for (const [other, rows] of levels) {
    if (other === level || !isBelow(other, level)) continue;
    for (const row of rows) nodes.get(keyOf(row))?.below.push(row);
  }
  return [...nodes.values()].filter(({ below }) => below.length > 0);
}

const isBelow = (lower: string, upper: string): boolean =>
  [...lower].every((mark, index) => mark === '0' || upper[index] === '1');

/** Rows without those that others count already: a district where its region has a row for the same, or for more. */
function withoutCovered<R extends KeyedRow>(
  below: readonly R[],
  over: readonly TotalledField[],
  trees: Trees,
): readonly R[] {
  if (!over.some(({ name }) => trees.has(name))) return below;
  const keyOf = (keys: readonly (string | undefined)[]): string => JSON.stringify(keys);
  const known = new Set(below.map(({ keys }) => keyOf(over.map(({ name }) => keys[name]))));
  const isCovered = ({ keys }: R): boolean => {
    const own = over.map(({ name }) => keys[name]);
    // What a row could be part of, dimension by dimension: itself, the categories above it, the total.
    const wider = over.map((field, index): readonly (string | undefined)[] => {
      const value = own[index] ?? '';
      const tree = trees.get(field.name);
      const above = (tree?.ancestorsOf(value) ?? []).filter(
        (each) => each !== field.total && tree?.isPartOf(field.total ?? '', each) !== true,
      );
      return value === field.total ? [value] : [value, ...above, field.total];
    });
    const isTotal = (each: readonly (string | undefined)[]): boolean =>
      each.every((value, index) => value === over[index]?.total);
    return combined(wider).some(
      (each) => !isTotal(each) && isWider(each, own, over, trees) && known.has(keyOf(each)),
    );
  };
  return below.filter((row) => !isCovered(row));
}

/** True where a category of a hierarchy is above the own one; a total alone is one way of several to reach a sum. */
const isWider = (
  each: readonly (string | undefined)[],
  own: readonly (string | undefined)[],
  over: readonly TotalledField[],
  trees: Trees,
): boolean =>
  over.some(
    (field, index) => trees.has(field.name) && each[index] !== own[index] && each[index] !== field.total,
  );

const combined = (
  lists: readonly (readonly (string | undefined)[])[],
): readonly (readonly (string | undefined)[])[] =>
  lists.reduce<readonly (readonly (string | undefined)[])[]>(
    (all, list) => all.flatMap((before) => list.map((value) => [...before, value])),
    [[]],
  );

const isTotal = ({ keys }: KeyedRow, { name, total }: TotalledField): boolean => keys[name] === total;

/**
 * The ways to make up a total over these dimensions from the rows below it. Where one dimension tells all rows apart,
 * there is one way; else each dimension is a way, unless it leaves out something that only other rows count.
 */
function waysToPart<R extends KeyedRow>(
  below: readonly R[],
  over: readonly TotalledField[],
): readonly (readonly R[])[] {
  const dividing = over.find((dimension) => below.every((row) => !isTotal(row, dimension)));
  const first = dividing === undefined ? over : [dividing];
  return first
    .map((dimension) => partsBy(dimension, below, over))
    .filter((parts) => parts.length > 0 && leavesOutNothing(parts, below, over));
}

/** One row for each category of a dimension; the rows that would make it up, for a category without a row of its own. */
function partsBy<R extends KeyedRow>(
  dimension: TotalledField,
  below: readonly R[],
  over: readonly TotalledField[],
): readonly R[] {
  const rest = over.filter((other) => other !== dimension);
  const parts = below.filter((row) => !isTotal(row, dimension));
  const categories = groupBy(parts, ({ keys }) => keys[dimension.name]);
  return [...categories.values()].flatMap((rows) => {
    const stated = rows.find((row) => rest.every((other) => isTotal(row, other)));
    return stated === undefined ? partsBy(tellsMost(rows, rest), rows, rest) : [stated];
  });
}

/** The dimension that tells most of the rows apart, the first of several. */
function tellsMost(rows: readonly KeyedRow[], [first, ...others]: readonly TotalledField[]): TotalledField {
  if (first === undefined) throw new Error('Rows below a total are told apart by a dimension');
  const told = (dimension: TotalledField): number => rows.filter((row) => !isTotal(row, dimension)).length;
  return others.reduce((best, next) => (told(next) > told(best) ? next : best), first);
}

/** True when each row could count the same things as one of the parts: no category of the one excludes the other. */
function leavesOutNothing(
  parts: readonly KeyedRow[],
  below: readonly KeyedRow[],
  over: readonly TotalledField[],
): boolean {
  const levels = byTold(parts, over);
  if ([...levels.keys()].every((told) => told.length === 1)) return true;
  const known = new Map<string, ReadonlySet<string>>();
  const meets = (row: KeyedRow, told: readonly TotalledField[], rows: readonly KeyedRow[]): boolean => {
    const shared = told.filter((dimension) => !isTotal(row, dimension));
    const keyOf = ({ keys }: KeyedRow): string => JSON.stringify(shared.map(({ name }) => keys[name]));
    const id = JSON.stringify([told, shared].map((fields) => fields.map(({ name }) => name)));
    const keys = known.get(id) ?? new Set(rows.map(keyOf));
    known.set(id, keys);
    return keys.has(keyOf(row));
  };
  return below.every((row) => [...levels].some(([told, rows]) => meets(row, told, rows)));
}

/** Rows by the dimensions that they tell apart. */
function byTold(
  rows: readonly KeyedRow[],
  over: readonly TotalledField[],
): ReadonlyMap<readonly TotalledField[], readonly KeyedRow[]> {
  const levels = new Map<string, [TotalledField[], KeyedRow[]]>();
  for (const row of rows) {
    const told = over.filter((dimension) => !isTotal(row, dimension));
    const id = told.map(({ name }) => name).join('\n');
    const [, known = []] = levels.get(id) ?? [];
    known.push(row);
    levels.set(id, [told, known]);
  }
  return new Map(levels.values());
}
