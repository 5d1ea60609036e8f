import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import {
  Browser,
  BrowserPlatform,
  computeExecutablePath,
  detectBrowserPlatform,
  getDownloadUrl,
  install,
} from '@puppeteer/browsers';
import { errorCode } from '../files.js';
import { environmentProblem, reasonOf, writeProblem } from '../problems.js';
import { cacheFolder, openCache } from './cache.js';
import { downloadFile } from './download.js';
import { downloadedFolder, downloadedVersion, programFile } from './downloaded.js';
import { isWhole, unpackOnce } from './unpacked-folder.js';

/** A variable of Puppeteer's for a mirror of the place that browsers are downloaded from. */
const mirror = 'PUPPETEER_CHROME_HEADLESS_SHELL_DOWNLOAD_BASE_URL';

/**
 * Downloads `chrome-headless-shell` into the cache of this user and returns its folder, where `browserCandidates`
 * finds it; does nothing when it is there and whole.
 * @param say told what takes long
 *
 * Rejects with an `EnvironmentProblem`: `host/browser-download`, or `host/write` and `host/disk-full` of the cache.
 */
export async function installBrowser(env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<string> {
  const cache = openCache(env);
  if (cache !== cacheFolder(env)) {
    throw writeProblem(cacheFolder(env), new Error('not a folder of this user that can be written to'));
  }
  const folder = downloadedFolder(cache);
  if (await isWhole(folder, 'whole')) return folder;
  const platform = publishedPlatform();
  const baseUrl = env[mirror] || undefined;
  const browser = Browser.CHROMEHEADLESSSHELL;
  const url = getDownloadUrl(browser, platform, downloadedVersion, baseUrl);
  const archive = join(cache, 'downloads', `${downloadedVersion}-${basename(url.pathname)}`);
  say(`Downloading chrome-headless-shell ${downloadedVersion} (about 100 MB) from ${url.host} ...`);
  await downloadFile(url, archive).catch((cause: unknown) => {
    throw downloadProblem(url, cause);
  });
  say('Unpacking it ...');
  try {
    await unpackOnce(folder, 'whole', async (target) => {
      const settings = { browser, buildId: downloadedVersion, cacheDir: target, platform };
      // Where `install` looks for what it would download, under the name that it would give it.
      await mkdir(join(target, browser));
      await link(archive, join(target, browser, basename(archive)));
      await withoutDeprecations(() =>
        install({ ...settings, ...(baseUrl === undefined ? {} : { baseUrl }) }),
      );
      await writeFile(join(target, programFile), relative(target, computeExecutablePath(settings)));
    });
  } catch (cause) {
    if (errorCode(cause) !== undefined) throw writeProblem(folder, cause);
    throw downloadProblem(url, cause);
  } finally {
    // Whole or not, it has served: an archive that cannot be unpacked must not be tried again.
    await rm(archive, { force: true });
  }
  return folder;
}

/**
 * Runs what unpacks ZIP files, which calls the old `Buffer()`. Node does not tell users of that about packages, but it
 * does about our bundle, of which this one is part.
 */
async function withoutDeprecations(work: () => Promise<unknown>): Promise<void> {
  const before = process.noDeprecation ?? false;
  process.noDeprecation = true;
  try {
    await work();
  } finally {
    process.noDeprecation = before;
  }
}

function publishedPlatform(): BrowserPlatform {
  const platform = detectBrowserPlatform();
  if (platform !== undefined && platform !== BrowserPlatform.LINUX_ARM) return platform;
  throw environmentProblem(
    'host/browser-download',
    `Unexpected machine (${process.platform} ${process.arch}), expected one that Google publishes browsers for`,
    { hint: 'install the Chromium of your system, and name it in `TALLYBOOK_BROWSER` if it is not found' },
  );
}

function downloadProblem(url: URL, cause: unknown): Error {
  const code = errorCode(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT') return writeProblem('downloads', cause);
  const reason = reasonOf(cause) || code || 'unknown reason';
  return environmentProblem(
    'host/browser-download',
    `Unexpected end of the download from ${url.href} (${reason}), expected a browser`,
    {
      hint: `check the network, name its proxy in \`HTTPS_PROXY\` or a mirror in \`${mirror}\`, and run it again, which goes on where it stopped; or install Chrome, Chromium or Edge in another way`,
      cause,
    },
  );
}
