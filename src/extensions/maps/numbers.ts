import type { Position } from '../../diagnostics.js';
import type { Language } from '../../language/language.js';
import { printQuantity } from '../../language/print.js';
import { cellKey, cellQuantity, countQuantity } from '../../model/dataset/cell.js';
import type { Field, PublishedDataset } from '../../model/dataset/dataset.js';
import type { LedgerEntry, Quantity } from '../../model/quantity.js';
import type { Area } from './areas.js';
import type { Words } from './canvas.js';

/** A number that the drawing prints, and the place of its entry. */
export interface PrintedNumber extends Words {
  readonly key: number;
}

/** The numbers that a map prints, in the order in which they are asked for: the same in each of its drawings. */
export class MapNumbers {
  readonly entries: LedgerEntry[] = [];

  constructor(
    readonly dataset: PublishedDataset,
    readonly measure: Field,
    readonly language: Language,
    readonly at: Position,
  ) {}

  /** The cell of an area; the symbol of one without a number. */
  cell({ row }: Area): PrintedNumber {
    const quantity = cellQuantity(this.dataset, row, this.measure, this.at);
    if (quantity === undefined) throw new Error('an area has a cell');
    return this.#keep(quantity);
  }

  /** How many areas there are. */
  count(areas: readonly Area[]): PrintedNumber {
    const cells = areas.map(({ row }) => cellKey(this.dataset, row, this.measure));
    return this.#keep(countQuantity(this.dataset, cells, this.at));
  }

  #keep(quantity: Quantity): PrintedNumber {
    const entry = printQuantity(quantity, 'chart', this.language);
    return { text: entry.text, key: this.entries.push(entry) - 1 };
  }
}
