import type { Field } from '../../../model/dataset.js';
import type { Keys } from '../../selection/keys.js';

/** A dimension with the categories that are shown of it, in order. */
export interface ShownField {
  readonly field: Field;
  readonly values: readonly string[];
}

/**
 * The combinations of some dimensions that a table has rows or columns for, the innermost changing first: those that stand
 * `there` in the dataset, since no district is one of every region.
 *
 * @param isKept A category that stands where the dataset has no row, such as a year between two others.
 */
export function combinationsOf(
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
