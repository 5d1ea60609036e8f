import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Names for processes, so that what one left behind can be told from what another is using. They are made of the
 * process id, its start and the place where that id counts, as in `4711-1z141z3-ab12`. An id alone is not enough: every
 * container begins again at 1, and a folder may be shared by containers or machines that cannot see each other.
 */
export const markPattern = '\\d+-[0-9a-z]+-[0-9a-f]{4}';

let own: string | undefined;

/** The mark of this process. */
export function ownMark(): string {
  own ??= `${process.pid}-${startOf(process.pid) ?? 0}-${place()}`;
  return own;
}

/**
 * True when the process of a mark is over for certain. False for marks of other machines and containers, of which
 * nothing is known from here.
 */
export function isOver(mark: string): boolean {
  const [pid = '', start = '', where] = mark.split('-');
  if (where !== place()) return false;
  if (!isAlive(Number(pid))) return true;
  // Another process has the id now. Where starts are not known, what was left waits until that one is over too.
  return start !== '0' && startOf(Number(pid)) !== start;
}

/** True when the process of a mark can be seen from here, so that `isOver` knows. */
export const isFromHere = (mark: string): boolean => mark.split('-')[2] === place();

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** When a process was started, in ticks since the machine was; undefined where the system does not say. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // Field 22; the second, the name, is in parentheses and may hold spaces.
    const ticks = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]);
    return Number.isSafeInteger(ticks) ? ticks.toString(36) : undefined;
  } catch {
    return undefined;
  }
}

let known: string | undefined;

/** Four digits for this machine and the set of processes that are seen from here. */
function place(): string {
  known ??= createHash('sha256').update(`${hostname()} ${processes()}`).digest('hex').slice(0, 4);
  return known;
}

function processes(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}
