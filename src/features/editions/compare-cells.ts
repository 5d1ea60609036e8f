import type { CellName } from '../../model/cell-address.js';
import type { CellChange } from '../../model/editions.js';
import type { SnapshotDataset, SnapshotRow } from '../../model/snapshot.js';
import { cellText, identityOf } from '../../model/snapshot-cells.js';
import { coverageOf } from './coverage.js';

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
