import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './cache.js';
import type { Candidate } from './candidate.js';
import { holdsInventory } from './inventory.js';

/**
 * The version of `chrome-headless-shell` that `doctor --install-browser` downloads: the one that our version of
 * puppeteer is tested with, so that a machine set up later prints with the same browser.
 */
export const downloadedVersion = '148.0.7778.97';

/** Within the folder of a downloaded browser: the path of its program from there. */
export const programFile = 'program.txt';

/** Beside it: the address that it came from and the SHA-256 of the archive. */
export const originFile = 'origin.json';

/** Returns the folder that holds the downloaded browser, once it is downloaded. */
export function downloadedFolder(cache: string): string {
  return join(cache, `chrome-headless-shell-${downloadedVersion}`);
}

/** Returns the browser that `doctor --install-browser` or `npm start` has put into the cache of this user, if it has. */
export function downloadedBrowser(env: NodeJS.ProcessEnv): Candidate | undefined {
  const folder = downloadedFolder(cacheFolder(env));
  if (!existsSync(folder)) return undefined;
  return {
    kind: 'downloaded',
    name: `chrome-headless-shell ${downloadedVersion} (downloaded)`,
    // A second look reads all of it, and then says plainly that the copy is another.
    repairable: true,
    async locate(repair) {
      if (!(await holdsInventory(folder, { isRead: repair }))) {
        throw new Error(
          'the copy is not what was downloaded: run `tallybook doctor --install-browser` again',
        );
      }
      return { executable: join(folder, await readFile(join(folder, programFile), 'utf8')) };
    },
  };
}
