import type { Diagnostic, Position } from '../../../diagnostics.js';
import type { Dataset, Field } from '../../../model/dataset/dataset.js';
import { hidesCells } from '../../../model/dataset/protection.js';
import { ownOf } from '../../../model/own.js';
import { problem } from '../../../problems/problem.js';
import { type LockFile, lockPath, type Pattern, patternBefore } from '../lock.js';
import { areAlike, mergesAlike, type RedesignRecord, recordOf } from './record.js';
import { everything } from './redesign.js';

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
 * round, tell together what each of them hides. Of a dataset, the first is told.
 * @param datasets As they are in the data, before anything is put together.
 */
export function changedSinceEdition(
  datasets: readonly Dataset[],
  lock: LockFile | undefined,
  edition: number,
): Diagnostic[] {
  return datasets.flatMap((dataset) => {
    const before = patternBefore(ownOf(lock?.datasets, dataset.name), edition);
    const { protection } = dataset;
    if (protection === undefined || before === undefined) return [];
    const change = { dataset, position: protection.position, before, now: recordOf(protection) };
    return mergedOtherwise(change) ?? newIsLeftOut(change) ?? leftOutIsBack(change) ?? [];
  });
}

/** A dataset with what the edition before put together and left out, and what its policy does now. */
interface Change {
  readonly dataset: Dataset;
  /** Where its policy stands. */
  readonly position: Position;
  readonly before: Pattern;
  readonly now: RedesignRecord;
}

/** An error where other categories are put together than in the edition before. */
function mergedOtherwise({ dataset: { name }, position, before, now }: Change): Diagnostic | undefined {
  if (mergesAlike(now, before)) return undefined;
  return problem('protect/redesign.since-merge', position, { name, edition: before.edition });
}

/** An error where a dimension that the edition before printed whole is left out, and has categories that are new since. */
function newIsLeftOut({ dataset: { name, rows }, position, before, now }: Change): Diagnostic | undefined {
  const dimension = Object.keys(now['left-out'] ?? {}).find(
    (each) =>
      ownOf(before['left-out'], each) === undefined &&
      ownOf(before.merged, each) === undefined &&
      rows.some(({ keys }) => ownOf(before.categories, each)?.includes(keys[each] ?? '') === false),
  );
  if (dimension === undefined) return undefined;
  return problem('protect/redesign.since-new', position, { dimension, name, edition: before.edition });
}

/** An error where something is printed again that the edition before left out. */
function leftOutIsBack({ dataset: { name, fields }, position, before, now }: Change): Diagnostic | undefined {
  for (const [dimension, level] of Object.entries(before['left-out'] ?? {})) {
    const field = fields.find((each) => each.name === dimension);
    if (staysOut(field, level, ownOf(now['left-out'], dimension))) continue;
    const { edition } = before;
    return problem('protect/redesign.since-left', position, { dimension, level, name, edition });
  }
  return undefined;
}

/**
 * True where all that an edition before left out of a dimension is left out now: the same level, or one above it. Of countries, regions and
 * towns, towns were left out; now regions are, and the towns with them.
 */
function staysOut(field: Field | undefined, before: string, now: string | undefined): boolean {
  if (now === before || now === everything || field === undefined) return true;
  const { levels = [] } = field;
  // `all` is not among the levels: it leaves out what the topmost, at 0, does.
  const [then, today] = [Math.max(0, levels.indexOf(before)), levels.indexOf(now ?? '')];
  return today >= 0 && today <= then;
}
