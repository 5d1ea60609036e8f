import type { Scope } from '../../../../content/helpers/call.js';
import { labelOf } from '../../../../model/dataset/category.js';
import type { PublishedDataset } from '../../../../model/dataset/dataset.js';
import type { Editions } from '../../../../model/snapshot/editions.js';
import type { SnapshotRevisedText } from '../../../../model/snapshot/snapshot.js';
import type { TableCell, TableRow } from '../../../../model/tree/table-parts.js';

/** One row for each text that differs, under the title of its dataset: before, now, reason and date. */
export function textRows({ data, language }: Scope, { texts }: Pick<Editions, 'texts'>): TableRow[] {
  const text = (value: string): TableCell => ({ kind: 'text', text: value });
  return texts.map((change): TableRow => {
    const dataset = Object.hasOwn(data, change.dataset) ? data[change.dataset] : undefined;
    const { before, after, reason, date, what } = change;
    return {
      label: nameOf(change, dataset) ?? language.message('content.revisions.whole'),
      detail: language.message(`content.revisions.what.${what}`),
      group: dataset?.title ?? change.dataset,
      total: false,
      cells: [
        text(before),
        text(after ?? language.message('content.revisions.absent')),
        text(reason),
        text(language.date(date, 'short')),
      ],
    };
  });
}

/** What the text belongs to, as it is printed now; undefined where it is the dataset itself. */
function nameOf(
  { field, category, symbol }: SnapshotRevisedText,
  dataset: PublishedDataset | undefined,
): string | undefined {
  if (symbol !== undefined) return symbol;
  const column = dataset?.fields.find(({ name }) => name === field);
  if (category !== undefined) return labelOf(column ?? { categories: [] }, category);
  return column?.title ?? field;
}
