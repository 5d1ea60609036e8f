import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { unpackOnce } from './unpacked-folder.js';

/** The npm package that carries a compressed Chromium for Linux x64. */
export interface PackedBrowser {
  /** Its folder, with `bin/chromium.br` and `bin/al2023.tar.br`. */
  readonly folder: string;
  readonly version: string;
}

/** A browser ready to start: its binary and the folder of the system libraries that it brings along. */
export interface UnpackedBrowser {
  readonly executable: string;
  readonly libraries: string;
}

/** Run by root, tar-fs would give the files to whoever packed them; its types do not know the option. */
const asOwn = { dmode: 0o700, fmode: 0o600, chown: false };

/** Returns the packed browser where its optional package is installed and fits this machine. */
export function findPackedBrowser(): PackedBrowser | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  } catch {
    return undefined;
  }
  for (let folder = dirname(entry); folder !== dirname(folder); folder = dirname(folder)) {
    if (!existsSync(join(folder, 'bin', 'chromium.br'))) continue;
    const { version }: { version: string } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return { folder, version };
  }
  return undefined;
}

/**
 * What the version that `package.json` names unpacks to: SHA-256 of its inventory (`inventory.ts`). With it a copy is
 * held against the tool itself and not against a record that lies beside it.
 */
const known = {
  version: '147.0.0',
  inventory: 'd485d50ad430e62c5748f7382665abbda7f3d78f6c7160c801de963df8f965ba',
};

/**
 * Unpacks the browser into the cache, or returns the copy that is there, whole and as it was.
 *
 * The package's own `executablePath()` is not used: it unpacks to a fixed path in the shared temporary folder and
 * starts whatever lies there, whoever put it.
 *
 * @param isRead read the copy through, also when nothing seems to have changed
 */
export async function unpackBrowser(
  packed: PackedBrowser,
  cache: string,
  isRead = false,
): Promise<UnpackedBrowser> {
  const unpack = async (target: string): Promise<void> => {
    await pipeline(
      createReadStream(join(packed.folder, 'bin', 'chromium.br')),
      createBrotliDecompress(),
      createWriteStream(join(target, 'chromium'), { mode: 0o700, flags: 'wx' }),
    );
    // Only here, since every other build finds the browser unpacked.
    const { extract } = await import('tar-fs');
    await pipeline(
      createReadStream(join(packed.folder, 'bin', 'al2023.tar.br')),
      createBrotliDecompress(),
      extract(join(target, 'al2023'), asOwn),
    );
  };
  const expected = packed.version === known.version ? known.inventory : undefined;
  const folder = await unpackOnce(join(cache, `chromium-${packed.version}`), unpack, { expected, isRead });
  return { executable: join(folder, 'chromium'), libraries: join(folder, 'al2023', 'lib') };
}
