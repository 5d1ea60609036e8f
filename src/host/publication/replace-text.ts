import { realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { folderFiles } from '../files/files.js';
import { writeProblem } from '../problems.js';
import { releaseTemporaryName, temporaryName } from './leftovers.js';
import { nodeOperations } from './output-operations.js';

/**
 * Puts another text into a file of a project, whole or not at all: it is written beside it first. A byte order mark stays,
 * and where the path is a link, the file behind it is the one that changes. Rejects with an `EnvironmentProblem`.
 */
export async function replaceText(root: string, path: string, text: string): Promise<void> {
  try {
    const target = await realpath(join(root, path));
    const [first, second, third] = await folderFiles(root).read(path);
    const mark = first === 0xef && second === 0xbb && third === 0xbf ? '\uFEFF' : '';
    await replaceFile(target, new TextEncoder().encode(mark + text));
  } catch (error) {
    throw writeProblem(path, error);
  }
}

/** Puts bytes in the place of a file, whole or not at all; links have been followed. */
export async function replaceFile(target: string, bytes: Uint8Array): Promise<void> {
  const temporary = temporaryName(basename(target));
  const waiting = join(dirname(target), temporary);
  try {
    await nodeOperations.write(waiting, bytes);
    nodeOperations.rename(waiting, target);
  } catch (error) {
    nodeOperations.remove(waiting);
    throw error;
  } finally {
    releaseTemporaryName(temporary);
  }
}
