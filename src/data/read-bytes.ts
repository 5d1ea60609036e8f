import { controlInPath } from '../control-characters.js';
import { FileProblem, type Host } from '../host/host.js';
import { problem } from '../problems/problem.js';
import type { ResourceContract } from './contract.js';
import { type ReportFault, reportExcess } from './report.js';

/** The bytes of a file of data, or undefined where it cannot be had, which is reported. */
export async function readBytes(
  { file, pathPosition }: Pick<ResourceContract, 'file' | 'pathPosition'>,
  host: Host,
  fault: ReportFault,
): Promise<Uint8Array | undefined> {
  try {
    return await host.project.read(file, host.limits.dataBytes);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    if (error.reason === 'too-large') {
      const position = { file, line: 1, column: 1 };
      reportExcess(fault, { name: 'dataBytes', limits: host.limits, position, found: error.found });
    } else if (error.reason === 'not-a-path') {
      const message = controlInPath(file) ?? '';
      fault({ severity: 'error', code: 'data/package', message, position: pathPosition });
    } else if (error.reason === 'outside') {
      fault(problem('data/path-outside.path', pathPosition, { file }));
    } else if (error.reason === 'unreadable') {
      fault(problem('host/read.file', pathPosition, { file }));
    } else if (error.reason === 'missing') {
      fault(problem('data/missing-file.path-file', pathPosition, { file }));
    } else {
      fault(problem('data/missing-file.path', pathPosition, { file, found: error.found }));
    }
    return undefined;
  }
}
