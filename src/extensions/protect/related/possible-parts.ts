import type { Dataset } from '../../../model/dataset/dataset.js';
import { type CellLinks, hidesCells } from '../../../model/dataset/protection.js';
import { isSmall } from '../cell-of-count.js';
import { countIn, countsOf } from '../counted-cells.js';
import type { FoundRelation } from './find.js';
import { leastSums } from './sums.js';

/** Persons in one column who may be a part of those in another, which nobody says: where they are, few are left over. */
export interface PossiblePart {
  /** As it is written under `unrelated`. */
  readonly words: string;
  readonly dataset: Dataset;
  readonly part: string;
  readonly whole: string;
}

/** Columns of persons that are in no row more than another one, and in some leave so few of it that they would be hidden. */
export function possibleParts(
  datasets: readonly Dataset[],
  { pairs }: CellLinks,
  sure: readonly FoundRelation[],
): PossiblePart[] {
  return datasets.filter(hidesCells).flatMap((dataset) => {
    const { name, protection } = dataset;
    const measures = countsOf(dataset).map((each) => each.name);
    const isKnown = (part: string, whole: string): boolean =>
      pairs.some(
        ({ own, other }) =>
          own.dataset === name &&
          other.dataset === name &&
          [part, whole].every((each) => own.measure === each || other.measure === each),
      ) || sure.some((found) => found.dataset === dataset && isSumOf(found, part, whole));
    return measures.flatMap((whole) =>
      measures.flatMap((part): PossiblePart[] => {
        const left = restsOf(dataset, part, whole);
        const isPart = left.length >= leastSums && left.every((rest) => rest >= 0);
        const isFew = (rest: number): boolean =>
          protection !== undefined && rest > 0 && isSmall(rest, protection);
        if (part === whole || !isPart || !left.some(isFew) || isKnown(part, whole)) return [];
        return [{ words: `${name}: ${part} within ${whole}`, dataset, part, whole }];
      }),
    );
  });
}

/** What a column leaves of another, row by row. */
const restsOf = ({ rows }: Dataset, part: string, whole: string): number[] =>
  rows.flatMap((row) => {
    const [own, all] = [countIn(row, part), countIn(row, whole)];
    return own === undefined || all === undefined ? [] : [all - own];
  });

/** True of a sum over measures of one row that has both: what is left over is a column of its own. */
const isSumOf = ({ sums }: FoundRelation, part: string, whole: string): boolean =>
  sums.some(({ left, right }) => {
    const places = [...left, ...right];
    const inOneRow = new Set(places.map(({ row }) => row)).size === 1;
    return inOneRow && [part, whole].every((each) => places.some(({ measure }) => measure === each));
  });
