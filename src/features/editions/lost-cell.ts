import { parseCellAddress } from '../../model/cell-address.js';
import type { Snapshot } from '../../model/snapshot.js';
import { identityOf } from '../../model/snapshot-cells.js';
import type { OperandShape } from '../../model/snapshot-numbers.js';

/** The first cell that a snapshot prints a number of, and whose row it lacks: rows were taken out of it. */
export function lostCell({ datasets, numbers }: Pick<Snapshot, 'datasets' | 'numbers'>): string | undefined {
  const rows = new Map(
    datasets.map((dataset) => [
      dataset.name,
      { dataset, keys: new Set(dataset.rows.map(({ keys }) => identityOf(dataset, keys))) },
    ]),
  );
  const seen = new Set<string>();
  return numbers.flatMap(cellsOf).find((address) => {
    if (seen.has(address)) return false;
    seen.add(address);
    const name = parseCellAddress(address);
    const known = name && rows.get(name.dataset);
    return known === undefined || !known.keys.has(identityOf(known.dataset, name?.keys ?? {}));
  });
}

const cellsOf = ({ cells, operands = [] }: Pick<OperandShape, 'cells' | 'operands'>): readonly string[] => [
  ...cells,
  ...operands.flatMap(cellsOf),
];
