import { parseCellAddress } from '../../model/dataset/cell-address.js';
import { type Exact, parseExact, zero } from '../../model/exact.js';
import type { Snapshot, SnapshotDataset, SnapshotRow } from '../../model/snapshot/snapshot.js';
import { cellText, identityOf } from '../../model/snapshot/snapshot-cells.js';

/** What a snapshot says of a cell. `adds`: a sum counts the symbol as nothing; undefined where it is not said clearly. */
export type SnapshotCell =
  | { readonly number: Exact }
  | { readonly number?: undefined; readonly symbol: string; readonly adds: boolean | undefined };

/** The cells of a snapshot by their addresses. */
export class SnapshotCells {
  readonly #datasets: ReadonlyMap<string, { readonly dataset: SnapshotDataset; readonly rows: Rows }>;
  readonly #earlier: ReadonlyMap<string, string>;

  constructor({ datasets, revisions }: Pick<Snapshot, 'datasets' | 'revisions'>) {
    this.#datasets = new Map(
      datasets.map((dataset) => [
        dataset.name,
        { dataset, rows: new Map(dataset.rows.map((row) => [identityOf(dataset, row.keys), row])) },
      ]),
    );
    this.#earlier = new Map(
      revisions.flatMap(({ cell, before }) => (before === undefined ? [] : [[cell, before]])),
    );
  }

  /** The cell at an address; undefined where the snapshot has none. */
  at(address: string): SnapshotCell | undefined {
    const found = this.#find(address);
    return found && cellOf(found.dataset, found.row, found.measure);
  }

  /** What stands in it; undefined where it is no measure of a published row. */
  textAt(address: string): string | undefined {
    const found = this.#find(address);
    return found && cellText(found.row, found.measure);
  }

  /** What its row is called, where that is told beside the code of the row. */
  titleAt(address: string): string | undefined {
    const found = this.#find(address);
    const [code, ...others] = found?.dataset.dimensions ?? [];
    const isBare = code?.categories?.every(({ value, label }) => value === label) ?? true;
    // A row of several keys has a title only where another dataset names the code.
    const isKnownByCode = others.length > 0 || isBare;
    return isKnownByCode ? found?.row.attributes?.title : undefined;
  }

  /** True when there is a row with the keys of the address; what is counted need not be a measure. */
  hasRow(address: string): boolean {
    return this.#find(address) !== undefined;
  }

  /** The number of the edition before, where this one revised the cell. */
  earlier(address: string): Exact | undefined {
    return parseExact(this.#earlier.get(address) ?? '');
  }

  #find(address: string) {
    const name = parseCellAddress(address);
    const known = name && this.#datasets.get(name.dataset);
    const row = known?.rows.get(identityOf(known.dataset, name?.keys ?? {}));
    return name === undefined || known === undefined || row === undefined
      ? undefined
      : { dataset: known.dataset, row, measure: name.measure };
  }
}

/** The cell of a row; undefined where it has none of this measure. */
export function cellOf(
  dataset: SnapshotDataset,
  row: SnapshotRow,
  measure: string,
): SnapshotCell | undefined {
  const text = cellText(row, measure);
  if (text === undefined) return undefined;
  const number = parseExact(text);
  return number === undefined ? { symbol: text, adds: addsOf(dataset, text) } : { number };
}

type Rows = ReadonlyMap<string, SnapshotDataset['rows'][number]>;

function addsOf({ symbols }: SnapshotDataset, text: string): boolean | undefined {
  const known = new Set(symbols.filter(({ symbol }) => symbol === text).map(({ adds }) => adds === 0));
  return known.size === 1 ? known.has(true) : undefined;
}

/** What a cell counts as in a sum; undefined where it is not known. */
export function addendOf(cell: SnapshotCell | undefined): Exact | undefined {
  if (cell === undefined) return undefined;
  if (cell.number !== undefined) return cell.number;
  return cell.adds === true ? zero : undefined;
}
