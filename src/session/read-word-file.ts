import { basename, dirname } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { recordReaders } from '../extensions/extensions.js';
import { folderFiles } from '../host/files/files.js';
import { FileProblem } from '../host/host.js';
import { createHost } from '../host/node-host.js';
import { recordHost } from '../host/recording.js';
import { type ReadDocument, readDocument } from '../outputs/docx/read/read-document.js';
import { problem } from '../problems/problem.js';
import { resolveProject } from '../project/resolve.js';
import { limitProblem, standardLimits } from '../resource-limits.js';

/**
 * Reads a Word file that came back; a diagnostic says why it cannot be read. `shown` is its path as typed.
 * @param root The folder of the project, which says how large the file may be.
 */
export async function readWordFile(
  path: string,
  shown: string,
  root: string,
): Promise<ReadDocument | Diagnostic> {
  const position = { file: shown, line: 1, column: 1 };
  const project = await resolveProject(recordHost(createHost(root)), recordReaders);
  const limits = project.value?.limits ?? standardLimits;
  try {
    const bytes = await folderFiles(dirname(path)).read(basename(path), limits.publishedBytes);
    const read = readDocument(bytes, limits);
    return 'severity' in read ? { ...read, position } : read;
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    if (error.reason !== 'too-large') return problem('word/file.missing', position, { path: shown });
    return limitProblem({ name: 'publishedBytes', limits, position, found: error.found });
  }
}
