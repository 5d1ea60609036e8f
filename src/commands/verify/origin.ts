import { parseCellAddress } from '../../model/cell-address.js';
import type { Snapshot, SnapshotNumber } from '../../model/snapshot.js';
import type { ToldOrigin } from '../../outputs/snapshot/origins-block.js';

/**
 * What is wrong with the cells of a number by what the page says of its origin: a year, where the origin names years
 * and not that of the cell. Cells of another year with the right text beside them would else pass.
 */
export function originFault(
  entry: SnapshotNumber | undefined,
  origins: ReadonlyMap<string, ToldOrigin>,
  { datasets }: Pick<Snapshot, 'datasets'>,
): string | undefined {
  const origin = entry && origins.get(entry.id);
  if (entry === undefined || origin === undefined) return undefined;
  for (const address of entry.cells) {
    const cell = parseCellAddress(address);
    const dataset = datasets.find(({ name }) => name === cell?.dataset);
    if (cell === undefined || dataset === undefined) continue;
    const told = origin.cells.filter((each) => each.dataset === dataset.title);
    for (const { name, type } of dataset.dimensions) {
      const year = cell.keys[name];
      if (type !== 'year' || year === undefined || !/^\d{4}$/.test(year)) continue;
      const years = told.flatMap(({ keys }) =>
        keys.flatMap(([, label]) => (/^\d{4}$/.test(label) ? label : [])),
      );
      if (years.length > 0 && !years.includes(year)) {
        return `Unexpected cell \`${address}\` of the number \`${entry.text}\` (${entry.at}), expected one of the year that the page names (${[...new Set(years)].join(', ')})`;
      }
    }
  }
  return undefined;
}
