import { readdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, posix, relative, sep } from 'node:path';
import { controlInPath } from '../../control-characters.js';
import { findWrongByte } from '../../wrong-bytes.js';
import { FileProblem, type Files } from '../host.js';
import { isMissing } from '../system-error.js';
import { shortageProblem } from '../system-problem.js';
import { kindOf, readRegularFile } from './regular-file.js';

export { errorCode } from '../system-error.js';

/**
 * Returns the files of one folder, read only, for a `Host`.
 *
 * Paths are relative, with `/`. A path that leaves the folder is refused, whether by `..`, by being absolute, or
 * through a symbolic link; so are backslashes and drive letters, which mean different things on different machines.
 */
export function folderFiles(root: string): Files {
  const read = async (path: string, most = mostBytes): Promise<Uint8Array> => {
    const full = locate(root, path);
    try {
      return await readRegularFile(full, path, most);
    } catch (cause) {
      throw cause instanceof FileProblem ? cause : fileProblem(path, cause);
    }
  };
  return {
    read,
    readText: async (path, most) => decodeText(await read(path, most), path),
    async exists(path) {
      try {
        locate(root, path);
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
        const full = realPath(join(root, inside));
        // What lies behind a link out of the folder is nobody's to see.
        if (!isWithin(realPath(root), full)) return [];
        const entries = readdirSync(full, { withFileTypes: true });
        return entries
          .filter((entry) => entry.isFile())
          .map(({ name }) => name)
          .sort();
      } catch (error) {
        const shortage = shortageProblem(error);
        if (shortage !== undefined) throw shortage;
        // A folder that is not there, or not ours to read, suggests nothing.
        return [];
      }
    },
  };
}

/** As many bytes of a file as are taken where the reader names no limit. */
const mostBytes = 268_435_456;

/** The text of a file, a BOM removed. Fails with a `FileProblem` when its bytes are not UTF-8. */
export function decodeText(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new FileProblem('not-utf8', path, { cause, wrong: findWrongByte(bytes) });
  }
}

/**
 * Returns a path relative to its folder, normalised, or undefined when its text alone shows that it leaves the
 * folder or is not a portable path.
 */
export function insidePath(path: string): string | undefined {
  if (path === '' || path.includes('\\') || controlInPath(path) !== undefined || /^(?:\/|[a-z]:)/i.test(path))
    return undefined;
  const normal = posix.normalize(path);
  return normal === '..' || normal.startsWith('../') ? undefined : normal;
}

/** True when `path` is `folder` or in it; both absolute, links already followed. */
export function isWithin(folder: string, path: string): boolean {
  const between = relative(folder, path);
  // On Windows the way to another drive is an absolute path.
  return between !== '..' && !between.startsWith(`..${sep}`) && !isAbsolute(between);
}

/** Returns the absolute path of a regular file, every link followed. Throws a `FileProblem`. */
function locate(root: string, path: string): string {
  if (controlInPath(path) !== undefined) throw new FileProblem('not-a-path', path);
  const inside = insidePath(path);
  if (inside === undefined) throw new FileProblem('outside', path);
  try {
    const folder = realPath(root);
    const full = nearestRealPath(join(folder, inside), folder);
    if (!isWithin(folder, full.path)) throw new FileProblem('outside', path);
    if (!full.complete) throw new FileProblem('missing', path);
    // Asked before reading, because reading a pipe or a device could wait for ever.
    const stats = statSync(full.path);
    if (!stats.isFile()) throw new FileProblem('not-a-file', path, { found: kindOf(stats) });
    return full.path;
  } catch (cause) {
    throw cause instanceof FileProblem ? cause : fileProblem(path, cause);
  }
}

/**
 * Follows every link of a path; where the path does not exist, of its nearest ancestor that does. So a missing file
 * behind a link that leaves the folder looks like one that is there.
 */
function nearestRealPath(path: string, stop: string): { path: string; complete: boolean } {
  let current = path;
  for (;;) {
    try {
      return { path: realPath(current), complete: current === path };
    } catch (error) {
      if (current === stop || !isMissing(error)) throw error;
      current = dirname(current);
    }
  }
}

/**
 * Asked of the system synchronously, as all else about a path. A build asks thousands of times, and each turn of the
 * event loop takes ten times as long as the answer.
 */
const realPath = realpathSync.native;

/** A machine that has no open files or memory to give says nothing about the file: it must not pass for a missing one. */
function fileProblem(path: string, cause: unknown): Error {
  const shortage = shortageProblem(cause);
  if (shortage !== undefined) return shortage;
  return new FileProblem(isMissing(cause) ? 'missing' : 'unreadable', path, { cause });
}
