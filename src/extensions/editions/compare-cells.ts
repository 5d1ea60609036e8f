import type { CellName } from '../../model/dataset/cell-address.js';
import { isTimeType } from '../../model/dataset/periods.js';
import type { CellChange } from '../../model/snapshot/editions.js';
import type { SnapshotDataset, SnapshotRow } from '../../model/snapshot/snapshot.js';
import { cellText, identityOf } from '../../model/snapshot/snapshot-cells.js';

/**
 * Which cells two editions both cover, so that a difference between them is a revision and not news. What Tallybook
 * derives follows from cells that are compared themselves, and is not compared.
 *
 * A cell with a time is covered from the first time of the later edition to the last of the earlier. A report may add
 * some at its end and leave out some at its beginning, but none in between and none at its end.
 *
 * A total over time is covered where the cells that it stands over have the same first and last time in both editions.
 * A dataset without time is covered where both state the same `period`, or neither states one.
 */

/** Says of a row, of either edition, whether both editions cover it. */
type Coverage = (keys: SnapshotRow['keys']) => boolean;

/** The coverage of one dataset in two editions. */
function coverageOf(before: SnapshotDataset, after: SnapshotDataset): Coverage {
  if (before.derived || after.derived) return () => false;
  const times = [...new Set([...timesOf(before), ...timesOf(after)])];
  const both = times.filter((name) => [before, after].every((each) => hasTimes(each, name)));
  if (both.length === 0) {
    const same = times.length === 0 && before.period === after.period;
    return () => same;
  }
  const spans = both.map((name) => [name, spansOf(before, name, both), spansOf(after, name, both)] as const);
  return (keys) =>
    spans.every(([name, earlier, later]) => {
      const time = timeIn(keys, name);
      if (time !== undefined)
        return time >= (later.get(name)?.from ?? time) && time <= (earlier.get(name)?.to ?? time);
      const [was, is] = [earlier, later].map((each) => each.get(besides(keys, name, both)));
      return was?.from === is?.from && was?.to === is?.to;
    });
}

const timesOf = ({ dimensions }: SnapshotDataset): string[] =>
  dimensions.flatMap(({ name, type }) => (isTimeType(type) ? [name] : []));

const hasTimes = ({ rows }: SnapshotDataset, name: string): boolean =>
  rows.some(({ keys }) => timeIn(keys, name) !== undefined);

/** The first and the last time; written as they are kept, times are in the order of their letters. */
interface Span {
  readonly from: string;
  readonly to: string;
}

/** The span of a dimension of time: under its name that of all rows, and that of the rows which agree in all other times. */
function spansOf(
  { rows }: SnapshotDataset,
  name: string,
  names: readonly string[],
): ReadonlyMap<string, Span> {
  const spans = new Map<string, Span>();
  for (const { keys } of rows) {
    const time = timeIn(keys, name);
    if (time === undefined) continue;
    for (const key of [name, besides(keys, name, names)]) {
      const { from, to } = spans.get(key) ?? { from: time, to: time };
      const [first = time, , last = time] = [from, to, time].sort();
      spans.set(key, { from: first, to: last });
    }
  }
  return spans;
}

/** The other times of a row: the months of one year have a total of their own. */
const besides = (keys: SnapshotRow['keys'], name: string, names: readonly string[]): string =>
  JSON.stringify(names.filter((each) => each !== name).map((each) => keys[each] ?? ''));

/** The year, period or day of a row; undefined for a total over them. */
function timeIn(keys: SnapshotRow['keys'], name: string): string | undefined {
  const time = keys[name];
  return time !== undefined && /^\d{4}(?!\d)/.test(time) ? time : undefined;
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

function changeOf(cell: CellName, before: string | undefined, after: string | undefined): CellChange[] {
  if (before === undefined || after === undefined) {
    const only = before ?? after;
    if (only === undefined || !isNumber(only)) return [];
    return [{ cell, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }];
  }
  return plain(before) === plain(after) ? [] : [{ cell, before, after }];
}

/** True for a figure, and not a symbol in its place. */
export const isNumber = (text: string): boolean => /^-?\d+(?:\.\d+)?$/.test(text);

/** Without zeros at the end of its decimals, which say how exactly a number was written and not what it is. */
const plain = (text: string): string =>
  isNumber(text) && text.includes('.') ? text.replace(/\.?0+$/, '').replace(/^-0$/, '0') : text;
