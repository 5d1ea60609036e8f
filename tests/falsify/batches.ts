import type { Batch } from './falsify.js';
import type { Falsification } from './list.js';

/** One batch for each change: those that change the same are looked at in one compile. */
export function batchesOf(falsified: readonly Falsification[]): Batch[] {
  const found = new Map<string, Falsification[]>();
  for (const each of falsified) {
    const key = JSON.stringify(each.change);
    found.set(key, [...(found.get(key) ?? []), each]);
  }
  return [...found.values()].map((falsifications) => ({
    falsifications,
    changes: falsifications[0]?.change ?? [],
  }));
}

/**
 * Batches that change different files, put together, for a run that must be quick. A sentence may then be stopped for the
 * sake of another change; a run of all tries each change alone.
 */
export function mergedBatches(falsified: readonly Falsification[]): Batch[] {
  const merged: { batch: Batch; files: Set<string> }[] = [];
  for (const batch of batchesOf(falsified)) {
    const files = filesOf(batch);
    const room = merged.find((other) => files.every((file) => !other.files.has(file)));
    if (room === undefined) merged.push({ batch, files: new Set(files) });
    else {
      room.batch = {
        falsifications: [...room.batch.falsifications, ...batch.falsifications],
        changes: [...room.batch.changes, ...batch.changes],
      };
      for (const file of files) room.files.add(file);
    }
  }
  return merged.map(({ batch }) => batch);
}

const filesOf = ({ changes }: Batch): string[] => changes.map((change) => change.split(' ')[0] ?? '');
