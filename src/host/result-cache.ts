import { createHmac } from 'node:crypto';
import { lstatSync, realpathSync, writeFileSync } from 'node:fs';
import { readdir, rm, stat, statfs, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { cacheFolder } from './browser/cache.js';
import { isWithin } from './files/files.js';
import { isRealFolder, makeFolder } from './files/folders.js';
import { readRegularFile } from './files/regular-file.js';
import { renameSoon } from './files/rename.js';
import { ignoreFolder } from './publication/ignored-folder.js';
import { releaseTemporaryName, removeLeftovers, temporaryName } from './publication/leftovers.js';
import { isServer, userKey } from './record-key.js';
import { isSameSecret } from './same-secret.js';
import { toolIdentity } from './tool-identity.js';

/** Where results are kept in a project. */
const cacheOfProject = '.tallybook/cache';

interface CacheOptions {
  /** The project folder, absolute. */
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  /** How many bytes may stay; what was not used for longest goes first. */
  readonly most: number;
  /** False for who wants everything made anew: then nothing is found, and what is made takes the place of what was there. */
  readonly isRead?: boolean;
}

/**
 * Results of stages that outlive the process, each under a name for all that it was made from, in files that may be removed at any moment.
 *
 * A file is believed only where it bears a seal by the secret of this user, over its name and all of its bytes. Who can
 * write into the folder can spoil a result, which is made anew, but can forge none. So a folder that came with a
 * checkout proves nothing. The names are sealed as well, since a plain hash of a file of which all is known but a few
 * small counts would tell them to whoever tries them all. What fails, a folder that cannot be written, a disk that is
 * full, means that nothing is kept.
 */
export class ResultCache {
  readonly #folder: string;
  readonly #key: Uint8Array;
  readonly #most: number;
  readonly #isRead: boolean;
  /** What is yet to be written, by name. */
  readonly #waiting = new Map<string, unknown>();

  /** Use `openResultCache`; tests name a folder. */
  constructor(
    folder: string,
    key: Uint8Array,
    { most, isRead = true }: Pick<CacheOptions, 'most' | 'isRead'>,
  ) {
    this.#folder = folder;
    this.#key = key;
    this.#most = most;
    this.#isRead = isRead;
  }

  /** True where nothing can be found yet, as in a first build. */
  get isEmpty(): boolean {
    return !this.#isRead || !isRealFolder(this.#folder);
  }

  /** What was kept for this; undefined where there is nothing that can be believed. The caller knows its type by the kind. */
  async read(kind: string, of: string): Promise<unknown> {
    if (!this.#isRead) return undefined;
    const name = this.#nameOf(kind, of);
    try {
      const path = join(this.#folder, name);
      const bytes = await readRegularFile(path, name, mostOfOne);
      const content = bytes.subarray(sealLength);
      if (!isSameSecret(bytes.subarray(0, sealLength), this.#seal(name, content))) return undefined;
      await touch(path);
      return deserialize(await unpack(content));
    } catch {
      return undefined;
    }
  }

  /** Keeps what was made, once `settle` is called: a value that can be cloned, and that nobody changes. */
  keep(kind: string, of: string, value: unknown): void {
    this.#waiting.set(this.#nameOf(kind, of), value);
  }

  /** Writes what is to be kept. To be called when the outputs are written, whose room on the disk it must not take. Never fails. */
  async settle(): Promise<void> {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    if (waiting.length === 0 || this.#most === 0) return;
    try {
      this.#prepare();
      const { bavail, bsize } = await statfs(this.#folder);
      if (bavail * bsize < this.#most) return;
      for (const [name, value] of waiting) await this.#write(name, value);
    } catch {
      // Then the next build makes it again.
    }
    await this.#shrink();
  }

  #prepare(): void {
    makeFolder(this.#folder, 0o700);
    if (!isRealFolder(this.#folder)) throw new Error('a link in place of the folder');
    ignoreFolder(this.#folder, cacheOfProject);
    // Programs that make copies of a disk know by this file that it is not worth one (https://bford.info/cachedir/).
    writeFileSync(join(this.#folder, 'CACHEDIR.TAG'), cacheTag);
  }

  /** Whole or not at all, whoever else writes the same. */
  async #write(name: string, value: unknown): Promise<void> {
    const bytes = bytesOf(value);
    if (bytes === undefined) return;
    // Drawings and the words of prints are a fifth of their size when packed, in less time than it takes to write them.
    const content = await pack(bytes, { level: 1 });
    if (content.byteLength > mostOfOne - sealLength) return;
    const waiting = temporaryName(name);
    const path = join(this.#folder, waiting);
    try {
      await writeFile(path, Buffer.concat([this.#seal(name, content), content]), { mode: 0o600, flag: 'wx' });
      renameSoon(path, join(this.#folder, name));
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      releaseTemporaryName(waiting);
    }
  }

  /** Removes what was not used for longest, down to three quarters of what may stay, so that not every build has to. */
  async #shrink(): Promise<void> {
    try {
      if (!isRealFolder(this.#folder)) return;
      removeLeftovers(this.#folder);
      const files = await filesIn(this.#folder);
      let sum = files.reduce((total, { bytes }) => total + bytes, 0);
      if (sum <= this.#most) return;
      for (const { path, bytes } of files.sort((a, b) => a.used - b.used)) {
        if (sum <= this.#most * 0.75) return;
        await rm(path, { force: true });
        sum -= bytes;
      }
    } catch {
      // The next build tries again.
    }
  }

  #nameOf(kind: string, of: string): string {
    return createHmac('sha256', this.#key).update(`name\n${kind}\n${of}`).digest('hex');
  }

  #seal(name: string, content: Uint8Array): Uint8Array {
    return createHmac('sha256', this.#key).update(`content\n${name}\n`).update(content).digest();
  }
}

const pack = promisify<Uint8Array, { readonly level: number }, Buffer>(deflateRaw);
const unpack = promisify<Uint8Array, Buffer>(inflateRaw);
const sealLength = 32;
/** No result is larger; what is is made again. */
const mostOfOne = 67_108_864;
const namePattern = /^[0-9a-f]{64}$/;
const cacheTag =
  'Signature: 8a477f597d28d172789f06886806bc55\n# Results of Tallybook; may be removed at any moment.\n';

/** What is kept, and how large it is. */
export interface CacheState {
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
}

/**
 * The results that are kept for a project; undefined where none can be: without a secret of this user, and for a tool whose identity is
 * not known. On a server nothing that lies in a checkout is believed: there they are kept in the cache folder of the user, if that is
 * outside the project.
 */
export function openResultCache({ root, env, ...options }: CacheOptions): ResultCache | undefined {
  const tool = toolIdentity();
  const folder = resultFolder(root, env);
  if (tool === undefined || folder === undefined) return undefined;
  const key = userKey(env);
  if (key === undefined) return undefined;
  // A key of its own, so that no seal of a result is one of something else. Another tool finds nothing of this one.
  return new ResultCache(folder, createHmac('sha256', key).update(`results\n${tool}`).digest(), options);
}

/** Where results are kept and how large they are; undefined where none can be. */
export async function resultCacheState(
  root: string,
  env: NodeJS.ProcessEnv,
): Promise<CacheState | undefined> {
  const folder = resultFolder(root, env);
  if (folder === undefined) return undefined;
  const files = await filesIn(folder);
  return { folder, files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

function resultFolder(root: string, env: NodeJS.ProcessEnv): string | undefined {
  if (!isServer(env)) {
    // A link that came with a checkout could lead anywhere.
    const isOwn =
      isFolderOrNothing(join(root, '.tallybook')) && isFolderOrNothing(join(root, cacheOfProject));
    return isOwn ? join(root, cacheOfProject) : undefined;
  }
  const folder = cacheFolder(env);
  try {
    makeFolder(folder, 0o700);
    return isWithin(realpathSync(root), realpathSync(folder)) ? undefined : join(folder, 'results');
  } catch {
    return undefined;
  }
}

interface KeptFile {
  readonly path: string;
  readonly bytes: number;
  readonly used: number;
}

async function filesIn(folder: string): Promise<KeptFile[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.flatMap(async (name) => {
    if (!namePattern.test(name)) return [];
    const path = join(folder, name);
    // Another process may have removed it.
    const stats = await stat(path).catch(() => undefined);
    return stats === undefined ? [] : [{ path, bytes: stats.size, used: stats.mtimeMs }];
  });
  return (await Promise.all(files)).flat();
}

/** What was used goes last. Not told each time, which would cost more than it tells. */
async function touch(path: string): Promise<void> {
  const now = Date.now();
  const { mtimeMs } = await stat(path);
  if (now - mtimeMs > 3_600_000) await utimes(path, now / 1000, now / 1000).catch(() => {});
}

/** Undefined for what cannot be handed over, which is a fault of whoever keeps it, and no reason to fail. */
function bytesOf(value: unknown): Uint8Array | undefined {
  try {
    return serialize(value);
  } catch {
    return undefined;
  }
}

const isFolderOrNothing = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false })?.isDirectory() !== false;
