import type { DiagnosticCode } from '../diagnostic-codes.js';
import { EnvironmentProblem } from './host.js';
import { errorCode } from './system-error.js';

/**
 * Returns an error that ends the run with exit code 3.
 * @param file the file concerned as the project names it, or `tallybook` where none is
 */
export function environmentProblem(
  code: DiagnosticCode,
  message: string,
  details: { readonly file?: string; readonly hint?: string; readonly cause?: unknown } = {},
): EnvironmentProblem {
  const { file = 'tallybook', hint, cause } = details;
  return new EnvironmentProblem(
    {
      severity: 'error',
      code,
      message,
      position: { file, line: 1, column: 1 },
      ...(hint === undefined ? {} : { hint }),
    },
    { cause },
  );
}

/** Returns the problem that a failed write stands for: the disk is full, or `file` could not be written. */
export function writeProblem(file: string, cause: unknown): EnvironmentProblem {
  const code = errorCode(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return environmentProblem(
      'host/disk-full',
      `Unexpected full disk at \`${file}\`, expected room to write it`,
      {
        file,
        hint: 'free some space and build again; the old output is untouched',
        cause,
      },
    );
  }
  return environmentProblem(
    'host/write',
    `Unexpected failure (${code ?? reasonOf(cause)}) on writing \`${file}\`, expected to be able to write there`,
    {
      file,
      hint: writeHints[code ?? ''] ?? 'check that the folder exists and that you may write to it',
      cause,
    },
  );
}

/** What to do about a failed write, by the reason that the system gives. */
const writeHints: Readonly<Record<string, string>> = {
  EEXIST: 'a file stands where a folder is needed: move it away and build again',
  ENOTDIR: 'a file stands where a folder is needed: move it away and build again',
  EISDIR: 'a folder stands where a file is needed: move it away and build again',
  ENAMETOOLONG: 'the name is too long for this disk: give the output folder or the report a shorter one',
  EROFS: 'the disk is read-only: build a copy of the project that lies on another',
};

/** Returns the problem that a failed replacement of a file stands for: most often it is open in a viewer. */
export function replaceProblem(file: string, cause: unknown): EnvironmentProblem {
  const code = errorCode(cause);
  if (code !== 'EBUSY' && code !== 'EPERM' && code !== 'EACCES') return writeProblem(file, cause);
  return environmentProblem(
    'host/output-locked',
    `Unexpected lock (${code}) on \`${file}\`, expected to be able to replace it`,
    {
      file,
      hint: `close the program that has \`${file}\` open and build again; the old output is untouched`,
      cause,
    },
  );
}

/** The first line of what an error says. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n', 1)[0] ?? '';
}
