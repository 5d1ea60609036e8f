import type { Dataset, Row } from '../model/dataset/dataset.js';

/** What a derived dataset takes over of those that it is made from: it cites them all, and is illustrative as soon as one of them is. */
export function derivedFrom(
  sources: readonly Pick<Dataset, 'sources' | 'licences' | 'illustrative'>[],
  rows: readonly Pick<Row, 'measures'>[],
): Pick<Dataset, 'sources' | 'licences' | 'illustrative' | 'missingValues'> {
  return {
    sources: unique(sources.flatMap((source) => source.sources)),
    licences: unique(sources.flatMap((source) => source.licences)),
    illustrative: sources.some(({ illustrative }) => illustrative),
    missingValues: unique(
      rows.flatMap(({ measures }) =>
        Object.values(measures).flatMap((value) => (value.kind === 'missing' ? [value] : [])),
      ),
    ),
  };
}

const unique = <Item>(items: readonly Item[]): Item[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];
