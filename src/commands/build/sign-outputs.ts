import { type KeyObject, sign } from 'node:crypto';
import { join } from 'node:path';
import { publish } from '../../host/output.js';
import { readPrevious } from '../../host/read-previous.js';
import { manifestFile, ownFiles, signatureFile } from '../../outputs/paths.js';
import type { OpenProject } from '../../session/open-project.js';
import { openOutput } from '../../session/output-folder.js';

/** Signs the manifest in the output folder of a project, which names the hashes of all else, and puts the signature beside it. */
export async function signOutputs(
  { root, project }: OpenProject,
  key: KeyObject,
  say: (line: string) => void = () => {},
): Promise<void> {
  const output = join(root, project.output);
  const lock = await openOutput(root, project, say);
  try {
    const manifest = await readPrevious(output, manifestFile);
    if (manifest === undefined) return;
    await publish(output, [{ path: signatureFile, bytes: sign(null, manifest, key) }], {
      manifest: signatureFile,
      earlier: { named: new Set(ownFiles), written: new Map() },
      obsolete: [],
      shownRoot: project.output,
      within: root,
    });
  } finally {
    lock.release();
  }
}
