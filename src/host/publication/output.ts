import { onExit } from '../processes/exit.js';
import { Publication } from './publication.js';
import type { OutputFile, PublishOptions } from './publish-options.js';

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
