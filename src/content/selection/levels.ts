import { listNames } from '../../diagnostics.js';
import type { Field, PublishedDataset, Row } from '../../model/dataset.js';
import type { Call } from '../helpers/call.js';
import { fail } from '../helpers/problem.js';
import type { Keys } from './cells.js';
import { dimensionsOf } from './fields.js';
import type { Filters } from './filters.js';

/** Categories that a message names; more would not be read. */
const mostNamed = 6;

/**
 * Fails where no row passes the filters of `rows` and some would at the total of a dimension: a table may have years
 * by region for both sexes together only. Where there are none at any level, an empty list is the answer.
 */
export function refuseOtherLevel(
  call: Call,
  dataset: PublishedDataset,
  filters: Filters,
  candidates: readonly Row[],
): void {
  const dimensions = dimensionsOf(dataset);
  const isAsked = (field: Field, key: string | undefined): boolean => {
    const wanted = filters.get(field);
    return wanted === undefined ? key !== field.total : wanted.includes(key ?? '');
  };
  const isNear = ({ keys }: Row, isKept: (field: Field) => boolean): boolean =>
    dimensions.every((field) => {
      const key = keys[field.name];
      return isAsked(field, key) || (key === field.total && !isKept(field));
    });
  // What the filter names is kept where it can be.
  const near =
    candidates.find((row) => isNear(row, (field) => filters.has(field))) ??
    candidates.find((row) => isNear(row, () => false));
  if (near === undefined) return;
  const level = dimensions.filter((field) => !isAsked(field, near.keys[field.name]));
  const written = level.map(({ name, total = '' }) => `${name}="${total}"`).join(' ');
  fail(
    'content/other-level',
    `Unexpected filter that no row of \`${dataset.name}\` passes, expected the level at which it has rows: \`${written}\``,
    call.at,
    { hint: `write \`${written}\`: the rows of a total are taken only where the filter names it` },
  );
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
  const open = dimensionsOf(dataset).filter((other) => other.name in fixed && !filters.has(other));
  const rows = dataset.rows.filter(
    ({ keys }) =>
      keys[field.name] !== field.total &&
      [...filters].every(([other, wanted]) => wanted.includes(keys[other.name] ?? '')),
  );
  const level = open.find((other) => rows.every(({ keys }) => keys[other.name] !== fixed[other.name]));
  const [first] = rows;
  if (level === undefined || first === undefined) return;
  const found = [...new Set(rows.map(({ keys }) => keys[level.name] ?? ''))];
  const example = `${level.name}="${found[0] ?? ''}"`;
  fail(
    'content/other-level',
    `Unexpected table of \`${dataset.name}\` without rows by \`${field.name}\`, expected the level at which it has them: \`${level.name}\` ${listNames(found.slice(0, mostNamed))}`,
    call.at,
    { hint: `write \`${example}\`, or show \`${level.name}\` too; without either it stands at its total` },
  );
}
