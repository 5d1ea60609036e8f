import { controlInPath } from '../control-characters.js';
import { FileProblem, type Host } from '../host/host.js';
import type { ResourceContract } from './contract.js';
import { type Fault, reportExcess } from './report.js';

/** The bytes of a file of data, or undefined where it cannot be had, which is reported. */
export async function readBytes(
  { file, pathPosition }: Pick<ResourceContract, 'file' | 'pathPosition'>,
  host: Host,
  fault: Fault,
): Promise<Uint8Array | undefined> {
  try {
    return await host.project.read(file, host.limits.dataBytes);
  } catch (problem) {
    if (!(problem instanceof FileProblem)) throw problem;
    if (problem.reason === 'too-large') {
      const position = { file, line: 1, column: 1 };
      reportExcess(fault, { name: 'dataBytes', limits: host.limits, position, found: problem.found });
    } else if (problem.reason === 'not-a-path') {
      fault('data/package', pathPosition, controlInPath(file) ?? '');
    } else if (problem.reason === 'outside') {
      fault(
        'data/path-outside',
        pathPosition,
        `Unexpected path \`${file}\`, expected one within the project`,
      );
    } else if (problem.reason === 'unreadable') {
      fault('host/read', pathPosition, `Unexpected refusal to read \`${file}\`, expected a readable file`);
    } else {
      const expected = problem.reason === 'missing' ? 'a file that exists' : `a file, not ${problem.found}`;
      fault('data/missing-file', pathPosition, `Unexpected path \`${file}\`, expected ${expected}`);
    }
    return undefined;
  }
}
