import { type CellName, cellAddress } from '../../model/dataset/cell-address.js';
import type { PublishedData, PublishedDataset, Row } from '../../model/dataset/dataset.js';
import { type Mark, united } from '../../model/dataset/missing.js';
import { ownOf } from '../../model/own.js';

/**
 * The data with the mark [r] at every revised cell, and at every derived one that rests on a revised cell, so that it
 * is printed wherever they are.
 */
export function markRevised(data: PublishedData, revised: readonly CellName[]): PublishedData {
  if (revised.length === 0) return data;
  const addresses = new Set(revised.map(addressOf));
  const datasets = Object.entries(data).map(([name, dataset]) => [name, markDataset(dataset, addresses)]);
  return Object.fromEntries(datasets);
}

/** The same for every order of the dimensions. */
const addressOf = ({ dataset, measure, keys }: CellName): string =>
  cellAddress({
    dataset,
    measure,
    keys: Object.fromEntries(Object.entries(keys).sort(([a], [b]) => (a < b ? -1 : 1))),
  });

function markDataset(dataset: PublishedDataset, revised: ReadonlySet<string>): PublishedDataset {
  return { ...dataset, rows: dataset.rows.map((row) => markRow(dataset.name, row, revised)) };
}

function markRow(dataset: string, row: Row, revised: ReadonlySet<string>): Row {
  const measures = Object.keys(row.measures).filter((measure) => {
    const derivation = ownOf(row.derivations, measure);
    const cells = derivation?.cells.map(({ field, ...cell }) => ({ ...cell, measure: field }));
    return (cells ?? [{ dataset, measure, keys: row.keys }]).some((cell) => revised.has(addressOf(cell)));
  });
  if (measures.length === 0) return row;
  const marks: Record<string, readonly Mark[]> = { ...row.marks };
  for (const measure of measures) {
    marks[measure] = united([{ marks: ownOf(marks, measure) ?? [] }, { marks: ['r'] }]).marks ?? [];
  }
  return { ...row, marks };
}
