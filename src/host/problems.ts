import { type Fault, faultOf, phrase } from '../problems/problem.js';
import { EnvironmentProblem } from './host.js';
import { errorCode } from './system-error.js';

/**
 * Returns an error that ends the run with exit code 3.
 * @param file the file concerned as the project names it, or `tallybook` where none is
 */
export function environmentProblem(
  fault: Fault,
  { file = 'tallybook', cause }: { readonly file?: string; readonly cause?: unknown } = {},
): EnvironmentProblem {
  return new EnvironmentProblem({ ...fault, position: { file, line: 1, column: 1 } }, { cause });
}

/** Returns the problem that a failed write stands for: the disk is full, or `file` could not be written. */
export function writeProblem(file: string, cause: unknown): EnvironmentProblem {
  const code = errorCode(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return environmentProblem(faultOf('host/disk-full', { file }), { file, cause });
  }
  return environmentProblem(
    faultOf(
      'host/write.writing',
      { code: code ?? reasonOf(cause), file },
      { hint: writeHints[code ?? ''] ?? phrase('host/write.check') },
    ),
    { file, cause },
  );
}

/** What to do about a failed write, by the reason that the system gives. */
const writeHints: Readonly<Record<string, string>> = {
  EEXIST: 'there is a file where a folder is needed: move it away and build again',
  ENOTDIR: 'there is a file where a folder is needed: move it away and build again',
  EISDIR: 'there is a folder where a file is needed: move it away and build again',
  ENAMETOOLONG: 'the name is too long for this disk: give the output folder or the report a shorter one',
  EROFS: 'the disk is read-only: build a copy of the project that lies on another',
};

/** Returns the problem that a failed replacement of a file stands for: most often it is open in a viewer. */
export function replaceProblem(file: string, cause: unknown): EnvironmentProblem {
  const code = errorCode(cause);
  if (code !== 'EBUSY' && code !== 'EPERM' && code !== 'EACCES') return writeProblem(file, cause);
  return environmentProblem(faultOf('host/output-locked.lock', { code, file }), { file, cause });
}

/** The first line of what an error says. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n', 1)[0] ?? '';
}

/** The current folder. Fails with an `EnvironmentProblem` `host/current-folder` when it was removed, or may not be read. */
export function currentFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw environmentProblem(faultOf('host/current-folder'), { cause });
  }
}
