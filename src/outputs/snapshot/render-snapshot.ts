import type { CurrentSnapshot } from '../../model/snapshot.js';
import { RowLines } from './row-lines.js';

/**
 * `published.json`: equal reports have equal bytes, and a changed cell or number is one changed line.
 * @param rowLines What was written of the same rows before.
 */
export function renderSnapshot(
  {
    datasets,
    numbers,
    claims,
    parts,
    revisions,
    revisedTexts,
    drawings,
    markup,
    moved,
    files,
    ...head
  }: CurrentSnapshot,
  rowLines = new RowLines(),
): Uint8Array {
  const lists = [
    list(
      'datasets',
      datasets.map(
        ({ rows, ...about }) =>
          `${open(about)},\n${list('rows', rows.length === 0 ? [] : [rowLines.of(rows)])}}`,
      ),
    ),
    list('numbers', numbers.map(line)),
    list('claims', claims.map(line)),
    list('parts', parts.map(line)),
    list('revisions', revisions.map(line)),
    list('revisedTexts', revisedTexts.map(line)),
    ...(drawings === undefined ? [] : [list('drawings', drawings.map(line))]),
    list('markup', markup.map(line)),
    ...(moved === undefined ? [] : [list('moved', moved.map(line))]),
    list('files', files.map(line)),
  ];
  return new TextEncoder().encode(`${open(head)},\n${lists.join(',\n')}}\n`);
}

const line = (item: unknown): string => JSON.stringify(item);

/** An object whose end is still to come. */
const open = (item: object): string => JSON.stringify(item).slice(0, -1);

const list = (name: string, items: readonly string[]): string =>
  `"${name}": [${items.length === 0 ? '' : `\n${items.join(',\n')}\n`}]`;
