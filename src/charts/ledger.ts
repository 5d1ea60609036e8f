import type { Position } from '../diagnostics.js';
import type { Language } from '../language/language.js';
import { cellQuantity } from '../model/cell.js';
import type { PublishedDataset } from '../model/dataset.js';
import { bracketed, marks } from '../model/missing.js';
import { isExact, type LedgerEntry } from '../model/quantity.js';
import type { LegendEntry } from '../model/table-parts.js';
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

/** What the symbols of missing values among the labels mean, each once, in drawing order. */
export function symbolLegend(labels: readonly LedgerEntry[]): readonly LegendEntry[] {
  const meanings = new Map<string, string>();
  for (const { text, quantity } of labels) {
    const { value } = quantity;
    if (!isExact(value) && text === value.symbol) meanings.set(value.symbol, value.meaning);
  }
  return [...meanings].map(([symbol, meaning]) => ({ symbol, meaning }));
}

/** What the marks beside the numbers of a table mean, in the order in which marks are printed. */
export function markLegend(entries: readonly LedgerEntry[], language: Language): readonly LegendEntry[] {
  const used = new Set(entries.flatMap(({ quantity }) => quantity.marks ?? []));
  return marks
    .filter((mark) => used.has(mark))
    .map((mark) => ({ symbol: bracketed(mark), meaning: language.message(`mark.${mark}`) }));
}
