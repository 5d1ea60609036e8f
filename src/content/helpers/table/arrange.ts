import { listNames } from '../../../diagnostics.js';
import type { Language } from '../../../language/language.js';
import { labelOf } from '../../../model/category.js';
import type { Field, PublishedDataset } from '../../../model/dataset.js';
import { isHierarchy, Tree } from '../../../model/hierarchy.js';
import { isTimeType } from '../../../model/periods.js';
import { absentTimes } from '../../../model/time-steps.js';
import { dimensionsOf, findDimension, findMeasure, measuresOf } from '../../selection/fields.js';
import { type Filters, readNamed, singleKeys } from '../../selection/filters.js';
import { levelHint, withLevels } from '../../selection/hierarchy-levels.js';
import type { Keys } from '../../selection/keys.js';
import { refuseHiddenLevel } from '../../selection/levels.js';
import type { Call } from '../call.js';
import { fail } from '../problem.js';
import type { ArrangedColumn, TableArrangement } from './arrangement.js';
import { summedOf } from './subtotals.js';

/** Lays out rows and columns as a call asks for them. */
export function arrangeTable(call: Call, dataset: PublishedDataset, language: Language): TableArrangement {
  const named = readNamed(call, dataset);
  const rowField = rowFieldOf(call, dataset, named);
  const filters = withLevels(call, dataset, named, (field) => (field === rowField ? 'kept' : 'refused'));
  const summed = summedOf(dataset, rowField);
  const columnName = call.text('columns');
  const columnField =
    columnName === undefined ? undefined : findDimension(dataset, columnName, call.hashAt('columns'));
  if (columnField === rowField) {
    fail(
      'content/argument',
      `Unexpected \`${rowField.name}\` as rows and columns, expected two dimensions`,
      call.hashAt('columns'),
    );
  }
  const shown = columnField === undefined ? [rowField] : [rowField, columnField];
  const fixed = singleKeys(call, dataset, filters, shown);
  const absent: Record<string, readonly string[]> = {};
  const valuesAt = (field: Field, other: Field | undefined): readonly string[] => {
    const isWritten = named.has(field);
    const values = valuesOf(call, dataset, { field, other, fixed, filters, isWritten, summed });
    refuseHiddenLevel(call, dataset, filters, { field, values, fixed });
    if (filters.has(field)) return values;
    if (isHierarchy(field)) return withWholes(field, values);
    absent[field.name] = absentBetween(field, values);
    return withTimes(field, values, absent[field.name] ?? []);
  };
  const rowValues = valuesAt(rowField, columnField);
  const columns =
    columnField === undefined
      ? measureColumns(call, dataset, language)
      : dimensionColumns(call, dataset, columnField, valuesAt(columnField, rowField));
  if (columnField !== undefined) refuseMixedColumns(call, columnField, columns);
  return {
    dataset,
    rowField,
    rowValues,
    ...(columnField === undefined ? {} : { columnField }),
    columns,
    fixed,
    absent,
    summed,
  };
}

function rowFieldOf(call: Call, dataset: PublishedDataset, filters: Filters): Field {
  const name = call.text('rows');
  if (name !== undefined) return findDimension(dataset, name, call.hashAt('rows'));
  const open = dimensionsOf(dataset).filter(
    (field) => field.name !== call.hash.columns && filters.get(field)?.length !== 1,
  );
  const [only] = open;
  if (only !== undefined && open.length === 1) return only;
  const names = listNames(dimensionsOf(dataset).map((field) => field.name));
  return fail(
    'content/argument',
    `Unexpected call of \`table\` without \`rows\`, expected one of ${names}`,
    call.at,
  );
}

interface ShownValues {
  readonly field: Field;
  readonly other: Field | undefined;
  readonly fixed: Keys;
  readonly filters: Filters;
  /** The call names the categories, and not their level alone. */
  readonly isWritten: boolean;
  /** Categories of the rows that are added up. */
  readonly summed: TableArrangement['summed'];
}

/** Categories in their tree, with the wholes of those that are shown: what is printed of them is added up where they have no row. */
function withWholes(field: Field, values: readonly string[]): readonly string[] {
  const tree = new Tree(field);
  const shown = new Set(values.flatMap((value) => [value, ...tree.ancestorsOf(value)]));
  return [...tree.inOrder(), ...(field.total === undefined ? [] : [field.total])].filter((value) =>
    shown.has(value),
  );
}

/**
 * The categories of a shown dimension: those that the filter names, else all that have a row. The total comes last,
 * and only if the filter names it or there is no filter.
 */
function valuesOf(
  call: Call,
  dataset: PublishedDataset,
  { field, other, fixed, filters, isWritten, summed }: ShownValues,
): readonly string[] {
  const wanted = filters.get(field);
  if (wanted !== undefined && isWritten) return wanted;
  const others =
    other === undefined
      ? [{}]
      : (filters.get(other) ?? other.categories.map(({ value }) => value)).map((value) => ({
          [other.name]: value,
        }));
  const isAsked = (value: string): boolean =>
    wanted === undefined || value === field.total || wanted.includes(value);
  const values = field.categories
    .map((category) => category.value)
    .filter(isAsked)
    .filter(
      (value) =>
        summed.has(value) ||
        others.some((keys) => call.rowAt(dataset, { ...fixed, ...keys, [field.name]: value }) !== undefined),
    );
  return [
    ...values.filter((value) => value !== field.total),
    ...values.filter((value) => value === field.total),
  ];
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

function dimensionColumns(
  call: Call,
  dataset: PublishedDataset,
  field: Field,
  values: readonly string[],
): ArrangedColumn[] {
  const measure = findMeasure(dataset, call.text('measure'), call.hashAt('measure'));
  return values.map((value) => ({
    label: labelOf(field, value),
    total: value === field.total,
    measure,
    keys: { [field.name]: value },
    shows: call.flag('shares') ? 'share' : 'value',
  }));
}

/** Rows can be set further in below the one that they are part of; columns cannot. */
function refuseMixedColumns(call: Call, field: Field, columns: readonly ArrangedColumn[]): void {
  if (!isHierarchy(field)) return;
  const twice = new Tree(field).countedTwice(columns.map(({ keys }) => keys[field.name] ?? ''));
  if (twice === undefined) return;
  fail(
    'content/mixed-levels',
    `Unexpected columns of \`${field.name}\` at several levels, expected one: \`${twice.part}\` is part of \`${twice.whole}\``,
    call.hashAt('columns'),
    { hint: levelHint(field) },
  );
}

function measureColumns(call: Call, dataset: PublishedDataset, language: Language): ArrangedColumn[] {
  const names = call.text('measure')?.split('|');
  const measures =
    names?.map((name) => findMeasure(dataset, name.trim(), call.hashAt('measure'))) ?? measuresOf(dataset);
  const units = new Set(measures.map((measure) => measure.unit));
  return measures.flatMap((measure): ArrangedColumn[] => {
    const unit = units.size > 1 && measure.unit !== undefined ? { unit: measure.unit } : {};
    const column = { label: measure.title, total: false, measure, keys: {} };
    return [
      { ...column, ...unit, shows: 'value' },
      ...(call.flag('shares')
        ? [{ ...column, label: language.message('content.share-of-total'), shows: 'share' as const }]
        : []),
    ];
  });
}
