/** Small counts that a policy prints all the same: what is wrong with what it names. */
import type { Diagnostic } from '../../diagnostics.js';
import type { Dataset } from '../../model/dataset/dataset.js';
import { hasCategories, hidesCells, isPublished } from '../../model/dataset/protection.js';
import { type CountedCell, countIn, countsOf } from './counted-cells.js';
import { lockPath } from './lock.js';
import { policyPosition } from './named-cells.js';
import { isSmall } from './publication-system.js';

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
    const fault = (message: string, position: Diagnostic['position'], hint: string): Diagnostic[] => [
      { severity: 'error', code: 'protect/policy', message, position, hint },
    ];
    return (protection?.publish ?? []).flatMap(({ where, measure, position }) => {
      if (protection === undefined || !hidesCells({ protection }))
        return fault(
          `\`${name}\` rounds its counts, and hides none that \`publish\` could print`,
          position,
          'leave `publish` out, or let cells be hidden instead of `round`',
        );
      const found = rows.filter((row) => hasCategories(row, where));
      const [row] = found;
      if (row === undefined || found.length > 1)
        return fault(
          `\`publish\` of \`${name}\` names ${row === undefined ? 'no row' : `${found.length} rows`}, and one count is published at a time`,
          position,
          'write a category for each dimension, as the published table has them',
        );
      const counts = countsOf(dataset).filter((each) => measure === undefined || each.name === measure);
      if (counts.length === 0)
        return fault(
          `\`${measure}\` of \`${name}\` is no count`,
          position,
          'name a measure that counts, or none: every count of the row',
        );
      if (counts.some((each) => isSmall(countIn(row, each.name) ?? -1, protection))) return [];
      return fault(
        `\`publish\` of \`${name}\` names a count that is not small`,
        position,
        'leave it out: a count that is not small needs no decision; if it has to be printed, write it under `never`',
      );
    });
  });
}

/** Errors for a lock that hides what is to be printed: it was chosen before that was decided. */
export const hiddenByLock = (cells: readonly CountedCell[]): Diagnostic[] =>
  [...new Set(cells.filter(isByDecision).map(({ dataset }) => dataset))].map((dataset) => ({
    severity: 'error',
    code: 'protect/lock',
    message: `\`publish\` of \`${dataset.name}\` names a count that \`${lockPath}\` hides`,
    position: policyPosition(dataset),
    hint: 'run `tallybook protect`, which chooses again what is hidden, and commit the lock',
  }));
