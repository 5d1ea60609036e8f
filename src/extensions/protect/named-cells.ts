/** How messages about protection name cells: by their places and categories, never by their counts. */

import type { Position, Related } from '../../diagnostics.js';
import { cellOrigin, originPosition } from '../../model/dataset/cell.js';
import type { Dataset } from '../../model/dataset/dataset.js';
import { groupBy } from '../../model/group-by.js';
import type { CountedCell } from './counted-cells.js';

/** Cells that a message names at most. */
const mostNamed = 12;

/** The first of some cells, each with its place. */
export const see = (cells: readonly CountedCell[]): Related[] =>
  cells.slice(0, mostNamed).map(({ row, measure, dataset, tellsRest }) => ({
    position: originPosition(cellOrigin(row, measure.name)),
    note: [
      `${tellsRest ? 'what is left over at ' : ''}\`${measure.name}\``,
      ...dataset.fields
        .filter(({ role }) => role === 'dimension')
        .map(({ name }) => `${name} \`${row.keys[name] ?? ''}\``),
    ].join(', '),
  }));

/** "a count", or "3 counts". */
export const many = (cells: readonly CountedCell[]): string =>
  cells.length === 1 ? 'a count' : `${cells.length} counts`;

/** Where the policy of a dataset stands; the dataset itself where it has none. */
export const policyPosition = ({ protection, position }: Dataset): Position =>
  protection?.position ?? position;

/** Cells by the dataset that they are of. */
export const byDataset = (cells: readonly CountedCell[]): (readonly CountedCell[])[] => [
  ...groupBy(cells, ({ dataset }) => dataset).values(),
];
