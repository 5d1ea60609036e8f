import { isTimeType } from '../../model/periods.js';
import type { Snapshot, SnapshotDataset } from '../../model/snapshot.js';

/**
 * The words in which datasets are told, by dataset and key: titles, descriptions, labels, units, definitions and what symbols
 * mean. `visits/reader=adults label` -> `Adults`. What Tallybook derives has its words from Tallybook.
 */
export function wordsOfData(snapshots: readonly Snapshot[]): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const dataset of snapshots.flatMap(({ datasets }) => datasets)) {
    if (dataset.derived) continue;
    for (const [key, text] of wordsOf(dataset))
      if (text !== undefined && !words.has(key)) words.set(key, text);
  }
  return words;
}

function wordsOf(dataset: SnapshotDataset): readonly (readonly [key: string, text: string | undefined])[] {
  const { name, title, definition, counts = {}, dimensions, measures, symbols } = dataset;
  return [
    [`${name} title`, title],
    [`${name} description`, definition],
    ...Object.entries(counts).map(([key, text]) => [`${name} counts.${key}`, text] as const),
    ...dimensions.flatMap((each) => [
      ...ofColumn(name, each),
      // A year or a month is its own label.
      ...(isTimeType(each.type) ? [] : (each.categories ?? [])).map(
        ({ value, label }) => [`${name}/${each.name}=${value} label`, label] as const,
      ),
    ]),
    ...measures.flatMap((each) => [
      [`${name}/${each.name} unit`, each.unit] as const,
      ...ofColumn(name, each),
    ]),
    ...symbols.map(({ symbol, meaning }) => [`${name} ${symbol} meaning`, meaning] as const),
  ];
}

const ofColumn = (
  dataset: string,
  { name, label, definition }: { name: string; label?: string; definition?: string },
) =>
  [
    [`${dataset}/${name} label`, label],
    [`${dataset}/${name} definition`, definition],
  ] as const;
