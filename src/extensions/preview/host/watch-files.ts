import { type FSWatcher, type Stats, statSync, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';

/** What is watched, by paths relative to a folder, with `/`; what is not there may appear. */
export interface WatchedPaths {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/** Tells that something may have changed, until it is closed. */
export interface FileWatch {
  /** Watches these from now on, and nothing else. Folders that were made anew are watched anew. */
  follow(paths: WatchedPaths): void;
  close(): void;
}

/** Opens a watch on files below a folder. */
export type OpenWatch = (root: string, changed: () => void) => FileWatch;

/** Milliseconds between looks at the files themselves, for file systems that tell nobody of a change (networks, containers). */
const lookEvery = 2_000;

/**
 * Watches folders, not files, and each by itself. An editor that saves by renaming puts another file in the place of
 * the watched one, and of a missing file only its folder can be watched. With each folder those above it, so that one
 * that is deleted and comes back is noticed. `changed` may be called when nothing did: whoever listens asks the files.
 */
export const watchFiles: OpenWatch = (root, changed) => {
  const open = new Map<string, { readonly watcher: FSWatcher; readonly id: string }>();
  let files: readonly string[] = [];
  let seen = new Map<string, string>();
  let isClosed = false;
  const close = (folder: string): void => {
    open.get(folder)?.watcher.close();
    open.delete(folder);
  };
  const openOne = (folder: string): void => {
    const path = join(root, folder);
    const id = idOf(path);
    const before = open.get(folder);
    if (before !== undefined && before.id === id) return;
    close(folder);
    if (id === undefined) return;
    try {
      const watcher = watch(path, { persistent: false }, (_, name) => {
        if (name !== null) noteTold(posix.join(folder, name));
        changed();
      });
      // A folder that goes away: the one above it tells when it is back.
      watcher.on('error', () => close(folder));
      open.set(folder, { watcher, id });
    } catch {
      // The system watches no more folders, or not this one: the looks at the files remain.
    }
  };
  /** What was told of a file is not found once more by the next look; noted before whoever listens asks, who sees this state or a newer one. */
  const noteTold = (file: string): void => {
    if (seen.has(file)) seen.set(file, stateNow(join(root, file)));
  };
  const look = async (): Promise<void> => {
    const now = new Map(
      await Promise.all(files.map(async (file) => [file, await stateOf(join(root, file))] as const)),
    );
    if (isClosed) return;
    const isChanged = [...now].some(([file, state]) => seen.has(file) && seen.get(file) !== state);
    seen = now;
    if (isChanged) changed();
  };
  const timer = setInterval(() => void look(), lookEvery);
  timer.unref();
  return {
    follow(paths) {
      if (isClosed) return;
      files = paths.files;
      const wanted = foldersOf(paths);
      for (const folder of [...open.keys()]) if (!wanted.has(folder)) close(folder);
      for (const folder of wanted) openOne(folder);
    },
    close() {
      isClosed = true;
      clearInterval(timer);
      for (const folder of [...open.keys()]) close(folder);
    },
  };
};

/** The folders themselves, those that hold the files, and all above them; the empty name is the root. */
export function foldersOf({ files, folders }: WatchedPaths): ReadonlySet<string> {
  const wanted = new Set(['']);
  const add = (folder: string): void => {
    const normal = posix.normalize(folder);
    if (normal === '.' || normal.startsWith('..') || wanted.has(normal)) return;
    wanted.add(normal);
    add(posix.dirname(normal));
  };
  for (const folder of folders) add(folder);
  for (const file of files) add(dirname(file));
  return wanted;
}

/** Undefined where there is no such folder, or none that can be looked at: a link to itself, one inside a folder that is closed to us. */
function idOf(path: string): string | undefined {
  try {
    const stats = statSync(path);
    return stats.isDirectory() ? `${stats.dev} ${stats.ino}` : undefined;
  } catch {
    return undefined;
  }
}

async function stateOf(path: string): Promise<string> {
  try {
    return described(await stat(path));
  } catch {
    return missing;
  }
}

function stateNow(path: string): string {
  try {
    return described(statSync(path));
  } catch {
    return missing;
  }
}

const missing = 'missing';
const described = ({ dev, ino, size, mtimeMs }: Stats): string => `${dev} ${ino} ${size} ${mtimeMs}`;
