import { basename } from 'node:path';
import { onExit } from './exit.js';
import { folderFiles } from './files.js';
import { FileProblem } from './host.js';
import { environmentProblem, reasonOf } from './problems.js';
import { Publication } from './publication.js';
import type { OutputFile, PublishOptions } from './publish-options.js';
import { errorCode } from './system-error.js';

/**
 * Puts finished outputs into the output folder, all or none, and returns the obsolete ones that stay because they are
 * not as they were written.
 *
 * Everything is first written beside its final place under temporary names; only when the last byte is on disk do
 * the names change, the manifest's last. When a change of names fails (a PDF open in a viewer on Windows), those
 * already made are undone. Whatever happens, also an interrupt, the old outputs stay whole and no temporary survives;
 * after a SIGKILL the journal says how to bring them back (`publication-journal.ts`).
 *
 * Rejects with an `EnvironmentProblem`: `host/disk-full`, `host/output-locked`, `host/foreign-file` or `host/write`.
 */
export async function publish(
  outputRoot: string,
  files: readonly OutputFile[],
  options: PublishOptions,
): Promise<readonly string[]> {
  const publication = new Publication(outputRoot, options);
  const release = onExit(() => publication.undo());
  try {
    await publication.prepare(files);
    publication.replace();
    return publication.left;
  } catch (error) {
    publication.undo();
    throw error;
  } finally {
    publication.finish();
    release();
  }
}

/**
 * Returns the bytes of a file of an earlier build, such as the manifest, or undefined where there is none.
 * Rejects with an `EnvironmentProblem` `host/read` when something is there that cannot be read.
 */
export async function readPrevious(outputRoot: string, path: string): Promise<Uint8Array | undefined> {
  try {
    return await folderFiles(outputRoot).read(path);
  } catch (cause) {
    if (!(cause instanceof FileProblem)) throw cause;
    if (cause.reason === 'missing') return undefined;
    const file = `${basename(outputRoot)}/${path}`;
    const message = `Unexpected ${whatIsThere(cause)} \`${file}\`, expected a file of an earlier build`;
    throw environmentProblem('host/read', message, { file, hint: 'remove it and build again', cause });
  }
}

function whatIsThere({ reason, found, cause }: FileProblem): string {
  if (reason === 'not-a-file') return `${found.replace(/^an? /, '')} at`;
  if (reason === 'too-large') return `${found} in`;
  if (reason === 'outside') return 'link out of the output folder at';
  return `failure (${errorCode(cause) ?? reasonOf(cause)}) on reading`;
}
