/** Small counts that a policy prints all the same: what is wrong with what it names. */
import type { Diagnostic } from '../../diagnostics.js';
import type { Dataset } from '../../model/dataset/dataset.js';
import { hasCategories, hidesCells, isPublished } from '../../model/dataset/protection.js';
import { problem } from '../../problems/problem.js';
import { isSmall } from './cell-of-count.js';
import { type CountedCell, countIn, countsOf } from './counted-cells.js';
import { lockPath } from './lock.js';
import { policyPosition } from './named-cells.js';

/** True for a count that its policy prints though it is small. */
export const isByDecision = ({ dataset, row, measure }: CountedCell): boolean =>
  isPublished(dataset, row, measure.name);

/**
 * Errors for entries of `publish` that name no small count: such an entry would let through what comes later.
 * @param datasets As they are to be published, with their categories put together.
 */
export function decisionFaults(datasets: readonly Dataset[]): Diagnostic[] {
  return datasets.flatMap((dataset) => {
    const { name, rows, protection } = dataset;
    return (protection?.publish ?? []).flatMap(({ where, measure, position }) => {
      if (protection === undefined || !hidesCells({ protection }))
        return [problem('protect/policy.rounds', position, { name })];
      const found = rows.filter((row) => hasCategories(row, where));
      const [row] = found;
      if (row === undefined || found.length > 1)
        return [
          problem('protect/policy.published', position, {
            name,
            noRow: row === undefined ? 'no row' : `${found.length} rows`,
          }),
        ];
      const counts = countsOf(dataset).filter((each) => measure === undefined || each.name === measure);
      if (counts.length === 0) return [problem('protect/policy.count', position, { measure, name })];
      if (counts.some((each) => isSmall(countIn(row, each.name) ?? -1, protection))) return [];
      return [problem('protect/policy.small', position, { name })];
    });
  });
}

/** Errors for a lock that hides what is to be printed: it was chosen before that was decided. */
export const hiddenByLock = (cells: readonly CountedCell[]): Diagnostic[] =>
  [...new Set(cells.filter(isByDecision).map(({ dataset }) => dataset))].map((dataset) =>
    problem('protect/lock.publish', policyPosition(dataset), { name: dataset.name, lockPath }),
  );
