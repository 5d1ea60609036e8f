import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isOver, markPattern, ownMark } from './process-mark.js';

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

/** Removes from a folder what processes that are gone left there under temporary names. Never fails. */
export function removeLeftovers(folder: string): void {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return;
  }
  for (const name of names) {
    const mark = pattern.exec(name)?.[1];
    if (mark === undefined || inUse.has(name) || !(mark === ownMark() || isOver(mark))) continue;
    try {
      rmSync(join(folder, name), { recursive: true, force: true });
    } catch {
      // Tidying up is not worth a failure; the next run tries again.
    }
  }
}
