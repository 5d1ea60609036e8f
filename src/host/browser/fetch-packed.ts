import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { faultOf } from '../../problems/problem.js';
import { openTemporaryFolder } from '../files/temporary-folder.js';
import { EnvironmentProblem } from '../host.js';
import { environmentProblem, reasonOf } from '../problems.js';
import { openCache } from './cache.js';
import type { Fetched } from './candidate.js';
import { downloadFile } from './download.js';
import { type NpmRegistry, npmRegistry } from './npm-registry.js';
import { known, unpackBrowser } from './packed.js';

/** What the registry has under the version that we know. */
const archive = {
  path: `@sparticuz/chromium/-/chromium-${known.version}.tgz`,
  sha256: '18fe5404ce845594cd7d592fc07f37a19514079ba4d9c27192ad8b908743f16b',
};

/**
 * Fetches the browser from the npm registry of this user into the cache, where `browserCandidates` finds it. Its SHA-256 is in this program,
 * so that any registry and mirror may serve it. One that was interrupted goes on where it stopped.
 *
 * Rejects with an `EnvironmentProblem`, `host/browser-fetch`.
 */
export async function fetchPackedBrowser(
  env: NodeJS.ProcessEnv,
  told: (fetched: Fetched) => void,
  { url, network }: NpmRegistry = npmRegistry('@sparticuz', env),
  { path, sha256 } = archive,
): Promise<void> {
  const cache = openCache(env);
  const target = join(cache, 'downloads', `chromium-${known.version}.tgz`);
  const host = `${url.host}${network.through(url)}`;
  const unpacked = openTemporaryFolder('browser-package');
  try {
    const progress = (bytes: number, all: number | undefined): void => told({ from: url.host, bytes, all });
    told({ from: host, bytes: 0, all: undefined });
    await downloadFile(new URL(path, url), target, { sha256, network, progress });
    const { extract } = await import('tar-fs');
    // Its names come after `strip`.
    const options = {
      strip: 1,
      ignore: (_: string, header?: { name: string }) =>
        !/^bin\/(?:chromium|al2023\.tar)\.br$/.test(header?.name ?? ''),
    };
    await pipeline(createReadStream(target), createGunzip(), extract(unpacked.path, options));
    await unpackBrowser({ folder: unpacked.path, version: known.version }, cache);
  } catch (cause) {
    if (cause instanceof EnvironmentProblem) throw cause;
    throw environmentProblem(faultOf('host/browser-fetch', { host, reason: reasonOf(cause) }), { cause });
  } finally {
    unpacked.removeNow();
    await rm(target, { force: true });
  }
}
