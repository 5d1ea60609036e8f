import { realpathSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { faultOf } from '../../problems/problem.js';
import { EnvironmentProblem } from '../host.js';
import { environmentProblem, writeProblem } from '../problems.js';
import { releaseTemporaryName, temporaryName } from '../publication/leftovers.js';
import { nodeOperations } from '../publication/output-operations.js';
import { insidePath, isWithin } from './files.js';
import { makeFolder } from './folders.js';

/**
 * Writes a file below a folder, through to the disk, whole or not at all: it has its name only when its last byte is there. What stood
 * there is replaced. Rejects with an `EnvironmentProblem`.
 * @param shown the folder, for messages
 */
export async function writeWhole(
  root: string,
  path: string,
  bytes: Uint8Array,
  shown: string,
): Promise<void> {
  const file = `${shown}/${path}`;
  const inside = insidePath(path);
  if (inside === undefined) throw leaves(file);
  const final = join(root, inside);
  const temporary = temporaryName(`${basename(final)}.new`);
  const waiting = join(dirname(final), temporary);
  try {
    makeFolder(dirname(final));
    if (!isWithin(realpathSync(root), realpathSync(dirname(final)))) throw leaves(file);
    await nodeOperations.write(waiting, bytes);
    nodeOperations.rename(waiting, final);
  } catch (cause) {
    rmSync(waiting, { force: true });
    throw cause instanceof EnvironmentProblem ? cause : writeProblem(file, cause);
  } finally {
    releaseTemporaryName(temporary);
  }
}

const leaves = (file: string): Error => environmentProblem(faultOf('host/write.way', { file }), { file });
