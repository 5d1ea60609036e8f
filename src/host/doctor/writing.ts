import { existsSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, openCache } from '../browser/cache.js';
import { resultCacheState } from '../result-cache.js';
import { errorCode } from '../system-error.js';
import { error, type Finding, ok, warning } from './finding.js';

/** The unpacked browser and its profile take up to this many bytes. */
const neededSpace = 1_000_000_000;

/** Whether a folder can be written to, and has room. */
export function checkWriting(
  about: string,
  folder: string,
  freeSpace: (folder: string) => number = freeBytes,
): Finding {
  try {
    const probe = mkdtempSync(join(folder, '.tallybook-doctor-'));
    writeFileSync(join(probe, 'probe'), 'probe');
    rmSync(probe, { recursive: true });
  } catch (cause) {
    return error(
      about,
      `${folder} cannot be written to (${errorCode(cause) ?? 'unknown reason'})`,
      'check its owner and permissions, and the space on the disk, or work in another folder',
    );
  }
  const free = freeSpace(folder);
  const found = `${folder} can be written to, ${(free / 1e9).toFixed(1)} GB free`;
  return free < neededSpace ? warning(about, found, 'free about 1 GB on its disk') : ok(about, found);
}

/** Whether the unpacked browser can be kept from run to run. */
export function checkCache(env: NodeJS.ProcessEnv): Finding {
  const wanted = cacheFolder(env);
  if (openCache(env) === wanted) return checkWriting('Cache', wanted);
  return warning(
    'Cache',
    `${wanted} cannot be used, so the browser is unpacked anew for each run`,
    'make it a folder of your own that no one else can write to, or name another in `TALLYBOOK_CACHE`',
  );
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** Where the results of builds are kept, and how large they are; nothing where no project is. */
export async function checkResults(folder: string, env: NodeJS.ProcessEnv): Promise<readonly Finding[]> {
  if (!existsSync(join(folder, 'tallybook.yaml'))) return [];
  const state = await resultCacheState(folder, env);
  if (state === undefined) return [ok('Results', 'none are kept for this project')];
  const { files, bytes } = state;
  const size = `${files} ${files === 1 ? 'result' : 'results'}, ${(bytes / 1e6).toFixed(1)} MB`;
  return [ok('Results', `${state.folder} has ${size}; it may be removed at any moment`)];
}
