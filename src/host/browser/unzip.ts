import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { makeFolder } from '../folders.js';

/** What a browser may come to, ten times what one does: an archive that unpacks to more was made to fill a disk. */
const most = { bytes: 2_000_000_000, entries: 10_000 } as const;

/**
 * Unpacks a ZIP archive into a new folder. It must hold plain files and folders only, each once, all inside the folder,
 * and not more than a browser could need. Everything is looked at before the first byte is written, and nothing is ever
 * written over.
 *
 * Rejects with a plain error that says what is wrong, or the error of the system.
 */
export async function unzip(archive: string, target: string): Promise<void> {
  // Names with backslashes, absolute ones and such with `..` are refused by yauzl itself; so are sizes that are not true.
  const zip = await openPromise(archive, { strictFileNames: true, autoClose: false });
  try {
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) {
      entries.push(entry);
      if (entries.length > most.entries) throw new Error(`the archive has more than ${most.entries} entries`);
    }
    check(entries);
    for (const entry of entries) await write(zip, entry, join(target, entry.fileName));
  } finally {
    zip.close();
  }
}

function check(entries: readonly Entry[]): void {
  const names = new Set<string>();
  let bytes = 0;
  for (const entry of entries) {
    const { fileName, uncompressedSize } = entry;
    const kind = kindOf(entry);
    if (kind === 'other') throw new Error(`\`${fileName}\` in the archive is neither a file nor a folder`);
    // Some disks tell no case, and no way of writing an accent.
    const name = fileName.replace(/\/$/, '').normalize('NFC').toLowerCase();
    if (names.has(name)) throw new Error(`\`${fileName}\` is in the archive twice`);
    names.add(name);
    bytes += uncompressedSize;
    if (bytes > most.bytes) throw new Error(`the archive unpacks to more than ${most.bytes} bytes`);
  }
}

async function write(zip: ZipFile, entry: Entry, path: string): Promise<void> {
  if (kindOf(entry) === 'folder') return void makeFolder(path, 0o700);
  makeFolder(join(path, '..'), 0o700);
  const isProgram = (modeOf(entry) & 0o100) !== 0;
  const mode = isProgram ? 0o700 : 0o600;
  await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path, { mode, flags: 'wx' }));
}

/** The mode that Unix gave a file, 0 where another system made the archive. */
function modeOf({ versionMadeBy, externalFileAttributes }: Entry): number {
  return versionMadeBy >> 8 === 3 ? externalFileAttributes >>> 16 : 0;
}

function kindOf(entry: Entry): 'file' | 'folder' | 'other' {
  const type = modeOf(entry) & 0o170000;
  const isNamedFolder = entry.fileName.endsWith('/');
  if (type === 0) return isNamedFolder ? 'folder' : 'file';
  if (type === 0o040000) return isNamedFolder ? 'folder' : 'other';
  return type === 0o100000 && !isNamedFolder ? 'file' : 'other';
}
