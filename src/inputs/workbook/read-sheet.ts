import { wording } from '../../problems/problem.js';
import type { ResourceLimits } from '../../resource-limits.js';
import { archiveFault, otherKind, passwordFault } from './check-archive.js';
import type { SheetContent, WorkbookFault, WorkbookRequest } from './content.js';
import { readOdsSheet } from './ods.js';
import { readXlsxSheet } from './xlsx.js';

/** An archive of which only the directory was read. */
interface Archive {
  readonly files: Parameters<typeof archiveFault>[0];
  read(name: string): Promise<Uint8Array | undefined>;
}

/** Reads a sheet, whatever the file turns out to be. */
export async function readSheet(
  { kind, bytes, sheet }: WorkbookRequest,
  limits: ResourceLimits,
  openArchive: (bytes: Uint8Array) => Promise<Archive>,
): Promise<SheetContent | WorkbookFault> {
  const other = otherKind(bytes);
  if (other !== undefined) return other;
  try {
    const archive = await openArchive(bytes);
    const fault = archiveFault(archive.files, limits);
    if (fault !== undefined) return fault;
    const has = (name: string): boolean => archive.files.some((file) => file.name === name);
    const found = has('xl/workbook.xml') ? 'xlsx' : has('content.xml') ? 'ods' : undefined;
    if (found !== kind) return wrongKind(found, kind);
    if (kind === 'xlsx') return await readXlsxSheet(archive.read, sheet);
    const manifest = await archive.read('META-INF/manifest.xml');
    if (manifest !== undefined && Buffer.from(manifest).includes('encryption-data')) return passwordFault;
    const content = (await archive.read('content.xml')) ?? new Uint8Array();
    return readOdsSheet(content, await archive.read('styles.xml'), sheet);
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0];
    return { about: 'file', ...wording('inputs/read-sheet.read', { reason }) };
  }
}

function wrongKind(found: string | undefined, kind: string): WorkbookFault {
  if (found === undefined) {
    return { about: 'file', ...wording('inputs/read-sheet.archive', { kind }) };
  }
  return { about: 'file', ...wording('inputs/read-sheet.format', { found, kind }) };
}
