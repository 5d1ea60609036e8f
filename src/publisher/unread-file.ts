import type { Diagnostic, Position } from '../diagnostics.js';
import type { FileProblem } from '../host/host.js';
import { problem } from '../problems/problem.js';
import { limitProblem, type ResourceLimitName, type ResourceLimits } from '../resource-limits.js';

/** `FileProblem` by name: stages import types only from the host. */
const isFileProblem = (error: unknown): error is FileProblem =>
  error instanceof Error && error.name === 'FileProblem';

/** Why a file of the house could not be had, where the project names it. Throws whatever is no fault of the file. */
export function unreadFile(
  error: unknown,
  wanted: {
    readonly file: string;
    readonly position: Position;
    readonly limit: ResourceLimitName;
    readonly limits: ResourceLimits;
  },
): Diagnostic {
  if (!isFileProblem(error)) throw error;
  const { file, position, limit: name, limits } = wanted;
  const { reason, found } = error;
  if (reason === 'too-large')
    return limitProblem({ name, limits, position, found: `${found} in \`${file}\`` });
  // The project has looked whether it is there.
  return problem('project/missing-file', position, { file });
}
