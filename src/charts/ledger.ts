import type { PublishedDataset } from '../datasets/dataset.js';
import type { Position } from '../diagnostics.js';
import { cellQuantity } from '../values/cell.js';
import type { LedgerEntry } from '../values/quantity.js';
import { rowField } from './rows.js';
import { datumOf, placedItems, textOf } from './scene.js';
import { encodedField, type Unit, unitNamed } from './unit.js';
import type { Scene } from './vega.js';

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
