import { statSync, utimesSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from '../../../host/files/folders.js';
import { environmentProblem } from '../../../host/problems.js';
import { releaseTemporaryName, temporaryName } from '../../../host/publication/leftovers.js';
import { nodeOperations } from '../../../host/publication/output-operations.js';
import { errorCode } from '../../../host/system-error.js';
import { faultOf } from '../../../problems/problem.js';
import { sha256 } from '../../../sha256.js';
import { type Share, shareProblem } from './share.js';

/** Where a file stands in a shared directory, by its content. */
const placeOf = (hash: string): string => join('inputs', hash.slice(0, 2), hash);

/**
 * Puts a file into a shared directory under the hash of its content, which is returned; what is there already stays. Rejects with an
 * `EnvironmentProblem`.
 */
export async function putInput(share: Share, bytes: Uint8Array): Promise<string> {
  const hash = sha256(bytes);
  await putFile(share, placeOf(hash), bytes);
  return hash;
}

/**
 * Puts a file at a place of its own, whole or not at all: one of that size is believed to be that. What is read again is held against
 * its hash, so that one which is torn or forged is found out there.
 */
export async function putFile(share: Share, path: string, bytes: Uint8Array, anew?: 'anew'): Promise<void> {
  const file = join(share.folder, path);
  if (anew === undefined && isThere(file, bytes.byteLength)) return;
  const name = temporaryName(basename(file));
  const waiting = join(dirname(file), name);
  try {
    makeFolder(dirname(file), 0o700);
    const handle = await open(waiting, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    nodeOperations.rename(waiting, file);
  } catch (error) {
    nodeOperations.remove(waiting);
    throw shareProblem(share.shown, error);
  } finally {
    releaseTemporaryName(name);
  }
}

/** What is there is young again: it stays for as long as somebody enqueues it. */
function isThere(file: string, size: number): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.size !== size) return false;
  const now = Date.now();
  if (now - stats.mtimeMs < 3_600_000) return true;
  try {
    utimesSync(file, now / 1000, now / 1000);
    return true;
  } catch {
    // Then it is put there anew.
    return false;
  }
}

/** Reads an input again, and holds it against its hash. Rejects with an `EnvironmentProblem`: `queue/input`. */
export async function takeInput(share: Share, path: string, hash: string): Promise<Uint8Array> {
  const bytes = await readShared(share, placeOf(hash));
  if (bytes !== undefined && sha256(bytes) === hash) return bytes;
  throw environmentProblem(
    faultOf('queue/input.shared', {
      lack: bytes === undefined ? 'lack' : 'change',
      path,
      shown: share.shown,
    }),
  );
}

/** The bytes of a file of a shared directory; undefined where there is none. Rejects with an `EnvironmentProblem`. */
export async function readShared(share: Share, path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(join(share.folder, path));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw shareProblem(share.shown, error);
  }
}
