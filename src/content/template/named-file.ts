import { posix } from 'node:path';
import { controlInPath } from '../../control-characters.js';
import { type Diagnostic, didYouMean, type Position } from '../../diagnostics.js';
import { FileProblem, type Files, type Host } from '../../host/host.js';
import { phrase, problem } from '../../problems/problem.js';
import { limitProblem, type ResourceLimitName, type ResourceLimits } from '../../resource-limits.js';
import { wrongByteProblem } from '../../wrong-bytes.js';

interface Wanted {
  /** As the template has it, and where. */
  readonly written: string;
  readonly position: Position;
  /** Names of the files beside it. */
  readonly siblings: readonly string[];
  /** How large it may be. */
  readonly limit: { readonly name: ResourceLimitName; readonly limits: ResourceLimits };
}

/** The text of a file that is named at a position, or why it could not be had. */
export async function readNamed(
  file: string,
  { project, limits }: Host,
  position: Position = { file, line: 1, column: 1 },
): Promise<string | Diagnostic> {
  try {
    return await project.readText(file, limits.textBytes);
  } catch (error) {
    const limit = { name: 'textBytes', limits } as const;
    return describeFileProblem(error, { written: file, position, siblings: [], limit });
  }
}

/** Why a file that a template names could not be had. Throws whatever is no fault of the file. */
export function describeFileProblem(fault: unknown, wanted: Wanted): Diagnostic {
  if (!(fault instanceof FileProblem)) throw fault;
  const { written, position, siblings, limit } = wanted;
  const { reason, path, found, wrong } = fault;
  const unreadable = (what: string): Diagnostic => {
    return problem('content/missing-file.readable', position, { what, written });
  };
  switch (reason) {
    case 'outside': {
      return problem('content/path-outside', position, { written });
    }
    case 'not-a-path': {
      const message = controlInPath(path) ?? '';
      return { severity: 'error', code: 'content/missing-file', message, position };
    }
    case 'missing': {
      const hint = {
        hint: phrase('content/missing-file.looked', { path }),
        ...didYouMean(posix.basename(path), siblings),
      };
      return problem('content/missing-file.missing', position, { written }, hint);
    }
    case 'not-a-file':
      return unreadable(found);
    case 'unreadable':
      return unreadable('a file that cannot be read');
    case 'not-utf8':
      return wrongByteProblem('content/encoding', path, wrong);
    case 'too-large':
      return limitProblem({ ...limit, position, found, which: written });
  }
}

/** A path written in a template, which is relative to the folder of the report's template, as a project path. */
export function fromTemplate(template: string, path: string): string {
  return posix.normalize(posix.join(posix.dirname(template), path));
}

/**
 * The project path of a file that a template names: relative to the folder of the report's template, as editors show
 * it, else to the project folder. Where neither exists it is the first, for the message.
 */
export async function findFile(project: Files, template: string, path: string): Promise<string> {
  const [near, far] = [fromTemplate(template, path), posix.normalize(path)];
  return !(await project.exists(near)) && (await project.exists(far)) ? far : near;
}
