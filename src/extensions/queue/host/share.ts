import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isFolder, makeFolder } from '../../../host/files/folders.js';
import type { EnvironmentProblem } from '../../../host/host.js';
import { environmentProblem } from '../../../host/problems.js';
import { releaseTemporaryName, temporaryName } from '../../../host/publication/leftovers.js';
import { errorCode } from '../../../host/system-error.js';
import { faultOf, phrase } from '../../../problems/problem.js';

/**
 * A directory that several machines see, through which inputs go to workers and finished reports come back. It holds what the
 * project holds, small counts too: its folders are this user's alone, and what a queue gets to know of it is sealed.
 */
export interface Share {
  /** Absolute. */
  readonly folder: string;
  /** As typed. */
  readonly shown: string;
  /** The same wherever the directory is mounted, and no other directory's. */
  readonly id: string;
  /**
   * A name for something, which says nothing of it to whoever does not have the directory. The plain hash of data of
   * which all is known but a few small counts gives those to whoever tries them all.
   */
  seal(content: string | Uint8Array): string;
}

/** What it holds: files of projects by their hashes, what is built from which, what came of it, and why something did not. */
const folders = ['inputs', 'runs', 'parts', 'results'] as const;

/** In the directory: what makes it this one. */
const markFile = 'share.json';

/**
 * Opens a shared directory, which must be there but for its last folder, and must let this user write. Rejects with an
 * `EnvironmentProblem`: `queue/share`.
 */
export function openShare(folder: string, shown: string): Share {
  try {
    if (isFolder(dirname(folder))) makeFolder(folder, 0o700);
    // Fails where there is none.
    statSync(folder);
    for (const name of folders) makeFolder(join(folder, name), 0o700);
    const file = join(folder, markFile);
    const { id, secret } = readMark(file) ?? makeMark(folder, file);
    // Tried anew each time: a directory may have become read-only.
    const name = temporaryName('write');
    writeFileSync(join(folder, name), '', { mode: 0o600, flag: 'wx' });
    rmSync(join(folder, name));
    releaseTemporaryName(name);
    const seal = (content: string | Uint8Array): string =>
      createHmac('sha256', secret).update(content).digest('hex');
    return { folder, shown, id, seal };
  } catch (error) {
    throw shareProblem(shown, error);
  }
}

/** What is said of a shared directory that cannot be used. */
export function shareProblem(shown: string, cause: unknown): EnvironmentProblem {
  const code = errorCode(cause) ?? 'no shared directory of this version';
  return environmentProblem(
    faultOf('queue/share.failure', { code, shown }, { hint: hints[code] ?? phrase('queue/share.worker') }),
    { cause },
  );
}

const hints: Readonly<Record<string, string>> = {
  ENOENT: 'is it mounted? Only its last folder is made',
  EACCES: 'let this user write there: its folders belong to who made them, alone',
  EPERM: 'let this user write there: its folders belong to who made them, alone',
  EROFS: 'it is mounted read-only',
  ENOSPC: 'free some space there',
  ENOTDIR: 'a file stands where the directory is to be',
};

interface Mark {
  readonly id: string;
  readonly secret: string;
}

function readMark(file: string): Mark | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const { format, id, secret } = value as Partial<Record<'format' | keyof Mark, unknown>>;
    if (format !== 'tallybook-share' || typeof id !== 'string' || typeof secret !== 'string')
      throw new Error('somebody else has a file of that name there');
    return { id, secret };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Of two that open a directory at once each makes a mark; the first to give it its name stays, and the other takes that. */
function makeMark(folder: string, file: string): Mark {
  const mark: Mark = { id: randomBytes(16).toString('hex'), secret: randomBytes(32).toString('hex') };
  const name = temporaryName(markFile);
  const waiting = join(folder, name);
  writeFileSync(waiting, `${JSON.stringify({ format: 'tallybook-share', ...mark })}\n`, {
    mode: 0o600,
    flag: 'wx',
  });
  chmodSync(waiting, 0o600);
  try {
    linkSync(waiting, file);
    return mark;
  } catch (error) {
    const other = readMark(file);
    if (other !== undefined) return other;
    // Some network shares know no second names.
    if (errorCode(error) === 'EEXIST') throw error;
    renameSync(waiting, file);
    return mark;
  } finally {
    rmSync(waiting, { force: true });
    releaseTemporaryName(name);
  }
}
