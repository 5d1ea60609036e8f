import type { Dataset, Row } from '../model/dataset.js';
import { groupsOf } from '../model/totals/groups.js';

/** A total that counts more than it did in the edition before, and the rows that it was the sum of then. */
export interface GrownTotal {
  readonly total: Row;
  readonly before: readonly Row[];
}

/**
 * Totals that have new parts, such as another year, or parts that have grown themselves. Their numbers are new, but whoever has both editions
 * knows by the difference what was added.
 * @param wasThere Whether all categories of a row were in the edition before.
 */
export function grownTotals(dataset: Dataset, wasThere: (row: Row) => boolean): readonly GrownTotal[] {
  const groups = [...groupsOf(dataset)].filter(({ total }) => wasThere(total));
  const grown = new Map<Row, readonly Row[]>();
  for (let known = -1; known < grown.size; ) {
    known = grown.size;
    for (const { total, parts } of groups)
      if (!grown.has(total) && parts.some((part) => !wasThere(part) || grown.has(part)))
        grown.set(total, parts.filter(wasThere));
  }
  const partsBefore = (row: Row): readonly Row[] => grown.get(row)?.flatMap(partsBefore) ?? [row];
  return groups.flatMap(({ total, parts, over }) =>
    grown.has(total) && over.every(({ remainder }) => remainder === undefined)
      ? [{ total, before: parts.filter(wasThere).flatMap(partsBefore) }]
      : [],
  );
}
