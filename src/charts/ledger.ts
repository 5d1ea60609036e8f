import type { Field, PublishedDataset, Row } from '../datasets/dataset.js';
import type { Position } from '../diagnostics.js';
import type { CellKey, LedgerEntry, Quantity } from '../values/quantity.js';
import { decimalsOf, isNumeric, toExact } from '../values/value.js';
import { rowField } from './rows.js';
import { datumOf, placedItems, textOf } from './scene.js';
import { encodedField, type Unit, unitNamed } from './unit.js';
import type { Scene } from './vega.js';

/** The cell of a row that holds a measure. */
function cellKey(dataset: PublishedDataset, row: Row, measure: Field): CellKey {
  return { dataset: dataset.name, field: measure.name, keys: row.keys, origin: row.origin };
}

/** A cell as a quantity; undefined when the row has no such measure. */
export function cellQuantity(
  dataset: PublishedDataset,
  row: Row,
  measure: Field,
  at: Position,
): Quantity | undefined {
  const value = row.measures[measure.name];
  if (value === undefined) return undefined;
  return {
    kind: 'quantity',
    value: isNumeric(value) ? toExact(value) : value,
    unit: measure.unit ?? '',
    dataset: dataset.name,
    cells: [cellKey(dataset, row, measure)],
    operation: 'value',
    digits: isNumeric(value) ? decimalsOf(value) : 0,
    illustrative: dataset.illustrative,
    at,
  };
}

/** One ledger entry for each number that the text marks of a scene print, in drawing order. */
export function labelEntries(
  scene: Scene,
  units: readonly Unit[],
  dataset: PublishedDataset,
  positionAt: (pointer: string) => Position,
): readonly LedgerEntry[] {
  return placedItems(scene).flatMap(({ item, mark }) => {
    const channel = mark.marktype === 'text' ? unitNamed(mark.name, units)?.channels.text : undefined;
    const measure = encodedField(channel?.definition, dataset.fields);
    const row = dataset.rows[Number(datumOf(item)?.[rowField])];
    const text = textOf(item);
    if (channel === undefined || measure?.role !== 'measure' || row === undefined || text === '') return [];
    const quantity = cellQuantity(dataset, row, measure, positionAt(channel.pointer));
    return quantity === undefined ? [] : [{ text, place: 'chart', quantity }];
  });
}
