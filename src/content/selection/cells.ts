import type { Position } from '../../diagnostics.js';
import { cellQuantity, originPosition } from '../../model/dataset/cell.js';
import type { Field, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { meaningOf } from '../../model/dataset/missing.js';
import type { Value } from '../../model/dataset/value.js';
import { type Exact, zero } from '../../model/exact.js';
import { isExact, type Quantity } from '../../model/quantity.js';
import { phrase } from '../../problems/problem.js';
import type { Call } from '../helpers/call.js';
import { fail } from '../helpers/problem.js';
import { dimensionsOf, type Keys } from './fields.js';
import { levelBeside } from './levels.js';

/** "year 2013, offence trafficking" for messages. */
const describeKeys = (keys: Keys): string =>
  Object.entries(keys)
    .map(([name, value]) => `${name} \`${value}\``)
    .join(', ');

/** The row that these keys name, or a diagnostic: with the level that has rows, where this one has none at all. */
export function requireRow(call: Call, dataset: PublishedDataset, keys: Keys): Row {
  const row = call.rowAt(dataset, keys);
  if (row !== undefined) return row;
  const isTotal = (field: Field, key: string | undefined): boolean => key === field.total;
  const hasLevel = dataset.rows.some((other) =>
    dimensionsOf(dataset).every(
      (field) => isTotal(field, other.keys[field.name]) === isTotal(field, keys[field.name]),
    ),
  );
  const level = hasLevel
    ? undefined
    : levelBeside(dataset, dataset.rows, {
        isAsked: (field, key) => key === keys[field.name],
        firmness: (field) => (isTotal(field, keys[field.name]) ? 0 : 1),
      });
  return level === undefined
    ? fail('content/unknown-cell.keys', call.at, {
        keys: describeKeys(keys),
        name: dataset.name,
        file: dataset.file,
      })
    : fail('content/other-level.keys', call.at, { keys: describeKeys(keys), name: dataset.name, level });
}

/** The value of a measure in a row; every row has one for each measure. */
export function measureValue(row: Row, measure: Field): Value {
  const value = row.measures[measure.name];
  if (value === undefined) throw new Error(`Row without measure ${measure.name}`);
  return value;
}

/** The quantity of a measure in a row, printed with the decimals that it was written with. */
export function quantityAt(dataset: PublishedDataset, row: Row, measure: Field, at: Position): Quantity {
  const quantity = cellQuantity(dataset, row, measure, at);
  if (quantity === undefined) throw new Error(`Row without measure ${measure.name}`);
  return quantity;
}

/** The number of a quantity for a calculation: missing values that add as nothing are 0, others are a diagnostic. */
export function numberOf(quantity: Quantity, position: Position): Exact {
  const { value } = quantity;
  if (isExact(value)) return value;
  if (value.kind === 'missing' && value.adds === 0) return zero;
  const cell = quantity.cells[0];
  return fail(
    'content/missing-value.calculation',
    position,
    { symbol: value.symbol, meaning: meaningOf(value) },
    cell === undefined
      ? {}
      : {
          see: [
            {
              position: originPosition(cell.origin),
              note: phrase('content/missing-value.field', { field: cell.field, symbol: value.symbol }),
            },
          ],
        },
  );
}
