import type { Dataset, Row } from '../../model/dataset/dataset.js';
import { ownOf } from '../../model/own.js';
import { groupsOf } from '../../model/totals/groups.js';
import type { HiddenCells } from './counted-cells.js';
import { hiddenBy, keyIn, type LockFile, type Pattern, patternBefore } from './lock.js';

/** What the editions before have done with the cells of a dataset, which this one cannot undo. */
export interface Frozen {
  readonly hidden: HiddenCells;
  /** True for a cell that an edition before has printed with the number of now: it was there, was not hidden, and is no total that has grown. */
  readonly isPrinted: (dataset: Dataset, row: Row, measure: string) => boolean;
  readonly grown: ReadonlyMap<Dataset, GrownTotals>;
}

/**
 * Totals whose number is new, because they have new parts, or parts that have grown themselves.
 *
 * Edition 2014 printed of its visits: 2013, 2014, and `all`, which was their sum. Edition 2015 adds the year 2015, so that `all` has grown:
 * its new number is not printed yet, and may be hidden. Its number of then is known to whoever kept edition 2014: 2013 and 2014 together
 * came to it. Those two rows are what `before` says of `all`.
 */
interface GrownTotals {
  readonly totals: ReadonlySet<Row>;
  /** The rows of now that came to the number which the total had then; none where what is left of that number is not known. */
  readonly before: readonly { readonly total: Row; readonly rows: readonly Row[] }[];
}

export function frozenBefore(
  lock: LockFile | undefined,
  datasets: readonly Dataset[],
  edition: number,
): Frozen {
  const patterns = new Map(
    datasets.flatMap((dataset) => {
      const before = patternBefore(ownOf(lock?.datasets, dataset.name), edition);
      return before === undefined ? [] : [[dataset, before] as const];
    }),
  );
  const hidden = hiddenBy(patterns);
  const grown = new Map([...patterns].map(([dataset, before]) => [dataset, grownTotals(dataset, before)]));
  return {
    hidden,
    isPrinted: (dataset, row, measure) => {
      const before = patterns.get(dataset);
      return (
        before !== undefined &&
        wasThere(row, before) &&
        grown.get(dataset)?.totals.has(row) === false &&
        hidden.get(row)?.has(measure) !== true
      );
    },
    grown,
  };
}

/** True for a row of which the edition before had all categories. */
const wasThere = ({ keys }: Row, { categories }: Pattern): boolean =>
  Object.entries(keys).every(([name, value]) => ownOf(categories, name)?.includes(value) === true);

function grownTotals(dataset: Dataset, before: Pattern): GrownTotals {
  const groups = [...groupsOf(dataset)].filter(({ total }) => wasThere(total, before));
  const partsOfThen = partsOfGrown(groups, before);
  const lost = lostRows(dataset, before);
  const unknown = new Set(
    groups
      .filter(
        ({ total, over, others }) =>
          over.some(({ remainder }) => remainder !== undefined) ||
          lost.some((keys) => others.every(({ name }) => keys[name] === total.keys[name])),
      )
      .map(({ total }) => total),
  );
  /** True where the number of then is what rows of now came to: neither it nor a grown part of it has lost anything. */
  const isKnown = (row: Row): boolean => !unknown.has(row) && (partsOfThen.get(row)?.every(isKnown) ?? true);
  /** What stands for a row of then: itself, or where it has grown, its parts of then. */
  const rowsOfThen = (row: Row): readonly Row[] => partsOfThen.get(row)?.flatMap(rowsOfThen) ?? [row];
  return {
    totals: new Set(partsOfThen.keys()),
    before: groups.flatMap(({ total, parts }) => {
      const then = parts.filter((part) => wasThere(part, before));
      return partsOfThen.has(total) && isKnown(total) && then.every(isKnown)
        ? [{ total, rows: then.flatMap(rowsOfThen) }]
        : [];
    }),
  };
}

/** Each total that has grown, with those of its parts that were there then. A total grows with a part of it, so that this goes on until no more are found. */
function partsOfGrown(
  groups: readonly { readonly total: Row; readonly parts: readonly Row[] }[],
  before: Pattern,
): ReadonlyMap<Row, readonly Row[]> {
  const grown = new Map<Row, readonly Row[]>();
  for (let known = -1; known < grown.size; ) {
    known = grown.size;
    for (const { total, parts } of groups)
      if (!grown.has(total) && parts.some((part) => !wasThere(part, before) || grown.has(part)))
        grown.set(
          total,
          parts.filter((part) => wasThere(part, before)),
        );
  }
  return grown;
}

/** Hidden cells of then whose row is there no more: nobody knows what they counted. */
function lostRows(dataset: Dataset, { hidden }: Pattern): Row['keys'][] {
  const keyOf = keyIn(dataset);
  const present = new Set(dataset.rows.map(keyOf));
  return Object.values(hidden)
    .flat()
    .filter((keys) => !present.has(keyOf({ keys })));
}
