import { renameSync } from 'node:fs';
import { errorCode } from '../system-error.js';

/** Milliseconds between tries, which are more than a second together. */
const waits = [20, 40, 60, 80, 100, 150, 200, 200, 200];

/** What it asks of the machine; tests put another there. */
const machine = {
  platform: process.platform,
  rename: renameSync,
  wait: (milliseconds: number): void =>
    void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds),
};

/**
 * Renames a file or a folder. On Windows a virus scanner or an indexer looks at what is new, and nobody may rename it meanwhile: it is
 * tried again for a second. Fails with the error of the system.
 */
export function renameSoon(
  from: string,
  to: string,
  { platform, rename, wait }: typeof machine = machine,
): void {
  for (const pause of platform === 'win32' ? waits : []) {
    try {
      rename(from, to);
      return;
    } catch (error) {
      if (!['EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error) ?? '')) throw error;
      wait(pause);
    }
  }
  rename(from, to);
}
