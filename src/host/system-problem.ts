import type { DiagnosticCode } from '../diagnostic-codes.js';
import { faultOf, phrase } from '../problems/problem.js';
import type { EnvironmentProblem } from './host.js';
import { environmentProblem, reasonOf, writeProblem } from './problems.js';
import { errorCode } from './system-error.js';

type Shortage = readonly [code: DiagnosticCode, lack: string, hint: string];

const openFiles: Shortage = [
  'host/open-files',
  'No more files can be opened on this machine',
  'raise it, such as with `ulimit -n 1024`, and run it again',
];
const memory: Shortage = [
  'host/memory',
  'The machine has no more memory or processes to give',
  'close other programs, or raise the limit of the container or of Node (`NODE_OPTIONS=--max-old-space-size=4096`), and run it again',
];
const damaged: Shortage = [
  'host/package',
  'The installation of Tallybook is damaged',
  'install Tallybook again (`npm ci`, then `npm run compile`); `tallybook doctor` says whether it is whole',
];

/** What the system, or Node, has not got, by the code of its error, whatever was asked of it. */
const shortages: Readonly<Record<string, Shortage>> = {
  EMFILE: openFiles,
  ENFILE: openFiles,
  ENOMEM: memory,
  EAGAIN: memory,
  ERR_WORKER_OUT_OF_MEMORY: memory,
  ERR_MODULE_NOT_FOUND: damaged,
};

/** Returns the problem of a machine that has no more of something, or lacks a part of Tallybook; undefined for any other error. */
export function shortageProblem(error: unknown): EnvironmentProblem | undefined {
  const [code, lack, hint] = shortages[errorCode(error) ?? ''] ?? [];
  if (code === undefined || hint === undefined) return undefined;
  const message = phrase('host/shortages.enough', { lack, reason: reasonOf(error) });
  return environmentProblem({ severity: 'error', code, message, hint }, { cause: error });
}

/**
 * Returns the problem of the machine that an error of the system or of Node stands for, wherever it was met; undefined
 * for any other error, which is a fault of the program.
 */
export function systemProblem(error: unknown): EnvironmentProblem | undefined {
  const code = errorCode(error);
  const shortage = shortageProblem(error);
  if (shortage !== undefined || code === undefined) return shortage;
  if (!(error instanceof Error && 'syscall' in error && 'path' in error)) return undefined;
  const path = String(error.path);
  const isReading = /^(?:open|read|stat|lstat|scandir|realpath|access)/.test(String(error.syscall));
  // A file may have been opened to be written: these codes say so, and the name of the call does not.
  if (!isReading || code === 'ENOSPC' || code === 'EDQUOT' || code === 'EROFS')
    return writeProblem(path, error);
  return environmentProblem(faultOf('host/read.failure', { code, path }), { file: path, cause: error });
}
