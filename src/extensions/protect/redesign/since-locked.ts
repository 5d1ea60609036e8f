import type { Diagnostic } from '../../../diagnostics.js';
import type { Dataset, Field } from '../../../model/dataset/dataset.js';
import { hidesCells } from '../../../model/dataset/protection.js';
import { ownOf } from '../../../model/own.js';
import { phrase, problem } from '../../../problems/problem.js';
import { type LockFile, lockPath, patternBefore } from '../lock.js';
import { areAlike, mergesAlike, recordOf } from './record.js';
import { everything, faultAt, Impossible } from './redesign.js';

/** Errors for what is put together or left out otherwise than when the choice of the lock was made. */
export function changedSinceChoice(datasets: readonly Dataset[], lock: LockFile | undefined): Diagnostic[] {
  return datasets.flatMap(({ name, protection }): Diagnostic[] => {
    if (protection === undefined || !hidesCells({ protection })) return [];
    if (areAlike(recordOf(protection), ownOf(lock?.datasets, name) ?? {})) return [];
    return [problem('protect/lock.merge', protection.position, { name, lockPath })];
  });
}

/**
 * Errors for what cannot be taken back once an edition was published: its single categories and the sum of the next, or the other way
 * round, tell together what each of them hides.
 * @param datasets As they are in the data, before anything is put together.
 */
export function changedSinceEdition(
  datasets: readonly Dataset[],
  lock: LockFile | undefined,
  edition: number,
): Diagnostic[] {
  return datasets.flatMap(({ name, protection, fields, rows }) => {
    const before = patternBefore(ownOf(lock?.datasets, name), edition);
    if (protection === undefined || before === undefined) return [];
    const now = recordOf(protection);
    const { position } = protection;
    if (!mergesAlike(now, before))
      return faultAt(
        new Impossible(
          phrase('protect/since-locked.merge', { name, edition: before.edition }),
          position,
          'the two editions together would tell what each of them hides: keep `merge` as it was, and use `leave-out`',
        ),
      );
    const back = Object.entries(before['left-out'] ?? {}).find(
      ([dimension, level]) =>
        !staysOut(
          fields.find((field) => field.name === dimension),
          level,
          ownOf(now['left-out'], dimension),
        ),
    );
    const grown = Object.keys(now['left-out'] ?? {}).find(
      (dimension) =>
        ownOf(before['left-out'], dimension) === undefined &&
        ownOf(before.merged, dimension) === undefined &&
        rows.some(
          ({ keys }) => ownOf(before.categories, dimension)?.includes(keys[dimension] ?? '') === false,
        ),
    );
    if (grown !== undefined)
      return faultAt(
        new Impossible(
          `\`leave-out\` takes categories of \`${grown}\` out of \`${name}\` that are new since edition ${before.edition}`,
          position,
          'the totals of both editions would tell them by their difference: leave the dimension in, and hide counts',
        ),
      );
    if (back === undefined) return [];
    return faultAt(
      new Impossible(
        phrase('protect/since-locked.detail', {
          back: back[0],
          name,
          edition: before.edition,
          otherBack: back[1],
        }),
        position,
        'what is left out stays out: the choice of that edition does not know these cells',
      ),
    );
  });
}

function staysOut(field: Field | undefined, before: string, now: string | undefined): boolean {
  if (now === before || now === everything || field === undefined) return true;
  const { levels = [] } = field;
  // Everything but totals is what is below the topmost level.
  const [then, today] = [Math.max(0, levels.indexOf(before)), levels.indexOf(now ?? '')];
  return today >= 0 && today <= then;
}
