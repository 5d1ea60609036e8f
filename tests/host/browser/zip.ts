import { crc32 } from 'node:zlib';

/** What an archive holds at a path. */
export interface ZipEntry {
  readonly path: string;
  readonly text: string | Buffer;
  /** Type and permissions as Unix has them; 0 as if another system had made the archive. */
  readonly mode: number;
  /** The size that it says it unpacks to, where that is not true; it is then said to be compressed. */
  readonly claims?: number;
}

/** Returns a ZIP archive of these programs (path -> text), not compressed, each one executable. */
export function zipOf(programs: Readonly<Record<string, string>>): Buffer {
  return zipOfEntries(Object.entries(programs).map(([path, text]) => ({ path, text, mode: 0o100755 })));
}

/** Returns a ZIP archive of these entries, whatever they are. */
export function zipOfEntries(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { path, text, mode, claims } of entries) {
    const name = Buffer.from(path);
    const data = Buffer.from(text);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    // The name is UTF-8.
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(claims === undefined ? 0 : 8, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(claims ?? data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, name, data]);
    const rest = Buffer.alloc(14);
    // The upper half of the external attributes is the mode, where the archive was made on Unix.
    rest.writeUInt32LE((mode << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    const madeBy = Buffer.from([20, mode === 0 ? 0 : 3]);
    central.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), madeBy, common, rest, name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
