import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, posix, relative, sep } from 'node:path';
import { FileProblem, type Files } from './host.js';

/**
 * Returns the files of one folder, read only, for a `Host`.
 *
 * Paths are relative, with `/`. A path that leaves the folder is refused, whether by `..`, by being absolute, or
 * through a symbolic link; so are backslashes and drive letters, which mean different things on different machines.
 */
export function folderFiles(root: string): Files {
  const read = async (path: string): Promise<Uint8Array> => {
    const full = await locate(root, path);
    try {
      return await readFile(full);
    } catch (cause) {
      throw fileProblem(path, cause);
    }
  };
  return {
    read,
    readText: async (path) => decodeText(await read(path), path),
    async exists(path) {
      try {
        await locate(root, path);
        return true;
      } catch (error) {
        if (error instanceof FileProblem) return false;
        throw error;
      }
    },
    async list(folder) {
      const inside = insidePath(folder);
      if (inside === undefined) return [];
      try {
        const entries = await readdir(join(root, inside), { withFileTypes: true });
        return entries
          .filter((entry) => entry.isFile())
          .map(({ name }) => name)
          .sort();
      } catch {
        // A folder that is not there, or not ours to read, suggests nothing.
        return [];
      }
    },
  };
}

/** The text of a file, a BOM removed. Fails with a `FileProblem` when its bytes are not UTF-8. */
export function decodeText(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new FileProblem('not-utf8', path, { cause });
  }
}

/**
 * Returns a path relative to its folder, normalised, or undefined when its text alone shows that it leaves the
 * folder or is not a portable path.
 */
export function insidePath(path: string): string | undefined {
  if (path === '' || /[\\\0]/.test(path) || /^(?:\/|[a-z]:)/i.test(path)) return undefined;
  const normal = posix.normalize(path);
  return normal === '..' || normal.startsWith('../') ? undefined : normal;
}

/** True when `path` is `folder` or in it; both absolute, links already followed. */
export function isWithin(folder: string, path: string): boolean {
  const between = relative(folder, path);
  // On Windows the way to another drive is an absolute path.
  return between !== '..' && !between.startsWith(`..${sep}`) && !isAbsolute(between);
}

/** Returns the absolute path of a regular file, every link followed. Rejects with a `FileProblem`. */
async function locate(root: string, path: string): Promise<string> {
  const inside = insidePath(path);
  if (inside === undefined) throw new FileProblem('outside', path);
  try {
    const folder = await realpath(root);
    const full = await nearestRealPath(join(folder, inside), folder);
    if (!isWithin(folder, full.path)) throw new FileProblem('outside', path);
    if (!full.complete) throw new FileProblem('missing', path);
    // Asked before reading, because reading a pipe or a device could wait for ever.
    if (!(await stat(full.path)).isFile()) throw new FileProblem('not-a-file', path);
    return full.path;
  } catch (cause) {
    throw cause instanceof FileProblem ? cause : fileProblem(path, cause);
  }
}

/**
 * Follows every link of a path; where the path does not exist, of its nearest ancestor that does, so that a missing
 * file behind a link that leaves the folder is not told apart from one that is there.
 */
async function nearestRealPath(path: string, stop: string): Promise<{ path: string; complete: boolean }> {
  let current = path;
  for (;;) {
    try {
      return { path: await realpath(current), complete: current === path };
    } catch (error) {
      if (current === stop || !isMissing(error)) throw error;
      current = dirname(current);
    }
  }
}

function isMissing(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** The `code` of a system error such as `ENOENT`, or undefined for any other. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function fileProblem(path: string, cause: unknown): FileProblem {
  const reason = isMissing(cause) ? 'missing' : errorCode(cause) === 'EISDIR' ? 'not-a-file' : 'unreadable';
  return new FileProblem(reason, path, { cause });
}
