import type { Position } from '../diagnostics.js';
import type { Language } from '../language/language.js';
import type { PublishedDataset } from '../model/dataset/dataset.js';
import { bracketed, marks } from '../model/dataset/missing.js';
import { isExact, type LedgerEntry, type Quantity } from '../model/quantity.js';
import type { LegendEntry } from '../model/tree/table-parts.js';
import type { CalculatedLabels } from './calculated-labels.js';
import { cellOf, nowhere } from './provenance/deriving.js';
import { rowsBehind } from './provenance/members.js';
import type { Scene, SceneItem } from './scene/scene.js';
import { datumOf, placedItems, textOf } from './scene/scene.js';
import { type Unit, unitNamed } from './unit.js';

/** A text mark that prints a cell, or what was worked out of cells; its place among those of the scene is the key of its entry. */
interface MeasuredLabel {
  readonly item: SceneItem;
  readonly text: string;
  /** What it prints, the same in every drawing of the chart: its unit, row and measure. */
  readonly identity: string;
  /** Where in the spec the text is asked for. */
  readonly pointer: string;
  /** Without its place in the template. */
  readonly quantity: Omit<Quantity, 'at'>;
}

/** The text marks of a scene that print a number, in drawing order. */
export function measuredLabels(
  scene: Scene,
  units: readonly Unit[],
  dataset: PublishedDataset,
  calculated: CalculatedLabels,
): readonly MeasuredLabel[] {
  return placedItems(scene).flatMap(({ item, mark }): MeasuredLabel[] => {
    const unit = mark.marktype === 'text' ? unitNamed(mark.name, units) : undefined;
    const channel = unit?.channels.text;
    if (unit === undefined || channel === undefined) return [];
    const { field, aggregate } = channel.definition;
    const [datum, text] = [datumOf(item) ?? {}, textOf(item)];
    const cell = text === '' ? undefined : cellOf(datum, String(field), { dataset, at: nowhere });
    const quantity = calculated.get(item) ?? cell;
    const identity = `${unit.name} ${rowsBehind(datum).join(',')} ${String(field)} ${String(aggregate)}`;
    return quantity === undefined ? [] : [{ item, text, identity, pointer: channel.pointer, quantity }];
  });
}

/** One ledger entry for each number that the text marks of a scene print, each at the place that is its key. */
export function labelEntries(
  scene: Scene,
  units: readonly Unit[],
  dataset: PublishedDataset,
  calculated: CalculatedLabels,
  positionAt: (pointer: string) => Position,
): readonly LedgerEntry[] {
  return measuredLabels(scene, units, dataset, calculated).map(({ text, pointer, quantity }) => ({
    text,
    place: 'chart',
    quantity: { ...quantity, at: positionAt(pointer) },
  }));
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
