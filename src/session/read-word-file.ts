import { basename, dirname } from 'node:path';
import type { Diagnostic } from '../diagnostics.js';
import { folderFiles } from '../host/files/files.js';
import { FileProblem } from '../host/host.js';
import { type ReadDocument, readDocument } from '../outputs/docx/read/read-document.js';
import { problem } from '../problems/problem.js';
import { limitProblem, standardLimits } from '../resource-limits.js';

/** Reads a Word file that came back; a diagnostic says why it cannot be read. `shown` is its path as typed. */
export async function readWordFile(path: string, shown: string): Promise<ReadDocument | Diagnostic> {
  const position = { file: shown, line: 1, column: 1 };
  try {
    const bytes = await folderFiles(dirname(path)).read(basename(path), standardLimits.publishedBytes);
    const read = readDocument(bytes, standardLimits);
    return 'severity' in read ? { ...read, position } : read;
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    if (error.reason !== 'too-large') return problem('word/file.missing', position, { path: shown });
    const found = `file of ${error.found}`;
    return limitProblem({ name: 'publishedBytes', limits: standardLimits, position, found });
  }
}
