import { annexFormats, formats } from '../../model/formats.js';
import { parseSnapshot, type Snapshot, type SnapshotFile } from '../../model/snapshot.js';
import type { Manifest, ManifestOutput } from '../../outputs/manifest/manifest.js';
import { folderOf } from '../../outputs/paths.js';
import { renderSnapshot } from '../../outputs/snapshot/render-snapshot.js';
import { bytesOf, type ReadyFile, readyFile } from './ready.js';

/** What stands in the output folder before this build. */
export interface Before {
  /** The outputs of a folder, as the manifest names them. */
  readonly folders: ReadonlyMap<string, readonly ManifestOutput[]>;
  read(path: string): Promise<Uint8Array | undefined>;
}

/** What a manifest names, by folder. */
export function besidesIn(manifest: Manifest | undefined, read: Before['read']): Before {
  const folders = new Map<string, ManifestOutput[]>();
  for (const output of manifest?.outputs ?? []) {
    const folder = folderOf(output.path);
    folders.set(folder, [...(folders.get(folder) ?? []), output]);
  }
  return { folders, read };
}

/**
 * The files of a target that was built in some of its formats. Those of its other formats stay, and where they were
 * made when the report said the same, its snapshot answers for them too. Where not, it leaves them out, so that
 * `verify` says that they are of another build.
 */
export async function keepSiblings(
  files: readonly ReadyFile[],
  before: Before,
): Promise<readonly ReadyFile[]> {
  const published = files.find(({ path }) => path.endsWith('/published.json'));
  if (published === undefined) return files;
  const folder = folderOf(published.path);
  const made = new Set(files.map(({ path }) => path));
  const kept = new Map(
    before.folders
      .get(folder)
      ?.filter(({ path }) => !made.has(path))
      .map(({ path, sha256 }) => [path, sha256]),
  );
  if (kept.size === 0) return files;
  const read = (bytes?: Uint8Array) => parseSnapshot(new TextDecoder().decode(bytes)).snapshot;
  const earlier = read(await before.read(published.path));
  const now = read(await bytesOf(published));
  if (earlier === undefined || now === undefined || contentOf(earlier) !== contentOf(now)) return files;
  const siblings = earlier.files.filter(({ name, sha256 }) => kept.get(`${folder}/${name}`) === sha256);
  const all = [...now.files, ...siblings].sort((a, b) => rank(a) - rank(b));
  const bytes = renderSnapshot({ ...now, files: all });
  return files.map((file) => (file === published ? readyFile({ ...file, bytes }) : file));
}

const rank = ({ format }: SnapshotFile): number => ['json', ...annexFormats, ...formats].indexOf(format);

/** All that a snapshot says of the report itself. */
const contentOf = ({ files: _, ...content }: Snapshot): string => JSON.stringify(content);
