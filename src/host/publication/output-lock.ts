import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readdirSync, rmdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { faultOf } from '../../problems/problem.js';
import { makeFolder } from '../files/folders.js';
import { environmentProblem, writeProblem } from '../problems.js';
import { onExit } from '../processes/exit.js';
import { isFromHere, isOver, markPattern, ownMark } from '../processes/process-mark.js';
import { errorCode } from '../system-error.js';

/** The right to build into an output folder, which one process has at a time. */
export interface OutputLock {
  /** True when another build was there first, so that what was known of the folder is known no more. */
  readonly waited: boolean;
  /** Gives the right back, and removes the folders that were made for it when nothing came into them. */
  release(): void;
}

export interface LockOptions {
  /** The output folder as the project names it, for messages. */
  readonly shown: string;
  /** Called once, after a moment, with a line that says what is waited for. */
  readonly say: (line: string) => void;
  /** Milliseconds until that line, and until the wait is given up; tests name others. */
  readonly patience?: number;
  readonly longest?: number;
}

/** Ten minutes: longer than any build that is alive has taken. */
const longestWait = 600_000;
const moment = 1_000;
/** Milliseconds between two looks; at random, so that builds that wait do not look in step. */
const between = (): number => 100 + Math.random() * 200;
/** How often a build shows that it is alive, and after how long without that it is taken for dead, where nothing else tells. */
const beat = 15_000;
const silence = 120_000;

const claimPattern = new RegExp(`^building-(${markPattern})-[0-9a-f]{8}$`);

/**
 * Waits until no other process builds into an output folder, and keeps others from it until released or the process
 * ends, however it ends.
 *
 * Each build that wants the folder puts a claim of its own into `.build/`, an empty file whose name says which process
 * it is, and then looks for others. Who finds none has the folder; who finds one takes its own back and waits. So two
 * never have it at once, and no claim is ever taken over: that of a process that is gone counts for nothing.
 *
 * Rejects with an `EnvironmentProblem`: `host/output-locked` when the wait takes too long, `host/write` or
 * `host/disk-full` when nothing can be written there.
 */
export async function lockOutput(root: string, options: LockOptions): Promise<OutputLock> {
  const { shown, say, patience = moment, longest = longestWait } = options;
  const folder = join(resolve(root), '.build');
  const begun = performance.now();
  let waited = false;
  let said = false;
  for (;;) {
    const claim = claimsIn(folder).length === 0 ? stakeClaim(folder, shown) : undefined;
    const [other] = claimsIn(folder).filter(({ path }) => path !== claim?.path);
    if (claim !== undefined && other === undefined) return hold(claim, waited);
    claim?.remove();
    waited = true;
    const elapsed = performance.now() - begun;
    if (elapsed >= longest) throw tooLong(other, shown, longest);
    if (other !== undefined && elapsed >= patience && !said) {
      said = true;
      say(`Waiting for another build into ${shown}, process ${other.pid}`);
    }
    await delay(between());
  }
}

interface Claim {
  readonly path: string;
  readonly name: string;
  /** The id of its process, where that is. */
  readonly pid: string;
}

/** The claims of processes that are alive, or may be; those of dead ones are removed. */
function claimsIn(folder: string): readonly Claim[] {
  return namesIn(folder).flatMap((name) => {
    const mark = claimPattern.exec(name)?.[1];
    if (mark === undefined) return [];
    const path = join(folder, name);
    if (mark === ownMark() ? ownClaims.has(path) : isAlive(mark, path)) {
      return [{ path, name, pid: mark.slice(0, mark.indexOf('-')) }];
    }
    removeQuietly(path);
    return [];
  });
}

/** Of a process on another machine, or in another container, nothing is known but that it shows signs of life. */
function isAlive(mark: string, path: string): boolean {
  if (isFromHere(mark)) return !isOver(mark);
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && Date.now() - stats.mtimeMs < silence;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // It counts for nothing, there or not.
  }
}

interface OwnClaim {
  readonly path: string;
  remove(): void;
}

/** In this process too, a build waits for another. */
const ownClaims = new Set<string>();

/** Undefined when another build, which has just ended, took the folder away in the meantime. */
function stakeClaim(folder: string, shown: string): OwnClaim | undefined {
  const path = join(folder, `building-${ownMark()}-${randomBytes(4).toString('hex')}`);
  try {
    const top = makeFolder(folder);
    ownClaims.add(path);
    closeSync(openSync(path, 'wx'));
    return {
      path,
      remove() {
        ownClaims.delete(path);
        removeQuietly(path);
        if (top !== undefined) removeEmptyFolders(folder, dirname(top));
      },
    };
  } catch (cause) {
    ownClaims.delete(path);
    if (errorCode(cause) === 'ENOENT') return undefined;
    throw writeProblem(shown, cause);
  }
}

function hold(claim: OwnClaim, waited: boolean): OutputLock {
  const signs = setInterval(() => showLife(claim.path), beat).unref();
  const forget = onExit(() => claim.remove());
  return {
    waited,
    release() {
      clearInterval(signs);
      forget();
      claim.remove();
    },
  };
}

function showLife(path: string): void {
  try {
    const now = new Date();
    utimesSync(path, now, now);
  } catch {
    // The folder was removed; what is built will say so.
  }
}

function removeEmptyFolders(folder: string, stop: string): void {
  for (let current = folder; current !== stop; current = dirname(current)) {
    try {
      rmdirSync(current);
    } catch {
      return;
    }
  }
}

function tooLong(other: Claim | undefined, shown: string, longest: number): Error {
  if (other === undefined) return writeProblem(shown, new Error('it comes and goes'));
  const { pid, name } = other;
  const minutes = Math.round(longest / 60_000);
  return environmentProblem(faultOf('host/output-locked.build', { shown, pid, minutes, name }), {
    file: shown,
  });
}
