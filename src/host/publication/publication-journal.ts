import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { sha256 } from '../../sha256.js';
import { insidePath, isWithin } from '../files/files.js';
import { renameSoon } from '../files/rename.js';
import { isTemporaryName } from './leftovers.js';

/** One change of names, as the journal has it. */
interface Entry {
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  /** Of what is put there; of an obsolete file, of what is removed. */
  readonly sha256: string;
  /** The name under which the old file is kept meanwhile, in the same folder. */
  readonly backup: string;
  readonly obsolete: boolean;
  /** True where an old file stood. */
  readonly had: boolean;
}

/** True when a process was killed, or is at work, between the old outputs and the new. */
export const isBetween = (root: string): boolean => existsSync(join(root, journalName));

/** In the output folder while names change, and there alone. */
export const journalName = '.publishing.json';

/**
 * True when a file of that name holds something else than a journal, or the beginning of one whose writer was killed: then
 * it is somebody's, and stays. So is one that cannot be read.
 */
export function isForeignJournal(root: string): boolean {
  const file = join(root, journalName);
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return false;
  if (!stats.isFile()) return true;
  const text = attempt(() => readFileSync(file, 'utf8'));
  if (text === undefined) return true;
  return !text.startsWith(beginning) && !beginning.startsWith(text) && text !== '[]';
}

/** What every journal of one file or more begins with. */
const beginning = '[{"path":';

/** One file that is put into the output folder, or removed from it. */
interface JournalStep {
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  /** Of the new file, or of the obsolete one. */
  readonly sha256: string;
  /** Where it stands in the end; absolute, as the next two. */
  readonly final: string;
  /** Where the new file waits meanwhile; undefined for an obsolete one. */
  readonly waiting: string | undefined;
  /** Where the old file is kept meanwhile. */
  readonly backup: string;
}

/**
 * Writes down, through to the disk, which names are about to change and in which order, and returns the path of the
 * journal. When the process is killed before it removes the journal, `recover` undoes what was half done.
 */
export function writeJournal(root: string, steps: readonly JournalStep[]): string {
  const file = join(root, journalName);
  const entries = steps.map(
    ({ path, sha256, final, waiting, backup }): Entry => ({
      path,
      sha256,
      backup: basename(backup),
      obsolete: waiting === undefined,
      had: existsSync(final),
    }),
  );
  rmSync(file, { force: true });
  const handle = openSync(file, 'wx');
  try {
    writeSync(handle, JSON.stringify(entries));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return file;
}

/**
 * Makes an output folder whole again that a killed process left between two states: where the last name (that of the
 * manifest, or of its signature) was not changed, every old file comes back. To be called by who alone builds there.
 * Never fails: a file that cannot be read counts as one that the killed process did not put there.
 *
 * The journal may be forged: only what is named like a kept file comes back, and only to where nothing stands, or
 * what the journal says was put there.
 * @param isOwn True for the paths at which a build writes.
 */
export function recover(root: string, isOwn: (path: string) => boolean): void {
  const file = join(root, journalName);
  const entries = readJournal(file).filter(({ path }) => isOwn(path));
  const [last] = entries.slice(-1);
  if (last !== undefined && hashOf(place(root, last.path)) !== last.sha256) {
    for (const entry of entries.toReversed()) attempt(() => bringBack(root, entry));
  }
  if (!isForeignJournal(root)) attempt(() => rmSync(file, { force: true }));
}

function readJournal(file: string): readonly Entry[] {
  try {
    if (!lstatSync(file).isFile()) return [];
    const entries: unknown = JSON.parse(readFileSync(file, 'utf8'));
    // One that is not whole was never acted upon.
    return Array.isArray(entries) && entries.every(isEntry) ? entries : [];
  } catch {
    return [];
  }
}

function isEntry(entry: unknown): entry is Entry {
  if (typeof entry !== 'object' || entry === null) return false;
  const { path, sha256, backup, obsolete, had } = entry as Partial<Record<keyof Entry, unknown>>;
  return (
    typeof path === 'string' &&
    typeof sha256 === 'string' &&
    typeof backup === 'string' &&
    typeof obsolete === 'boolean' &&
    typeof had === 'boolean' &&
    isTemporaryName(backup)
  );
}

function bringBack(root: string, { path, sha256, backup, obsolete, had }: Entry): void {
  const final = place(root, path);
  if (final === undefined) return;
  const kept = join(dirname(final), backup);
  const there = lstatSync(final, { throwIfNoEntry: false });
  const old = lstatSync(kept, { throwIfNoEntry: false });
  const isNew = !obsolete && hashOf(final) === sha256;
  if (old?.isFile() === true) {
    const isSame = there !== undefined && there.ino === old.ino && there.dev === old.dev;
    if (there === undefined || isNew) renameSoon(kept, final);
    // Renaming one name of a file to another of the same does nothing.
    if (isSame) rmSync(kept, { force: true });
  } else if (old === undefined && isNew && !had) rmSync(final);
}

/** Where an entry stands; undefined where that is not in the output folder. */
function place(root: string, path: string): string | undefined {
  const inside = insidePath(path);
  if (inside === undefined || inside === '.') return undefined;
  try {
    const folder = realpathSync(dirname(join(root, inside)));
    return isWithin(realpathSync(root), folder) ? join(folder, basename(inside)) : undefined;
  } catch {
    return undefined;
  }
}

/** The hash of a file; undefined where none stands, or none that can be read. */
function hashOf(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  return attempt(() => (lstatSync(file).isFile() ? sha256(readFileSync(file)) : undefined));
}

/** What a step returns; undefined where it fails: the next build finds the same and tries again, or replaces it. */
function attempt<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch {
    return undefined;
  }
}
