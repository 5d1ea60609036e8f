import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toolRoot } from './node-host.js';
import { toolVersion } from './version.js';

/**
 * A text that two builds share only when the same program made them: version, stamp of the compiled sources, installed
 * packages, Node with all that it is made of, and its machine. The packages of a distribution link one version of Node to other versions of ICU,
 * which writes numbers and sorts names, and of zlib, which packs what is in a PDF. Undefined when there is no stamp, as in a tool that is being
 * compiled: then nothing can be said.
 */
export function toolIdentity(
  root: string = toolRoot(),
  versions: Readonly<Record<string, string | undefined>> = process.versions,
): string | undefined {
  const stamp = contentOf(join(root, 'stamp.txt'));
  if (stamp === undefined) return undefined;
  const parts = [
    toolVersion(),
    stamp,
    installedPackages(root) ?? 'unknown',
    JSON.stringify(Object.entries(versions).sort()),
    process.platform,
    process.arch,
  ];
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

/** What npm wrote down about the packages beside the tool: those that it leans on may change without it. */
function installedPackages(root: string): string | undefined {
  for (let folder = root; folder !== dirname(folder); folder = dirname(folder)) {
    const found = contentOf(join(folder, 'node_modules', '.package-lock.json'));
    if (found !== undefined) return found;
  }
  return undefined;
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
