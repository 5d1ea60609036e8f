import type { Position } from '../../diagnostics.js';
import type { SourceRow } from '../../model/source-table.js';
import type { Repeat } from '../repeated.js';
import type { Heading } from './read-head.js';

/** Puts into the empty cells of a row what stands above them; undefined where nothing does, which is reported. */
export type Fill = (row: SourceRow, repeat: Repeat) => SourceRow | undefined;

/**
 * Fills columns downwards, from left to right: where one has a new text, what those to the right of it had before is
 * forgotten, since it was said of another group.
 */
export function fillDown(columns: readonly Heading[]): Fill {
  if (columns.length === 0) return (row) => row;
  const above = new Map<number, { readonly text: string; readonly at: () => Position }>();
  return (row, repeat) => {
    const texts = [...row.texts];
    const places = new Map<number, () => Position>();
    for (const [rank, { index, text: heading }] of columns.entries()) {
      const { at } = row;
      if ((texts[index] ?? '').trim() !== '') {
        above.set(index, { text: texts[index] ?? '', at: () => at(index) });
        for (const right of columns.slice(rank + 1)) above.delete(right.index);
        continue;
      }
      const before = above.get(index);
      if (before === undefined) {
        repeat({
          code: 'data/shape',
          column: heading,
          line: row.line,
          describe: () => ({
            position: at(index),
            message: `Unexpected empty cell in \`${heading}\`, expected the text that \`fill\` repeats below it`,
            more: { hint: 'the first row of the table, and of each group, has its text in the sheet' },
          }),
        });
        return undefined;
      }
      texts[index] = before.text;
      places.set(index, before.at);
    }
    const { at } = row;
    return { ...row, texts, at: (column) => places.get(column)?.() ?? at(column) };
  };
}
