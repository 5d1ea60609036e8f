import type { Snapshot, SnapshotDataset } from '../../model/snapshot/snapshot.js';
import { jsonList, jsonLists, openJson } from '../canonical.js';

/**
 * `published.json`: equal reports have equal bytes, and a changed cell or number is one changed line.
 * @param rowLines What was written of the same rows before.
 */
export function renderSnapshot({ moved, files, ...made }: Snapshot, rowLines?: RowLines): Uint8Array {
  return beginSnapshot(made, rowLines)({ ...(moved && { moved }), files });
}

/** What is known of a snapshot once its files are made. */
type Rest = Pick<Snapshot, 'moved' | 'files'>;

/** The same as text whose end is still to come: as objects the numbers of a long report take three times as much, for as long as it is printed. */
export function beginSnapshot(
  {
    datasets,
    numbers,
    flows,
    claims,
    parts,
    revisions,
    revisedTexts,
    markup,
    ...head
  }: Omit<Snapshot, keyof Rest>,
  rowLines = new RowLines(),
): (rest: Rest) => Uint8Array {
  const tables = datasets.map(
    ({ rows, ...about }) =>
      `${openJson(about)},\n${jsonList('rows', rows.length === 0 ? [] : [rowLines.of(rows)])}}`,
  );
  const lists = jsonLists({ numbers, flows, claims, parts, revisions, revisedTexts, markup });
  const begun = [openJson(head), jsonList('datasets', tables), ...lists].join(',\n');
  return ({ moved, files }) =>
    new TextEncoder().encode(`${[begun, ...jsonLists({ moved, files })].join(',\n')}}\n`);
}

type Rows = SnapshotDataset['rows'];

/**
 * The rows of datasets as `published.json` holds them, each written once. Every report of a language publishes all rows
 * of its datasets, and of a thousand towns there may be a thousand reports.
 */
export class RowLines {
  readonly #lines = new WeakMap<Rows, string>();

  of(rows: Rows): string {
    const lines = this.#lines.get(rows) ?? rows.map((row) => JSON.stringify(row)).join(',\n');
    this.#lines.set(rows, lines);
    return lines;
  }
}
