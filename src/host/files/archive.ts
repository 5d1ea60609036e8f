import { buffer } from 'node:stream/consumers';
import { type Entry, fromBufferPromise } from 'yauzl';

/** A file of a ZIP archive as its directory lists it. */
export interface ArchivedFile {
  readonly name: string;
  readonly compressedBytes: number;
  readonly bytes: number;
  readonly isEncrypted: boolean;
}

/** A ZIP archive in memory, of which only the directory was read. */
export interface Archive {
  readonly files: readonly ArchivedFile[];
  /** The bytes of a file, which are as many as the directory says; undefined where there is none of the name. */
  read(name: string): Promise<Uint8Array | undefined>;
}

/** Opens a ZIP archive, of which no more than `most` files are listed. Rejects with a plain error where it is none. */
export async function openArchive(bytes: Uint8Array, most: number): Promise<Archive> {
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    if (entries.has(entry.fileName)) throw new Error(`\`${entry.fileName}\` is in the archive twice`);
    entries.set(entry.fileName, entry);
    if (entries.size > most) throw new Error(`the archive has more than ${most} files`);
  }
  return {
    files: [...entries.values()].map((entry) => ({
      name: entry.fileName,
      compressedBytes: entry.compressedSize,
      bytes: entry.uncompressedSize,
      isEncrypted: entry.isEncrypted(),
    })),
    read: async (name) => {
      const entry = entries.get(name);
      return entry && new Uint8Array(await buffer(await zip.openReadStreamPromise(entry)));
    },
  };
}
