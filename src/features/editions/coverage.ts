/**
 * Which cells two editions both cover, so that a difference between them is a revision and not news.
 *
 * - A cell of a year is covered from the first year of the later edition on, up to the last year of the earlier one:
 *   a report may add years at its end and leave out years at its beginning, but none in between and none at its end.
 * - A total over years is covered where both editions have the same first and last year.
 * - A dataset without years is covered where both state the same `period`, or neither states one.
 * - What Tallybook derives follows from cells that are compared themselves, and is not compared.
 */
import { greatest, least } from '../../model/extremes.js';
import type { SnapshotDataset, SnapshotRow } from '../../model/snapshot.js';

/** Says of a row, of either edition, whether both editions cover it. */
export type Coverage = (keys: SnapshotRow['keys']) => boolean;

/** The coverage of one dataset in two editions. */
export function coverageOf(before: SnapshotDataset, after: SnapshotDataset): Coverage {
  if (before.derived || after.derived) return () => false;
  const [earlier, later] = [spanOf(before), spanOf(after)];
  if (earlier === undefined || later === undefined) {
    const same = earlier === later && before.period === after.period;
    return () => same;
  }
  const sameSpan = earlier.from === later.from && earlier.to === later.to;
  return (keys) => {
    const year = yearIn(keys, earlier.name) ?? yearIn(keys, later.name);
    return year === undefined ? sameSpan : year >= later.from && year <= earlier.to;
  };
}

interface Span {
  /** Of the dimension of years. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** The first and last year of a dataset; undefined where it has no years. */
function spanOf({ dimensions, rows }: SnapshotDataset): Span | undefined {
  const dimension = dimensions.find(({ type }) => type === 'year');
  if (dimension === undefined) return undefined;
  const years = rows.flatMap(({ keys }) => yearIn(keys, dimension.name) ?? []);
  if (years.length === 0) return undefined;
  return { name: dimension.name, from: least(years), to: greatest(years) };
}

/** The year of a row; undefined for a total over years. */
function yearIn(keys: SnapshotRow['keys'], name: string): number | undefined {
  const year = keys[name];
  return year !== undefined && /^\d+$/.test(year) ? Number(year) : undefined;
}
