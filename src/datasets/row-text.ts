import { toDecimalText } from '../values/exact.js';
import { decimalsOf, isNumeric, toExact } from '../values/value.js';
import type { Row } from './dataset.js';

/** What a row says in a field, as canonical text for comparing keys; undefined when it says nothing. */
export function fieldText(row: Row, field: string): string | undefined {
  const text = row.keys[field] ?? row.attributes[field];
  if (text !== undefined) return text;
  const value = row.measures[field];
  return value !== undefined && isNumeric(value)
    ? toDecimalText(toExact(value), decimalsOf(value))
    : undefined;
}
