import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faultOf } from '../../problems/problem.js';
import type { EnvironmentProblem } from '../host.js';
import { environmentProblem, writeProblem } from '../problems.js';
import { onExit } from '../processes/exit.js';
import { isOver, markPattern, ownMark } from '../processes/process-mark.js';
import { errorCode } from '../system-error.js';
import { systemProblem } from '../system-problem.js';

/** A folder of this process alone, in the temporary folder of the system or another. */
export interface TemporaryFolder {
  readonly path: string;
  /** Removes it with all that is in it, at once. Never fails. */
  removeNow(): void;
  /** The same, beside whatever else is done. */
  remove(): Promise<void>;
}

/**
 * What such folders are made for: a browser profile, a cache that cannot be kept, a revision of git, a file for a
 * program that takes no bytes. Outputs that are compared with others are one more.
 */
export type TemporaryKind =
  | 'browser'
  | 'browser-package'
  | 'inputs'
  | 'cache'
  | 'revision'
  | 'file'
  | 'rebuilt';

const removal = { recursive: true, force: true, maxRetries: 5, retryDelay: 50 } as const;

/**
 * Makes a temporary folder, which goes when the process ends, however it ends: by itself or by a signal at once, and
 * after a SIGKILL when the next process makes one.
 *
 * Fails with an `EnvironmentProblem`: `host/write` or `host/disk-full`.
 */
export function openTemporaryFolder(kind: TemporaryKind, within = tmpdir()): TemporaryFolder {
  clearAbandoned(within);
  const path = makeFolder(kind, within);
  const removeNow = (): void => {
    removeFolder(path);
    release();
  };
  const release = onExit(removeNow);
  return {
    path,
    removeNow,
    async remove() {
      await rm(path, removal).catch(() => {});
      release();
    },
  };
}

function makeFolder(kind: TemporaryKind, within: string): string {
  try {
    return mkdtempSync(join(within, `tallybook-${kind}-${ownMark()}-`));
  } catch (cause) {
    throw within === tmpdir() ? temporaryProblem(cause) : writeProblem(within, cause);
  }
}

/** The way out of most failures is another place, which few know how to name. */
function temporaryProblem(cause: unknown): EnvironmentProblem {
  const found = systemProblem(cause)?.diagnostic.code;
  if (found !== 'host/write') return writeProblem(tmpdir(), cause);
  return environmentProblem(faultOf('host/write.making', { errorCode: errorCode(cause), tmpdir: tmpdir() }), {
    cause,
  });
}

const abandoned = new RegExp(`^tallybook-(?:browser|cache|inputs|rebuilt|revision)-(${markPattern})-\\w{6}$`);
const cleared = new Set<string>();

/**
 * Ends and removes, once a process, what processes that were killed have left: a browser that was too stuck to see that
 * its owner was gone, and folders. Only what belongs to this user, and only of processes that are over. Never fails.
 */
function clearAbandoned(within: string): void {
  if (cleared.has(within)) return;
  cleared.add(within);
  for (const name of namesIn(within)) {
    const mark = abandoned.exec(name)?.[1];
    const path = join(within, name);
    if (mark === undefined || !isOver(mark) || !isOwnFolder(path)) continue;
    endProcessesOf(path);
    removeFolder(path);
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isOwnFolder(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isDirectory() === true && (process.getuid === undefined || stats.uid === process.getuid());
}

/** Ends the processes whose command line names something in a folder, and those in their groups. Linux alone shows them. */
function endProcessesOf(folder: string): void {
  for (const pid of namesIn('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`=${folder}/`)) continue;
      // A browser leads its own group.
      process.kill(-Number(pid), 'SIGKILL');
    } catch {
      // It ended meanwhile, is another user's, or leads no group.
    }
  }
}

function removeFolder(path: string): void {
  try {
    rmSync(path, removal);
  } catch {
    // A folder in the temporary folder of the system is no reason to fail a build.
  }
}
