import { shownPlace } from '../../diagnostics.js';
import { cellOrigin } from '../../model/cell.js';
import type { Row } from '../../model/dataset.js';
import { isObject, type JsonObject, point } from '../spec.js';
import { type CalculatedFields, calculatedFields, isUnknown } from './calculated.js';
import { type CheckContext, report } from './context.js';

/** Aggregates that a missing value makes wrong; `count`, `valid` and `missing` count rows. */
const sums = new Set(['sum', 'mean', 'median', 'min', 'max']);

/**
 * Checks that no sum or mean of the chart runs over a missing value that does not add: vega would leave it out in
 * silence, and the sum would look complete.
 */
export function checkSums(
  value: unknown,
  pointer: string,
  context: CheckContext,
  made: CalculatedFields = isObject(value) ? calculatedFields(value, context) : new Map(),
): void {
  if (Array.isArray(value)) {
    value.forEach((part, index) => {
      checkSums(part, point(pointer, index), context, made);
    });
  }
  if (!isObject(value)) return;
  checkSum(value, pointer, made, context);
  for (const [key, part] of Object.entries(value)) checkSums(part, point(pointer, key), context, made);
}

function checkSum(
  { aggregate, op, field }: JsonObject,
  pointer: string,
  made: CalculatedFields,
  context: CheckContext,
): void {
  const operation = [aggregate, op].find((name) => typeof name === 'string' && sums.has(name));
  if (operation === undefined || typeof field !== 'string') return;
  const { rows, name, fields } = context.dataset;
  if (fields.some((candidate) => candidate.name === field && candidate.additive === false)) {
    const message = `Unexpected \`${String(operation)}\` of \`${field}\`, expected a measure that can be added up`;
    report(context, 'chart/sum', pointer, message, {
      hint: `\`${field}\` of \`${name}\` is declared \`additive: false\`: draw its cells as they stand`,
    });
  }
  const bases = [...(made.get(field) ?? [field])];
  const unknownIn = (row: Row) => bases.find((base) => isUnknown(row.measures[base]));
  const row = rows.find((candidate) => unknownIn(candidate) !== undefined);
  if (row === undefined) return;
  const at = shownPlace(cellOrigin(row, unknownIn(row) ?? field));
  const message = `Unexpected \`${String(operation)}\` of \`${field}\` over a missing value (${at}), expected numbers only`;
  report(context, 'chart/missing-value', pointer, message, {
    hint: `draw the cells of \`${name}\` as they stand; missing ones stay gaps`,
  });
}
