import { join } from 'node:path';
import type { Diagnostic } from '../../diagnostics.js';
import { readPrevious } from '../../host/files/read-previous.js';
import type { Answer } from '../../host/recording.js';
import type { Target } from '../../model/project/project.js';
import { targetName } from '../../model/project/target-name.js';
import { type FinishedFile, type HashedFile, hashed } from '../../outputs/manifest/manifest.js';
import type { PageMaps } from '../../outputs/page-maps.js';
import { targetPaths } from '../../outputs/paths.js';
import type { FinishedTarget } from '../../session/parts/part.js';

/** The bytes of a file, or where they lie. */
export type Content = { readonly bytes: Uint8Array } | { readonly at: string; readonly shared: boolean };

/** A file that can be published. */
export interface ReadyFile extends HashedFile {
  readonly content: Content;
}

/** The files of a target, and what they were made from beyond what the whole project shares. */
export interface ReadyTarget {
  readonly target: Target;
  readonly files: readonly ReadyFile[];
  readonly diagnostics: readonly Diagnostic[];
  readonly answers: readonly Answer[];
  readonly pageMaps: PageMaps;
  /** True where this user made it, so that the next build may believe what it was made from. */
  readonly isOwn: boolean;
}

/** The bytes of a file that can be published. */
export async function bytesOf({ content, path }: ReadyFile): Promise<Uint8Array | undefined> {
  if ('bytes' in content) return content.bytes;
  return await readPrevious(content.at.slice(0, -path.length - 1), path);
}

/** A file that was made just now. */
export const readyFile = (file: FinishedFile): ReadyFile => ({
  ...hashed(file),
  content: { bytes: file.bytes },
});

/**
 * A target as it lies in a part.
 * @param isShared The part goes when it is published, so that its files need not be copied.
 */
export const readyTarget = (
  { target, root, files, warnings, answers, pages, isOwn }: FinishedTarget,
  isShared: boolean,
): ReadyTarget => ({
  target,
  files: files.map((file) => ({
    ...targetName(target),
    ...file,
    content: { at: join(root, file.path), shared: isShared },
  })),
  diagnostics: warnings,
  answers,
  pageMaps: pages === undefined ? {} : { [targetPaths(target).folder]: pages },
  isOwn,
});
