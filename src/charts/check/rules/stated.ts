import { listNames } from '../../../diagnostics.js';
import type { Field, PublishedDataset, Row } from '../../../model/dataset/dataset.js';
import type { CellKey } from '../../../model/quantity.js';
import { entriesOf } from '../../../model/tree/entries.js';
import { faultOf } from '../../../problems/problem.js';
import type { DrawnRule } from '../rule.js';

/**
 * The numbers in the words around a chart are numbers of what it draws. They may come from its dataset, or
 * from the data that it was derived from, for categories and years that are there. What stands in a total is in each of
 * its parts.
 */
export const statedNumbers: DrawnRule = {
  on: 'behind',
  *check(behind, { chart }) {
    const sources = new Set(
      behind
        .flatMap(({ rows }) => rows)
        .flatMap(({ derivations = {} }) =>
          Object.values(derivations).flatMap(({ cells }) => cells.map((cell) => cell.dataset)),
        ),
    );
    for (const { quantity } of entriesOf({ type: 'root', children: [chart] }))
      for (const cell of quantity.cells) {
        const own = behind.find(({ name }) => name === cell.dataset);
        if (own === undefined ? sources.has(cell.dataset) : isThere(cell, own.rows, own)) continue;
        const what =
          own !== undefined ? `of what the chart leaves out (${keysOf(cell)})` : `of \`${cell.dataset}\``;
        yield {
          at: quantity.at,
          ...faultOf('chart/other-data.stated-numbers', {
            what,
            names: listNames(behind.map(({ name }) => name)),
          }),
          unless: 'other-data',
        };
        return;
      }
  },
};

/**
 * A chart draws what the claims in its title are about: each year that they look at, and the categories of the
 * figures that they are made of. What these are compared with may be left out, which the line under the figure tells.
 */
export const claimedNumbers: DrawnRule = {
  on: 'behind',
  *check(behind, { chart }) {
    for (const { own, all, at } of chart.claimed ?? []) {
      const isAbsent = (cell: CellKey, isMeant: (field: Field) => boolean): boolean => {
        const drawn = behind.find(({ name }) => name === cell.dataset);
        return drawn !== undefined && !isThere(cell, drawn.rows, { fields: drawn.fields.filter(isMeant) });
      };
      const absent =
        all.find((cell) => isAbsent(cell, ({ type }) => type === 'year')) ??
        own.find((cell) => isAbsent(cell, () => true));
      if (absent === undefined) continue;
      yield {
        at,
        ...faultOf('chart/other-data.claimed-numbers', { keys: keysOf(absent) }),
        unless: 'other-data',
      };
      return;
    }
  },
};

const keysOf = ({ keys }: CellKey): string =>
  Object.values(keys)
    .map((value) => `\`${value}\``)
    .join(', ');

function isThere(
  { keys }: CellKey,
  rows: readonly Row[],
  { fields }: Pick<PublishedDataset, 'fields'>,
): boolean {
  return fields.every(({ name, role, total }) => {
    const key = keys[name];
    if (role !== 'dimension' || key === undefined || key === total) return true;
    // A chart of totals stands for all their parts.
    return rows.some((row) => row.keys[name] === key || (total !== undefined && row.keys[name] === total));
  });
}
