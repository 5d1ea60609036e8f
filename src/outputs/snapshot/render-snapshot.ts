import type { Snapshot } from '../../model/snapshot/snapshot.js';
import { RowLines } from './row-lines.js';

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
  const lists = [
    list(
      'datasets',
      datasets.map(
        ({ rows, ...about }) =>
          `${open(about)},\n${list('rows', rows.length === 0 ? [] : [rowLines.of(rows)])}}`,
      ),
    ),
    list('numbers', numbers.map(line)),
    ...(flows === undefined ? [] : [list('flows', flows.map(line))]),
    list('claims', claims.map(line)),
    list('parts', parts.map(line)),
    list('revisions', revisions.map(line)),
    list('revisedTexts', revisedTexts.map(line)),
    list('markup', markup.map(line)),
  ];
  const begun = `${open(head)},\n${lists.join(',\n')}`;
  return ({ moved, files }) => {
    const last = [
      ...(moved === undefined ? [] : [list('moved', moved.map(line))]),
      list('files', files.map(line)),
    ];
    return new TextEncoder().encode(`${begun},\n${last.join(',\n')}}\n`);
  };
}

const line = (item: unknown): string => JSON.stringify(item);

/** An object whose end is still to come. */
const open = (item: object): string => JSON.stringify(item).slice(0, -1);

const list = (name: string, items: readonly string[]): string =>
  `"${name}": [${items.length === 0 ? '' : `\n${items.join(',\n')}\n`}]`;
