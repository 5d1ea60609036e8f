import { parseCellAddress } from '../../model/cell-address.js';
import type { Snapshot, SnapshotNumber } from '../../model/snapshot.js';
import type { PageNumber } from '../../outputs/snapshot/read-page.js';

/** As many cells as a page names of one number. */
const named = 3;

/**
 * What is wrong with the cells of a number by what the page says of its origin: a year, where the origin names years
 * and not that of the cell. Cells of another year with the right text beside them would else pass.
 */
export function originFault(
  number: PageNumber | undefined,
  entry: SnapshotNumber | undefined,
  { datasets }: Pick<Snapshot, 'datasets'>,
): string | undefined {
  const origin = number?.origin;
  if (entry === undefined || origin === undefined) return undefined;
  for (const address of entry.cells.slice(0, named)) {
    const cell = parseCellAddress(address);
    const dataset = datasets.find(({ name }) => name === cell?.dataset);
    const line = dataset && origin.split('\n').filter((each) => each.startsWith(`${dataset.title}: `));
    if (cell === undefined || dataset === undefined || line === undefined || line.length === 0) continue;
    for (const { name, type } of dataset.dimensions) {
      const year = cell.keys[name];
      if (type !== 'year' || year === undefined || !/^\d{4}$/.test(year)) continue;
      const years = line.flatMap((each) => each.match(/(?<=: )\d{4}(?=[,)\s]|$)/g) ?? []);
      if (years.length > 0 && !years.includes(year)) {
        return `Unexpected cell \`${address}\` of the number \`${entry.text}\` (${entry.at}), expected one of the year that the page names (${years.join(', ')})`;
      }
    }
  }
  return undefined;
}
