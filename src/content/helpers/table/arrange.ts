import { listNames } from '../../../diagnostics.js';
import type { Language } from '../../../language/language.js';
import { labelOf } from '../../../model/dataset/category.js';
import type { Field, PublishedDataset, Row } from '../../../model/dataset/dataset.js';
import { isHierarchy, Tree } from '../../../model/dataset/hierarchy.js';
import { isTimeType } from '../../../model/dataset/periods.js';
import { absentTimes } from '../../../model/dataset/time-steps.js';
import { ownOf } from '../../../model/own.js';
import { dimensionsOf, findDimension, type Keys } from '../../selection/fields.js';
import { type Filters, readNamed, singleKeys } from '../../selection/filters.js';
import { withLevels } from '../../selection/hierarchy-levels.js';
import { refuseHiddenLevel } from '../../selection/levels.js';
import type { Call } from '../call.js';
import { fail } from '../problem.js';
import type { RowGroup, TableArrangement } from './arrangement.js';
import { dimensionColumns, measureColumns, refuseMixed } from './columns.js';
import { summedOf } from './derived-cells.js';

/** Which rows of a dataset a table could show. */
interface TableScope {
  readonly dataset: PublishedDataset;
  /** The dimensions of its rows and columns. */
  readonly shown: readonly Field[];
  readonly fixed: Keys;
  readonly filters: Filters;
  /** Categories of the rows that are added up. */
  readonly summed: TableArrangement['summed'];
}

/** The rows that pass the filters of all shown dimensions but those of `except`. */
function rowsWithin({ dataset, shown, fixed, filters, summed }: TableScope, except?: Field): readonly Row[] {
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
function valuesOf(scope: TableScope, field: Field, isWritten: boolean): readonly string[] {
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
function withWholes(field: Field, values: readonly string[]): readonly string[] {
  if (!isHierarchy(field)) return values;
  const tree = new Tree(field);
  const shown = new Set(values.flatMap((value) => [value, ...tree.ancestorsOf(value)]));
  return [...tree.inOrder(), ...(field.total === undefined ? [] : [field.total])].filter((value) =>
    shown.has(value),
  );
}

/** The years or days between the first and the last shown that have no row, those that the whole dataset lacks too. */
function absentBetween(field: Field, shown: readonly string[]): readonly string[] {
  if (!isTimeType(field.type)) return [];
  const times = shown.filter((value) => value !== field.total).toSorted();
  const [first = '', last = ''] = [times[0], times.at(-1)];
  const known = field.categories.map(({ value }) => value).filter((value) => value !== field.total);
  return [...known, ...(absentTimes(field) ?? [])].filter(
    (value) => value > first && value < last && !shown.includes(value),
  );
}

/** Adds times in the direction in which the others run; the total stays last. */
function withTimes({ total }: Field, values: readonly string[], added: readonly string[]): readonly string[] {
  if (added.length === 0) return values;
  const times = values.filter((value) => value !== total);
  const direction = (times[0] ?? '') > (times.at(-1) ?? '') ? -1 : 1;
  return [
    ...[...times, ...added].sort((a, b) => (a < b ? -direction : direction)),
    ...values.filter((value) => value === total),
  ];
}

/** A dimension with the categories that are shown of it, in order. */
interface ShownField {
  readonly field: Field;
  readonly values: readonly string[];
}

/**
 * The combinations of some dimensions that a table has rows or columns for, the innermost changing first: those that stand
 * `there` in the dataset, since no district is one of every region.
 *
 * @param isKept A category that stands where the dataset has no row, such as a year between two others.
 */
function combinationsOf(
  shown: readonly ShownField[],
  there: readonly Keys[],
  isKept: (field: Field, value: string) => boolean,
): readonly Keys[] {
  let combined: readonly Keys[] = [{}];
  for (const [depth, { field, values }] of shown.entries()) {
    const fields = shown.slice(0, depth + 1).map((each) => each.field);
    const present = new Set(there.map((keys) => textOf(fields, keys)));
    const isShown = (keys: Keys): boolean =>
      present.has(textOf(fields, keys)) || fields.some((each) => isKept(each, keys[each.name] ?? ''));
    combined = combined.flatMap((keys) =>
      values.map((value) => ({ ...keys, [field.name]: value })).filter(isShown),
    );
  }
  return combined;
}

const textOf = (fields: readonly Field[], keys: Keys): string =>
  JSON.stringify(fields.map(({ name }) => keys[name]));

/** Dimensions that can stand in one another down a side or along the top; more heads than these nobody reads. */
const mostNested = 3;

/** Lays out rows and columns as a call asks for them. */
export function arrangeTable(call: Call, dataset: PublishedDataset, language: Language): TableArrangement {
  const named = readNamed(call, dataset);
  const columnFields = fieldsOf(call, dataset, 'columns');
  const rowFields = rowFieldsOf(call, dataset, named, columnFields);
  const shown = [...rowFields, ...columnFields];
  const twice = shown.find((field, index) => shown.indexOf(field) !== index);
  if (twice !== undefined) {
    const where = columnFields.includes(twice) ? 'columns' : 'rows';
    fail('content/argument.rows', call.hashAt(where), { name: twice.name });
  }
  const [rowField, groupFields] = [rowFields.at(-1) ?? shown[0], rowFields.slice(0, -1)];
  if (rowField === undefined) throw new Error('A table always has rows');
  const filters = withLevels(call, dataset, named, (field) => (field === rowField ? 'kept' : 'refused'));
  const summed = summedOf(dataset, rowField);
  const fixed = singleKeys(call, dataset, filters, shown);
  const scope: TableScope = { dataset, shown, fixed, filters, summed };
  const absent: Record<string, readonly string[]> = {};
  const valuesAt = (field: Field): ShownField => {
    const values = valuesOf(scope, field, named.has(field));
    refuseHiddenLevel(call, dataset, filters, { field, values, fixed });
    if (filters.has(field)) return { field, values };
    if (isHierarchy(field)) return { field, values: withWholes(field, values) };
    absent[field.name] = absentBetween(field, values);
    return { field, values: withTimes(field, values, ownOf(absent, field.name) ?? []) };
  };
  const combined = combiner(call, scope, rowField, absent);
  const rows = rowFields.map(valuesAt);
  const groups = rowGroups(rowField, groupFields, combined(rows, 'rows'), language);
  for (const { field, values } of rows.slice(0, -1)) refuseMixed(call, field, values, 'rows');
  const along = columnFields.map(valuesAt);
  for (const { field, values } of along) refuseMixed(call, field, values, 'columns');
  const columns =
    along.length === 0
      ? measureColumns(call, dataset, language)
      : dimensionColumns(call, dataset, columnFields, combined(along, 'columns'), language);
  return { dataset, rowField, groupFields, groups, columnFields, columns, fixed, absent, summed };
}

/** The dimensions that `rows` or `columns` names, outermost first: `"year|sex"`. */
function fieldsOf(call: Call, dataset: PublishedDataset, argument: 'rows' | 'columns'): readonly Field[] {
  const names = call.text(argument)?.split('|') ?? [];
  if (names.length > mostNested) {
    fail('content/argument.dimensions', call.hashAt(argument), { count: names.length, argument, mostNested });
  }
  return names.map((name) => findDimension(dataset, name.trim(), call.hashAt(argument)));
}

function rowFieldsOf(
  call: Call,
  dataset: PublishedDataset,
  filters: Filters,
  columnFields: readonly Field[],
): readonly Field[] {
  const named = fieldsOf(call, dataset, 'rows');
  if (named.length > 0) return named;
  const open = dimensionsOf(dataset).filter(
    (field) => !columnFields.includes(field) && filters.get(field)?.length !== 1,
  );
  const [only] = open;
  if (only !== undefined && open.length === 1) return [only];
  const names = listNames(dimensionsOf(dataset).map((field) => field.name));
  return fail('content/argument.table', call.at, { names });
}

/**
 * Combines what is shown along a side. One dimension has all of its categories; of several, the combinations that the
 * dataset has, and each category that the call names must be in one.
 */
function combiner(
  call: Call,
  scope: TableScope,
  rowField: Field,
  absent: TableArrangement['absent'],
): (side: readonly ShownField[], argument: 'rows' | 'columns') => readonly Keys[] {
  return (side, argument) => {
    const [only] = side;
    if (only !== undefined && side.length === 1)
      return only.values.map((value) => ({ [only.field.name]: value }));
    if (side.length === 0) return [];
    const isKept = ({ name }: Field, value: string): boolean => ownOf(absent, name)?.includes(value) === true;
    const there = rowsWithin(scope).flatMap(({ keys }) =>
      argument === 'rows' ? withAncestors(rowField, keys) : [keys],
    );
    const combined = combinationsOf(side, there, isKept);
    for (const { field, values } of side) refuseUncombined(call, scope, field, values, combined);
    return combined;
  };
}

/** The keys of a row, and those of what it is part of, which is added up where it has no row of its own. */
function withAncestors(field: Field, keys: Keys): readonly Keys[] {
  if (!isHierarchy(field)) return [keys];
  const above = new Tree(field).ancestorsOf(keys[field.name] ?? '');
  return [keys, ...above.map((value) => ({ ...keys, [field.name]: value }))];
}

/** What is asked for is not left out in silence. */
function refuseUncombined(
  call: Call,
  { dataset, filters }: TableScope,
  { name }: Field,
  values: readonly string[],
  combined: readonly Keys[],
): void {
  if (!call.has(name) || ![...filters.keys()].some((field) => field.name === name)) return;
  const shown = new Set(combined.map((keys) => keys[name]));
  const lacking = values.filter((value) => !shown.has(value));
  if (lacking.length === 0) return;
  fail('content/unknown-cell.categories-rows', call.hashAt(name), {
    lacking: listNames(lacking),
    name,
    datasetName: dataset.name,
  });
}

/** Rows under the heads of the dimensions that group them; the total of the groups stands as a row of its own. */
function rowGroups(
  rowField: Field,
  groupFields: readonly Field[],
  combinations: readonly Keys[],
  language: Language,
): readonly RowGroup[] {
  const groups = new Map<string, { keys: Keys; values: string[] }>();
  for (const combination of combinations) {
    const { [rowField.name]: value = '', ...keys } = combination;
    const name = JSON.stringify(keys);
    const group = groups.get(name) ?? { keys, values: [] };
    group.values.push(value);
    groups.set(name, group);
  }
  if (groupFields.length === 0) return groups.size === 0 ? [{ keys: {}, values: [] }] : [...groups.values()];
  return [...groups.values()].map(({ keys, values }): RowGroup => {
    const labels = groupFields.map((field) => labelOf(field, keys[field.name] ?? ''));
    const isTotal = groupFields.every((field) => keys[field.name] === field.total);
    const named =
      values.length === 1 && isTotal ? { only: labels[0] ?? '' } : { label: language.labels(labels) };
    return { keys, values, ...named };
  });
}
