import { posix } from 'node:path';
import { controlInPath } from '../control-characters.js';
import { didYouMean, listNames } from '../diagnostics.js';
import { FileProblem, type Host } from '../host/host.js';
import { type More, phrase, problem } from '../problems/problem.js';
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
      fault(problem('data/missing-file.path-file', pathPosition, { file }, await besides(file, host)));
    } else {
      fault(problem('data/missing-file.path', pathPosition, { file, found: error.found }));
    }
    return undefined;
  }
}

/** What the file may be called now: files beside it of the same kind, where there are some. Programs lock a file by one with `~$`. */
async function besides(file: string, { project }: Host): Promise<More> {
  const ending = posix.extname(file).toLowerCase();
  const all = await project.list(posix.dirname(file));
  const alike = all.filter((name) => posix.extname(name).toLowerCase() === ending && !name.startsWith('~$'));
  if (alike.length === 0) return {};
  const hint = phrase('data/missing-file.beside', { names: listNames(alike) });
  return { hint, ...didYouMean(posix.basename(file), alike) };
}
