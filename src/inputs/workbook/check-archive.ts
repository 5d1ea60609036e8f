import { wording } from '../../problems/problem.js';
import type { ResourceLimits } from '../../resource-limits.js';
import type { WorkbookFault } from './content.js';

/** A file of the archive that a workbook is. */
interface ArchivedFile {
  readonly name: string;
  readonly compressedBytes: number;
  readonly bytes: number;
  readonly isEncrypted: boolean;
}

/** Files that a workbook has at most. */
export const mostFiles = 10_000;

/** A workbook shrinks to a tenth or so; what shrinks to a hundredth was made to fill a memory. */
const mostRatio = 100;
/** Below this many bytes no ratio does harm. */
const harmless = 10_000_000;

/** What keeps an archive from being unpacked, seen from its directory alone. */
export function archiveFault(
  files: readonly ArchivedFile[],
  limits: ResourceLimits,
): WorkbookFault | undefined {
  if (files.some(({ isEncrypted }) => isEncrypted)) return passwordFault;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const compressed = files.reduce((sum, file) => sum + file.compressedBytes, 0);
  if (bytes > limits.workbookBytes || (bytes > harmless && bytes > compressed * mostRatio)) {
    const most = limits.workbookBytes.toLocaleString('en');
    return {
      about: 'file',
      ...wording('inputs/check-archive.unpacks', {
        bytes: bytes.toLocaleString('en'),
        most,
        ratio: mostRatio,
      }),
    };
  }
  return undefined;
}

/** What is said of a workbook that only a password opens. */
export const passwordFault: WorkbookFault = { about: 'file', ...wording('inputs/check-archive.password') };

/** What the first bytes of a file say, where it is no archive; undefined for one that is. */
export function otherKind(bytes: Uint8Array): WorkbookFault | undefined {
  const starts = (...first: number[]): boolean => first.every((byte, index) => bytes[index] === byte);
  if (starts(0x50, 0x4b, 3, 4)) return undefined;
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) {
    // Office puts an encrypted workbook into the container of its older format, under this name.
    const isEncrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
      Buffer.from('EncryptedPackage', 'utf16le'),
    );
    if (isEncrypted) return passwordFault;
    return { about: 'file', ...wording('inputs/check-archive.format') };
  }
  return {
    about: 'file',
    ...wording(bytes.length === 0 ? 'inputs/check-archive.empty' : 'inputs/check-archive.workbook'),
  };
}
