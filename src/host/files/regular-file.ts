import { closeSync, constants, fstatSync, openSync, readFile, readFileSync, type Stats } from 'node:fs';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { FileProblem } from '../host.js';

/** Windows has neither; there both are undefined, and count as 0. */
const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Returns the bytes of a regular file. Nothing else is read, and nothing is waited for: what stands at the path is
 * looked at after it is open, so that it cannot change in between. A link there is not followed.
 * Rejects with a `FileProblem` about `path` when it is no file or has more than `most` bytes, else as the system does.
 */
export async function readRegularFile(full: string, path: string, most: number): Promise<Uint8Array> {
  const file = openSync(full, flags);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) throw new FileProblem('not-a-file', path, { found: kindOf(stats) });
    if (stats.size > most)
      throw new FileProblem('too-large', path, { found: stats.size.toLocaleString('en') });
    if (stats.size > largeFile) saveMemory();
    // What is small is read before another turn of the event loop could begin.
    return stats.size > smallFile ? await promisify(readFile)(file) : readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/** Bytes up to which a file is small. */
const smallFile = 1_048_576;

/** Bytes from which on a file is large: some hundred thousand rows. */
const largeFile = 8_388_608;

/**
 * Lets the heap grow in steps of a fifth: a million rows then take half the memory, for some more time. V8 would double it as long
 * as the machine has room, which others on it may need.
 */
const saveMemory = (): void => setFlagsFromString('--heap-growing-percent=20');

/** What stands at a path, in the words of a message: `a folder`, `a named pipe`. */
export function kindOf(stats: Stats): string {
  if (stats.isFile()) return 'a file';
  if (stats.isDirectory()) return 'a folder';
  if (stats.isSymbolicLink()) return 'a link';
  if (stats.isFIFO()) return 'a named pipe';
  return stats.isSocket() ? 'a socket' : 'a device';
}
