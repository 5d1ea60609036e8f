import { createWriteStream, statSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  Browser,
  BrowserPlatform,
  computeExecutablePath,
  detectBrowserPlatform,
  getDownloadUrl,
} from '@puppeteer/browsers';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { faultOf } from '../../problems/problem.js';
import { makeFolder } from '../files/folders.js';
import { environmentProblem, reasonOf, writeProblem } from '../problems.js';
import { errorCode } from '../system-error.js';
import { cacheFolder, openCache } from './cache.js';
import { downloadFile, networkThrough } from './download.js';
import { downloadedFolder, downloadedVersion, originFile, programFile } from './downloaded.js';
import { holdsInventory } from './inventory.js';
import { unpackOnce } from './unpacked-folder.js';

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

const browser = Browser.CHROMEHEADLESSSHELL;

/** A variable of Puppeteer's for a mirror of the place that browsers are downloaded from. */
const mirror = 'PUPPETEER_CHROME_HEADLESS_SHELL_DOWNLOAD_BASE_URL';

/** Names the SHA-256 of the archive: without it, only the publisher's own host is trusted. */
const checksum = 'TALLYBOOK_BROWSER_SHA256';

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
  if (await holdsInventory(folder, { isRead: true })) return folder;
  const platform = publishedPlatform();
  const { url, sha256 } = sourceOf(platform, env);
  const archive = join(cache, 'downloads', `${downloadedVersion}-${basename(url.pathname)}`);
  const network = networkThrough();
  const through = network.through(url);
  say(`Downloading chrome-headless-shell ${downloadedVersion} (about 100 MB) from ${url.host}${through} ...`);
  const found = await downloadFile(url, archive, { sha256, network, progress: inTenths(say) }).catch(
    (cause: unknown) => {
      throw downloadProblem(`${url.href}${through}`, cause);
    },
  );
  say(`Unpacking it (SHA-256 ${found}) ...`);
  try {
    await unpackOnce(folder, async (target) => {
      await unzip(archive, target);
      const program = programIn(target, platform);
      statSync(join(target, program));
      await writeFile(join(target, programFile), program);
      await writeFile(join(target, originFile), `${JSON.stringify({ address: url.href, sha256: found })}\n`);
    });
  } catch (cause) {
    const code = errorCode(cause);
    // An archive without the program is the fault of the archive.
    if (code !== undefined && code !== 'ENOENT') throw writeProblem(folder, cause);
    throw downloadProblem(url.href, cause);
  } finally {
    // Whole or not, it has served: an archive that cannot be unpacked must not be tried again.
    await rm(archive, { force: true });
  }
  return folder;
}

/** Where to download from, and what must come from there. */
function sourceOf(
  platform: BrowserPlatform,
  env: NodeJS.ProcessEnv,
): { readonly url: URL; readonly sha256?: string } {
  const baseUrl = env[mirror] || undefined;
  const url = getDownloadUrl(browser, platform, downloadedVersion, baseUrl);
  const sha256 = env[checksum]?.trim().toLowerCase();
  if (sha256 !== undefined && sha256 !== '') {
    if (/^[0-9a-f]{64}$/.test(sha256)) return { url, sha256 };
    throw refused(`\`${checksum}\` is not a SHA-256, which has 64 hexadecimal digits`);
  }
  if (baseUrl === undefined) return { url };
  throw refused(
    `the mirror \`${url.origin}\` comes without the SHA-256 of ${basename(url.pathname)} in \`${checksum}\``,
  );
}

function refused(reason: string): Error {
  return environmentProblem(faultOf('host/browser-download.download', { reason, checksum, mirror }));
}

/** The path of the program in an unpacked archive. */
function programIn(target: string, platform: BrowserPlatform): string {
  const path = computeExecutablePath({ browser, buildId: downloadedVersion, cacheDir: target, platform });
  return relative(join(target, browser, `${platform}-${downloadedVersion}`), path);
}

/** Says how far a download is, each tenth of it once. */
function inTenths(say: (line: string) => void): (bytes: number, all: number | undefined) => void {
  let said = 0;
  return (bytes, all) => {
    if (all === undefined || Math.floor((bytes / all) * 10) <= said) return;
    said = Math.floor((bytes / all) * 10);
    say(`${said * 10} % of ${Math.ceil(all / 1e6)} MB`);
  };
}
function publishedPlatform(): BrowserPlatform {
  const platform = detectBrowserPlatform();
  if (platform !== undefined && platform !== BrowserPlatform.LINUX_ARM) return platform;
  throw environmentProblem(
    faultOf('host/browser-download.machine', { platform: process.platform, arch: process.arch }),
  );
}

function downloadProblem(href: string, cause: unknown): Error {
  const code = errorCode(cause);
  if (code === 'ENOSPC' || code === 'EDQUOT') return writeProblem('downloads', cause);
  const reason = reasonOf(cause) || code || 'unknown reason';
  return environmentProblem(faultOf('host/browser-download.end', { href, reason, mirror }), { cause });
}
