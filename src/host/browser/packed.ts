import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { cacheFolder, openCache } from './cache.js';
import type { Candidate, Program } from './candidate.js';
import { holdsInventory } from './inventory.js';
import { unpackOnce } from './unpacked-folder.js';

/** The npm package that carries a compressed Chromium for Linux x64. */
export interface PackedBrowser {
  /** Its folder, with `bin/chromium.br` and `bin/al2023.tar.br`. */
  readonly folder: string;
  readonly version: string;
}

/**
 * The version that a checkout installs and an installed tool fetches, and what it unpacks to: the SHA-256 of its inventory
 * (`inventory.ts`). With it a copy is held against the tool itself and not against a record that lies beside it.
 */
export const known = {
  version: '147.0.0',
  inventory: 'd485d50ad430e62c5748f7382665abbda7f3d78f6c7160c801de963df8f965ba',
};

/** Run by root, tar-fs would give the files to whoever packed them; its types do not know the option. */
const asOwn = { dmode: 0o700, fmode: 0o600, chown: false };

const isItsMachine = process.platform === 'linux' && process.arch === 'x64';

const unpackedFolder = (cache: string, version: string): string => join(cache, `chromium-${version}`);

/** Returns the packed browser where its package is installed and fits this machine. */
export function findPackedBrowser(): PackedBrowser | undefined {
  if (!isItsMachine) return undefined;
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

/** True where the packed browser fits this machine, and neither its package nor a fetched copy of it is there. */
export const lacksPackedBrowser = (env: NodeJS.ProcessEnv): boolean =>
  isItsMachine &&
  findPackedBrowser() === undefined &&
  !existsSync(unpackedFolder(cacheFolder(env), known.version));

/**
 * Unpacks the browser into the cache, or returns the copy that is there, whole and as it was.
 *
 * The package's own `executablePath()` is not used: it unpacks to a fixed path in the shared temporary folder and
 * starts whatever lies there, whoever put it.
 *
 * @param isRead read the copy through, also when nothing seems to have changed
 */
export async function unpackBrowser(packed: PackedBrowser, cache: string, isRead = false): Promise<Program> {
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
  return programIn(await unpackOnce(unpackedFolder(cache, packed.version), unpack, { expected, isRead }));
}

const programIn = (folder: string): Program => ({
  executable: join(folder, 'chromium'),
  libraries: join(folder, 'al2023', 'lib'),
});

/** The browser of a package that is installed, or else the copy that a build has fetched. */
export function packedBrowser(
  env: NodeJS.ProcessEnv,
  packed: PackedBrowser | undefined,
): Candidate | undefined {
  const version = packed?.version ?? known.version;
  const fetched = unpackedFolder(cacheFolder(env), version);
  if (packed === undefined && !(isItsMachine && existsSync(fetched))) return undefined;
  return {
    kind: 'packed',
    name: `@sparticuz/chromium ${version}`,
    repairable: true,
    async locate(repair) {
      if (packed !== undefined) return await unpackBrowser(packed, openCache(env), repair);
      if (await holdsInventory(fetched, { expected: known.inventory, isRead: repair }))
        return programIn(fetched);
      throw new Error(`the copy is not what was fetched: remove ${fetched} and build again`);
    },
  };
}
