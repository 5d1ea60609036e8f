import { randomBytes } from 'node:crypto';
import { type Dirent, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isOver, markPattern, ownMark } from '../processes/process-mark.js';

/**
 * Names for things that exist only until they are renamed. They carry the mark of the process, so that what a killed one
 * left behind can be told from what another is writing.
 */

const pattern = new RegExp(`\\.(${markPattern})-[0-9a-f]{8}\\.tallybook-tmp$`);
const inUse = new Set<string>();

/** Returns a free temporary name that begins with `name`; to be given back with `releaseTemporaryName`. */
export function temporaryName(name: string): string {
  const temporary = `.${name}.${ownMark()}-${randomBytes(4).toString('hex')}.tallybook-tmp`;
  inUse.add(temporary);
  return temporary;
}

/** Tells that a temporary name no longer stands for anything. */
export function releaseTemporaryName(temporary: string): void {
  inUse.delete(temporary);
}

/** True for a name that `temporaryName` could have made. */
export const isTemporaryName = (name: string): boolean => pattern.test(name) && !/[/\\]/.test(name);

/**
 * Removes from a folder what processes that are gone left there under temporary names. Never fails.
 * @param alone No other process works in the folder, whatever its machine.
 */
export function removeLeftovers(folder: string, alone = false): void {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return;
  }
  for (const name of names) {
    const mark = pattern.exec(name)?.[1];
    if (mark === undefined || inUse.has(name) || !(alone || mark === ownMark() || isOver(mark))) continue;
    try {
      rmSync(join(folder, name), { recursive: true, force: true });
    } catch {
      // Tidying up is not worth a failure; the next run tries again.
    }
  }
}

/** How deep below an output folder a build writes: `.build/part/report/item/language`. */
const deepest = 5;

/**
 * The same for all folders below, of which those that this empties are removed too. No link is followed. To be called by
 * who alone works there. Returns true when anything was removed.
 */
export function clearLeftovers(folder: string, depth = 0): boolean {
  const entries = entriesOf(folder);
  const below = entries.filter((entry) => entry.isDirectory() && depth < deepest);
  const isAnyBelow = below.map(({ name }) => clearLeftovers(join(folder, name), depth + 1)).includes(true);
  const isAnyHere = entries.some(({ name }) => isTemporaryName(name));
  if (isAnyHere) removeLeftovers(folder, true);
  if (depth > 0 && (isAnyHere || isAnyBelow)) removeIfEmpty(folder);
  return isAnyHere || isAnyBelow;
}

/** True when a process that is gone left something there or in a folder below. */
export function hasLeftovers(folder: string, depth = 0): boolean {
  return entriesOf(folder).some((entry) => {
    const mark = pattern.exec(entry.name)?.[1];
    if (mark !== undefined) return isOver(mark);
    return entry.isDirectory() && depth < deepest && hasLeftovers(join(folder, entry.name), depth + 1);
  });
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Something else is in it.
  }
}
