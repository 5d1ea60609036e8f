/** What tests of `verify` read of published files, and write into them. */
import { verifyFiles } from '../../../src/commands/verify/verify.js';
import { formatDiagnostic } from '../../../src/diagnostics.js';
import { parseSnapshot, type Snapshot } from '../../../src/model/snapshot/snapshot.js';
import { memoryHost } from '../../memory-host.js';
import { textOf } from './sample-output.js';

export type Output = Readonly<Record<string, Uint8Array>>;

/** What `verify` says of files. */
export async function said(files: Output): Promise<string> {
  const { project, tool } = memoryHost(files);
  return (await verifyFiles(project, tool)).diagnostics.map(formatDiagnostic).join('\n');
}

/** The snapshot of a report. */
export function snapshotOf(files: Output, path: string): Snapshot {
  const { value: snapshot } = parseSnapshot(textOf(files, path));
  if (snapshot === undefined) throw new Error('An output without a snapshot');
  return snapshot;
}
