import type { Dataset, Field, Row } from '../../model/dataset/dataset.js';
import { type Group, groupsOf } from '../../model/totals/groups.js';

/** Totals that have new parts, such as another year, or parts that have grown themselves: their numbers are new. */
export interface GrownTotals {
  readonly totals: ReadonlySet<Row>;
  /** Whoever has both editions knows by the difference what was added: these rows came to the number of then. */
  readonly before: readonly { readonly total: Row; readonly rows: readonly Row[] }[];
}

/**
 * @param wasThere Whether all categories of a row were in the edition before.
 * @param hasLost Whether a hidden part of then is no row any more, so that what is left of the number is not known.
 */
export function grownTotals(
  dataset: Dataset,
  wasThere: (row: Row) => boolean,
  hasLost: (group: Group<Field, Row>) => boolean,
): GrownTotals {
  const groups = [...groupsOf(dataset)].filter(({ total }) => wasThere(total));
  const grown = new Map<Row, readonly Row[]>();
  for (let known = -1; known < grown.size; ) {
    known = grown.size;
    for (const { total, parts } of groups)
      if (!grown.has(total) && parts.some((part) => !wasThere(part) || grown.has(part)))
        grown.set(total, parts.filter(wasThere));
  }
  const unknown = new Set(
    groups
      .filter((group) => hasLost(group) || group.over.some(({ remainder }) => remainder !== undefined))
      .map(({ total }) => total),
  );
  const isKnown = (row: Row): boolean => !unknown.has(row) && (grown.get(row)?.every(isKnown) ?? true);
  const rowsBefore = (row: Row): readonly Row[] => grown.get(row)?.flatMap(rowsBefore) ?? [row];
  return {
    totals: new Set(grown.keys()),
    before: groups.flatMap(({ total, parts }) => {
      const left = parts.filter(wasThere);
      return grown.has(total) && isKnown(total) && left.every(isKnown)
        ? [{ total, rows: left.flatMap(rowsBefore) }]
        : [];
    }),
  };
}
