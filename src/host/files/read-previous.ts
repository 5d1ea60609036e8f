import { basename } from 'node:path';
import { faultOf } from '../../problems/problem.js';
import { FileProblem } from '../host.js';
import { environmentProblem, reasonOf } from '../problems.js';
import { errorCode } from '../system-error.js';
import { folderFiles } from './files.js';

/**
 * Returns the bytes of a file of an earlier build, such as the manifest, or undefined where there is none.
 * Rejects with an `EnvironmentProblem` `host/read` when something is there that cannot be read.
 */
export async function readPrevious(outputRoot: string, path: string): Promise<Uint8Array | undefined> {
  try {
    return await folderFiles(outputRoot).read(path);
  } catch (cause) {
    if (!(cause instanceof FileProblem)) throw cause;
    if (cause.reason === 'missing') return undefined;
    const file = `${basename(outputRoot)}/${path}`;
    throw environmentProblem(faultOf('host/read.earlier', { fault: faultIn(cause), file }), {
      file,
      cause,
    });
  }
}

function faultIn({ reason, found, cause }: FileProblem): string {
  if (reason === 'not-a-file') return `is ${found}, and not a file`;
  if (reason === 'too-large') return `has ${found} bytes, which is too much`;
  if (reason === 'outside') return 'is a link out of the output folder';
  return `cannot be read (${errorCode(cause) ?? reasonOf(cause)})`;
}
