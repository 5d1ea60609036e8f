import type { PublishedData, PublishedDataset, Row } from '../../model/dataset/dataset.js';

/** Of each dataset the places of the rows of which more was looked at than their categories. */
export type LookedRows = Readonly<Record<string, 'all' | readonly number[]>>;

/** Data that note which of their rows are looked at: what is made of them depends on no other cell. */
export interface WatchedRows {
  readonly data: PublishedData;
  looked(): LookedRows;
}

/** Of a dataset with more rows all count as looked at, since watching each would take longer than it saves. */
const mostWatched = 1_000;

/**
 * Watches the rows of some data. The categories of a row and which parts it has can be seen without being noted, so that whoever looks for
 * some rows among others does not hang on all of them.
 */
export function watchRows(data: PublishedData): WatchedRows {
  const watched = Object.entries(data).map(([name, dataset]) => [name, watchDataset(dataset)] as const);
  return {
    data: Object.fromEntries(watched.map(([name, { dataset }]) => [name, dataset])),
    looked: () => Object.fromEntries(watched.map(([name, { looked }]) => [name, looked()])),
  };
}

function watchDataset(dataset: PublishedDataset): {
  readonly dataset: PublishedDataset;
  looked(): LookedRows[string];
} {
  if (dataset.rows.length > mostWatched) return { dataset, looked: () => 'all' };
  const places = new Set<number>();
  const rows = dataset.rows.map((row, place) => watchRow(row, () => places.add(place)));
  return { dataset: { ...dataset, rows }, looked: () => [...places].sort((a, b) => a - b) };
}

/** The same row under the same names: a copy of it looks at it. */
function watchRow(row: Row, note: () => void): Row {
  const { keys, ...parts } = row;
  const getters = Object.entries(parts).map(([name, value]) => [
    name,
    {
      enumerable: true,
      get: (): unknown => {
        note();
        return value;
      },
    },
  ]);
  // Its parts are those of the row.
  return Object.defineProperties({ keys }, Object.fromEntries(getters)) as Row;
}

/** What can be seen of a row without being noted. */
export const visibleOf = ({ keys, ...parts }: Row): readonly unknown[] => [keys, Object.keys(parts)];
