import type { Row } from '../../model/dataset/dataset.js';
import { decimalsOf, isNumeric, toExact } from '../../model/dataset/value.js';
import { toDecimalText } from '../../model/exact.js';

/** What a row says in a field, as canonical text for comparing keys; undefined when it says nothing. */
export function fieldText(row: Row, field: string): string | undefined {
  if (Object.hasOwn(row.keys, field)) return row.keys[field];
  if (Object.hasOwn(row.attributes, field)) return row.attributes[field];
  const value = Object.hasOwn(row.measures, field) ? row.measures[field] : undefined;
  return value !== undefined && isNumeric(value)
    ? toDecimalText(toExact(value), decimalsOf(value))
    : undefined;
}
