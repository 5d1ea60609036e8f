import { type CellName, cellAddress } from '../../model/cell-address.js';
import { coverageOf } from './coverage.js';
import type { SnapshotDataset, SnapshotRow } from '../../model/snapshot.js';

/** A cell that two editions both cover and do not agree on. A number or a symbol such as `[z]`; one may be absent. */
export interface CellChange {
  /** As the later edition names it; as the earlier does where it vanished. */
  readonly cell: CellName;
  readonly before?: string;
  readonly after?: string;
}

/**
 * Every cell that both editions cover and that changed, vanished or is new, in the order of the later edition,
 * vanished ones of each dataset last. Datasets and measures that the earlier edition did not have are news, and so is
 * a cell without a number; `12.5` and `12.50` are the same.
 */
export function compareCells(
  before: readonly SnapshotDataset[],
  after: readonly SnapshotDataset[],
): readonly CellChange[] {
  const present = after.flatMap((later) => {
    const earlier = before.find(({ name }) => name === later.name);
    return earlier === undefined ? [] : compareDataset(earlier, later);
  });
  const gone = before
    .filter(({ name, derived }) => !derived && !after.some((later) => later.name === name))
    .flatMap((dataset) => dataset.rows.flatMap((row) => vanished(dataset, row)));
  return [...present, ...gone];
}

function compareDataset(earlier: SnapshotDataset, later: SnapshotDataset): CellChange[] {
  const covers = coverageOf(earlier, later);
  const rowsBefore = new Map(earlier.rows.map((row) => [identityOf(earlier, row.keys), row]));
  const rowsAfter = new Set(later.rows.map((row) => identityOf(later, row.keys)));
  const measures = earlier.measures.map(({ name }) => name);
  const changes = later.rows
    .filter(({ keys }) => covers(keys))
    .flatMap((row) => {
      const old = rowsBefore.get(identityOf(later, row.keys));
      return measures.flatMap((measure) => {
        const [was, is] = [old && cellText(old, measure), cellText(row, measure)];
        return changeOf({ dataset: later.name, measure, keys: row.keys }, was, is);
      });
    });
  const lost = earlier.rows
    .filter((row) => covers(row.keys) && !rowsAfter.has(identityOf(earlier, row.keys)))
    .flatMap((row) => vanished(earlier, row));
  return [...changes, ...lost];
}

const vanished = (dataset: SnapshotDataset, row: SnapshotRow): CellChange[] =>
  dataset.measures.flatMap(({ name }) =>
    changeOf({ dataset: dataset.name, measure: name, keys: row.keys }, cellText(row, name), undefined),
  );

/** The number or the symbol of a cell; undefined where there is no such cell. */
export const cellText = (row: SnapshotRow, measure: string): string | undefined =>
  row.values[measure] ?? row.missing?.[measure];

function changeOf(cell: CellName, before: string | undefined, after: string | undefined): CellChange[] {
  if (before === undefined || after === undefined) {
    const only = before ?? after;
    if (only === undefined || !isNumber(only)) return [];
    return [{ cell, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
  }
  return plain(before) === plain(after) ? [] : [{ cell, before, after }];
}

const isNumber = (text: string): boolean => /^-?\d+(?:\.\d+)?$/.test(text);

/** Without zeros at the end of its decimals, which say how exactly a number was written and not what it is. */
const plain = (text: string): string =>
  isNumber(text) && text.includes('.') ? text.replace(/\.?0+$/, '').replace(/^-0$/, '0') : text;

/**
 * What tells a row apart from the others, whatever the order of its dimensions: categories but for totals, so that a
 * dataset can gain or lose a dimension and its totals are still the same cells.
 */
export function identityOf({ dimensions }: SnapshotDataset, keys: SnapshotRow['keys']): string {
  return cellAddress({ dataset: '', measure: '', keys: withoutTotals(dimensions, keys) });
}

/** The categories of a row by the names of its dimensions in alphabetical order, totals left out. */
export function withoutTotals(
  dimensions: SnapshotDataset['dimensions'],
  keys: SnapshotRow['keys'],
): Readonly<Record<string, string>> {
  const totals = new Map(dimensions.map(({ name, total }) => [name, total]));
  return Object.fromEntries(
    Object.entries(keys)
      .filter(([name, value]) => totals.get(name) !== value)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
