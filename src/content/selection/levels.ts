import { listNames } from '../../diagnostics.js';
import type { Field, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import type { Call } from '../helpers/call.js';
import { fail } from '../helpers/problem.js';
import { argumentName, dimensionsOf, type Keys } from './fields.js';
import type { Filters } from './filters.js';

/** Categories that a message names; more would not be read. */
const mostNamed = 6;

/** What a helper takes rows of, where a call does not say it. */
export interface Selection {
  readonly filters: Filters;
  /** The dimensions that it shows; the others stand at their total, where the filter does not name them. */
  readonly shown: readonly Field[];
  /** True of a list of rows: any dimension may stand at its total. What has axes shows the parts of theirs. */
  readonly isList: boolean;
}

/**
 * Fails where no row is as a call asks for it and some would be at another level: a table may have years by region for
 * both sexes together only. Where there are none at any level, an empty list is the answer.
 */
export function refuseOtherLevel(
  call: Call,
  dataset: PublishedDataset,
  selection: Selection,
  candidates: readonly Row[] = dataset.rows,
): void {
  const isAsked = (field: Field, key: string): boolean => isSelected(field, key, selection);
  if (
    candidates.some(({ keys }) =>
      dimensionsOf(dataset).every((field) => isAsked(field, keys[field.name] ?? '')),
    )
  )
    return;
  const written = levelBeside(dataset, candidates, {
    isAsked,
    firmness: (field) => firmnessOf(field, selection),
  });
  if (written === undefined) return;
  fail('content/other-level.filter', call.at, { name: dataset.name, written });
}

function firmnessOf(field: Field, { filters, shown, isList }: Selection): 0 | 1 | 2 {
  if (!isList && shown.includes(field)) return 2;
  return filters.has(field) ? 1 : 0;
}

/** Whether a category is among those that a call takes rows of: those of its filter, else the parts or the total. */
function isSelected(field: Field, key: string, { filters, shown }: Selection): boolean {
  const wanted = filters.get(field);
  if (wanted !== undefined) return wanted.includes(key);
  return shown.includes(field) ? key !== field.total : key === field.total;
}

/**
 * Fails on a category that a call names among others and that has no row beside theirs: what is asked for is not left
 * out in silence. Years of `from` and `to` are not named one by one.
 */
export function refuseRowless(call: Call, dataset: PublishedDataset, selection: Selection): void {
  const dimensions = dimensionsOf(dataset);
  const rows = dataset.rows.filter(({ keys }) =>
    dimensions.every((field) => isSelected(field, keys[field.name] ?? '', selection)),
  );
  if (rows.length === 0) return;
  for (const [field, wanted] of selection.filters) {
    if (field.role !== 'dimension' || !call.has(field.name)) continue;
    const known = new Set(rows.map(({ keys }) => keys[field.name]));
    const rowless = wanted.filter((value) => !known.has(value));
    if (rowless.length === 0) continue;
    fail('content/unknown-cell.categories', call.hashAt(field.name), {
      rowless: listNames(rowless),
      name: field.name,
      datasetName: dataset.name,
    });
  }
}

/** What a table is about to show of one of its dimensions. */
interface ShownDimension {
  readonly field: Field;
  readonly values: readonly string[];
  /** The categories at which the dimensions stand that the table does not show. */
  readonly fixed: Keys;
}

/**
 * Fails where a table would show nothing of a dimension, or its total alone, while the dataset has its categories at
 * another level than that of the dimensions that stand still.
 */
export function refuseHiddenLevel(
  call: Call,
  dataset: PublishedDataset,
  filters: Filters,
  { field, values, fixed }: ShownDimension,
): void {
  if (filters.has(field) || values.some((value) => value !== field.total)) return;
  const open = dimensionsOf(dataset).filter(
    (other) => Object.hasOwn(fixed, other.name) && !filters.has(other),
  );
  const rows = partsOf(dataset, field).filter(({ keys }) =>
    [...filters].every(([other, wanted]) => wanted.includes(keys[other.name] ?? '')),
  );
  const [first] = rows;
  const level =
    first && open.find((other) => rows.every(({ keys }) => keys[other.name] !== fixed[other.name]));
  if (level === undefined) {
    const open = dimensionsOf(dataset).filter(
      (other) => !Object.hasOwn(fixed, other.name) && other !== field,
    );
    const selection = { filters, shown: [field, ...open], isList: false };
    // A total alone is what there is, where no level has more.
    const more = values.length === 0 ? dataset.rows : partsOf(dataset, field);
    refuseOtherLevel(call, dataset, selection, more);
  }
  if (level === undefined || first === undefined) return;
  const found = [...new Set(rows.map(({ keys }) => keys[level.name] ?? ''))];
  const example = `${argumentName(level.name)}="${found[0] ?? ''}"`;
  fail('content/other-level.table', call.at, {
    name: dataset.name,
    fieldName: field.name,
    levelName: level.name,
    found: listNames(found.slice(0, mostNamed)),
    example,
  });
}

const partsOf = ({ rows }: PublishedDataset, { name, total }: Field): readonly Row[] =>
  rows.filter(({ keys }) => keys[name] !== total);

/** What rows are looked for, dimension by dimension. */
interface Wanted {
  isAsked(field: Field, key: string): boolean;
  /** How firmly a dimension is asked for: one that a filter names more than one that stands at its total, what is shown most. */
  firmness(field: Field): 0 | 1 | 2;
}

/**
 * The filter to write where no row is as wanted: `sex="both"`, from the row that differs in what is asked for least
 * firmly. Dimensions that nobody asked for may stand anywhere, the others at what was asked or at their total.
 * Undefined where there are none at any level.
 */
export function levelBeside(
  dataset: PublishedDataset,
  candidates: readonly Row[],
  { isAsked, firmness }: Wanted,
): string | undefined {
  const dimensions = dimensionsOf(dataset);
  const differing = ({ keys }: Row): readonly Field[] =>
    dimensions.filter((field) => !isAsked(field, keys[field.name] ?? ''));
  const isNear = (row: Row, limit: number): boolean =>
    differing(row).every(
      (field) => firmness(field) <= limit && (firmness(field) === 0 || row.keys[field.name] === field.total),
    );
  for (const limit of [0, 1, 2]) {
    const near = candidates.find((row) => isNear(row, limit));
    if (near === undefined) continue;
    return differing(near)
      .map(({ name }) => `${argumentName(name)}="${near.keys[name] ?? ''}"`)
      .join(' ');
  }
  return undefined;
}
