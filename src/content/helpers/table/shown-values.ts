import type { Field, PublishedDataset, Row } from '../../../model/dataset.js';
import { isHierarchy, Tree } from '../../../model/hierarchy.js';
import { isTimeType } from '../../../model/periods.js';
import { absentTimes } from '../../../model/time-steps.js';
import type { Filters } from '../../selection/filters.js';
import type { Keys } from '../../selection/keys.js';
import type { TableArrangement } from './arrangement.js';

/** Which rows of a dataset a table could show. */
export interface TableScope {
  readonly dataset: PublishedDataset;
  /** The dimensions of its rows and columns. */
  readonly shown: readonly Field[];
  readonly fixed: Keys;
  readonly filters: Filters;
  /** Categories of the rows that are added up. */
  readonly summed: TableArrangement['summed'];
}

/** The rows that pass the filters of all shown dimensions but those of `except`. */
export function rowsWithin(
  { dataset, shown, fixed, filters, summed }: TableScope,
  except?: Field,
): readonly Row[] {
  const wanted = shown.flatMap((field): [string, ReadonlySet<string>][] => {
    const values = field === except ? undefined : filters.get(field);
    return values === undefined ? [] : [[field.name, new Set(withParts(values, summed))]];
  });
  return dataset.rows.filter(
    ({ keys }) =>
      Object.entries(fixed).every(([name, value]) => keys[name] === value) &&
      wanted.every(([name, values]) => values.has(keys[name] ?? '')),
  );
}

/** Categories with the parts that are added up for those that have no rows. */
const withParts = (values: readonly string[], summed: TableArrangement['summed']): readonly string[] =>
  values.flatMap((value) => [value, ...withParts(summed.get(value) ?? [], summed)]);

/**
 * The categories of a shown dimension: those that the filter names, else all that have a row. The total comes last,
 * and only if the filter names it or there is no filter.
 *
 * @param isWritten The call names the categories, and not their level alone.
 */
export function valuesOf(scope: TableScope, field: Field, isWritten: boolean): readonly string[] {
  const wanted = scope.filters.get(field);
  if (wanted !== undefined && isWritten) return wanted;
  const present = new Set(rowsWithin(scope, field).map(({ keys }) => keys[field.name]));
  const isAsked = (value: string): boolean =>
    wanted === undefined || value === field.total || wanted.includes(value);
  const values = field.categories
    .map((category) => category.value)
    .filter((value) => isAsked(value) && (scope.summed.has(value) || present.has(value)));
  return [
    ...values.filter((value) => value !== field.total),
    ...values.filter((value) => value === field.total),
  ];
}

/** Categories in their tree, with the wholes of those that are shown: what is printed of them is added up where they have no row. */
export function withWholes(field: Field, values: readonly string[]): readonly string[] {
  if (!isHierarchy(field)) return values;
  const tree = new Tree(field);
  const shown = new Set(values.flatMap((value) => [value, ...tree.ancestorsOf(value)]));
  return [...tree.inOrder(), ...(field.total === undefined ? [] : [field.total])].filter((value) =>
    shown.has(value),
  );
}

/** The years or days between the first and the last shown that have no row, those that the whole dataset lacks too. */
export function absentBetween(field: Field, shown: readonly string[]): readonly string[] {
  if (!isTimeType(field.type)) return [];
  const times = shown.filter((value) => value !== field.total).toSorted();
  const [first = '', last = ''] = [times[0], times.at(-1)];
  const known = field.categories.map(({ value }) => value).filter((value) => value !== field.total);
  return [...known, ...(absentTimes(field) ?? [])].filter(
    (value) => value > first && value < last && !shown.includes(value),
  );
}

/** Adds times in the direction in which the others run; the total stays last. */
export function withTimes(
  { total }: Field,
  values: readonly string[],
  added: readonly string[],
): readonly string[] {
  if (added.length === 0) return values;
  const times = values.filter((value) => value !== total);
  const direction = (times[0] ?? '') > (times.at(-1) ?? '') ? -1 : 1;
  return [
    ...[...times, ...added].sort((a, b) => (a < b ? -direction : direction)),
    ...values.filter((value) => value === total),
  ];
}
