import { createHash } from 'node:crypto';
import { createReadStream, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sha256 } from '../../sha256.js';
import { renameSoon } from '../files/rename.js';
import { ownMark } from '../processes/process-mark.js';
import { isOwn } from './cache.js';

/**
 * What was unpacked, one entry a line: SHA-256, size and path of a file, or the target and path of a link. Written last
 * into the folder: a folder without it, or that differs from it, is not used.
 */
const inventoryName = 'inventory.txt';

/**
 * Which inventory and files those were when they were last read through, by what the system says of them. It names the
 * time at which anything of a file last changed, which only the system can set. So a replaced browser, of equal size
 * and date too, is found at each start without reading 200 MB. It only ever saves reading: where it does not fit, as in
 * a copy that was moved to another disk, all is read and compared, and this is written anew.
 */
const seenName = 'seen.txt';

/** Not part of what was unpacked: our own records, and what a browser on Windows notes beside itself. */
const isRecord = (path: string): boolean =>
  path === inventoryName || path.startsWith(seenName) || path.endsWith('.log');

/** Writes down what a freshly unpacked folder holds; returns the SHA-256 of the inventory. */
export async function writeInventory(folder: string): Promise<string> {
  const inventory = await readThrough(folder);
  await writeFile(join(folder, inventoryName), inventory, { mode: 0o600, flag: 'wx' });
  await writeFile(join(folder, seenName), lookAt(folder, inventory), { mode: 0o600, flag: 'wx' });
  return sha256(inventory);
}

/**
 * True when a folder and all in it belong to this user, nobody else may write there, and it holds what was unpacked, no
 * more and no less.
 * @param expected SHA-256 of the inventory, where it is known from elsewhere
 * @param isRead read all of it, also when nothing seems to have changed
 */
export async function holdsInventory(
  folder: string,
  { expected, isRead = false }: { readonly expected?: string | undefined; readonly isRead?: boolean },
): Promise<boolean> {
  try {
    if (!isOwn(folder)) return false;
    const inventory = readFileSync(join(folder, inventoryName), 'utf8');
    if (inventory === '' || (expected !== undefined && sha256(inventory) !== expected)) return false;
    const now = lookAt(folder, inventory);
    if (!isRead && readSeen(folder) === now) return true;
    if ((await readThrough(folder)) !== inventory) return false;
    await remember(folder, now);
    return true;
  } catch {
    // Whatever is wrong with it, unpacking again puts it right.
    return false;
  }
}

/** Everything below a folder but records, in a fixed order. Folders count by what is in them. */
function entriesOf(
  folder: string,
): { readonly path: string; readonly full: string; readonly isLink: boolean }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => {
      const full = join(entry.parentPath, entry.name);
      return { path: relative(folder, full).split(sep).join('/'), full, isLink: entry.isSymbolicLink() };
    })
    .filter(({ path }) => !isRecord(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function readThrough(folder: string): Promise<string> {
  const lines: string[] = [];
  for (const { path, full, isLink } of entriesOf(folder)) {
    const content = isLink ? `-> ${readlinkSync(full)}` : `${await digest(full)} ${lstatSync(full).size}`;
    lines.push(`${content} ${path}\n`);
  }
  return lines.join('');
}

function lookAt(folder: string, inventory: string): string {
  const lines = entriesOf(folder).map(({ path, full, isLink }) => {
    // What a link leads to is in the list too, or belongs to the system.
    if (!isLink && !isOwn(full)) throw new Error(`${path} belongs to someone else`);
    const { ino, size, mode, mtimeNs, ctimeNs } = lstatSync(full, { bigint: true });
    return [ino, size, mode, mtimeNs, ctimeNs, path].join(' ');
  });
  return `${sha256([inventory, ...lines].join('\n'))}\n`;
}

function readSeen(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, seenName), 'utf8');
  } catch {
    return undefined;
  }
}

/** Several may do so at once, in the same words. Where it cannot be done, all is read again the next time. */
async function remember(folder: string, seen: string): Promise<void> {
  const waiting = join(folder, `${seenName}.${ownMark()}`);
  try {
    await writeFile(waiting, seen, { mode: 0o600, flag: 'wx' });
    renameSoon(waiting, join(folder, seenName));
  } catch {
    await rm(waiting, { force: true });
  }
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('hex');
}
