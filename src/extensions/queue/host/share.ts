import { createHmac, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isFolder, makeFolder } from '../../../host/files/folders.js';
import type { EnvironmentProblem } from '../../../host/host.js';
import { environmentProblem } from '../../../host/problems.js';
import { releaseTemporaryName, temporaryName } from '../../../host/publication/leftovers.js';
import { nodeOperations } from '../../../host/publication/output-operations.js';
import { errorCode } from '../../../host/system-error.js';
import { faultOf, phrase } from '../../../problems/problem.js';
import { sha256 } from '../../../sha256.js';

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
function shareProblem(shown: string, cause: unknown): EnvironmentProblem {
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
  ENOTDIR: 'there is a file where the directory is needed',
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
      lack: bytes === undefined ? 'is missing' : 'has changed',
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

const day = 24 * 3600 * 1000;
/** How long what nobody enqueues any more stays, in milliseconds. */
const kept = 30 * day;
/** In the directory: when it was cleaned. */
const cleanedFile = 'cleaned';

/**
 * Removes from a shared directory what nobody has enqueued for a month: inputs, runs, what came of them, and why something did not. At most
 * once a day, since all of it has to be looked at. Never fails.
 */
export async function cleanShare({ folder }: Pick<Share, 'folder'>, now = Date.now()): Promise<void> {
  try {
    const cleaned = join(folder, cleanedFile);
    if (existsSync(cleaned) && !(await isOlder(cleaned, now - day))) return;
    await writeFile(cleaned, '', { mode: 0o600 });
    const before = now - kept;
    const inputs = await pathsIn(join(folder, 'inputs'));
    for (const some of [...inputs, join(folder, 'runs'), join(folder, 'results')])
      for (const path of await pathsIn(some)) await removeOld(path, before);
    // What came of a run is asked for as long as it is enqueued.
    for (const path of await pathsIn(join(folder, 'parts')))
      if (!existsSync(join(folder, 'runs', `${basename(path)}.json`))) await removeOld(path, before);
  } catch {
    // Tidying up is not worth a failure; the next one tries again.
  }
}

const pathsIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder)).map((name) => join(folder, name));

async function removeOld(path: string, before: number): Promise<void> {
  if (await isOlder(path, before)) await rm(path, { recursive: true, force: true });
}

async function isOlder(path: string, before: number): Promise<boolean> {
  try {
    return (await stat(path)).mtimeMs < before;
  } catch {
    return false;
  }
}
