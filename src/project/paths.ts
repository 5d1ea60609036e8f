import { controlInPath } from '../control-characters.js';
import type { DiagnosticCode } from '../diagnostic-codes.js';
import { FileProblem, type Files } from '../host/host.js';
import { faultOf, phrase, wording } from '../problems/problem.js';

/** A fault of a value in `tallybook.yaml`, before its place is known. */
export interface Problem {
  readonly message: string;
  readonly hint?: string;
}

/** A fault of a path with its code. */
export interface CodedProblem {
  readonly code: DiagnosticCode;
  readonly problem: Problem;
}

/** What is wrong with a path as written, whether or not the file exists: paths are relative, with `/`, and stay inside the project. */
export function pathProblem(path: string): CodedProblem | undefined {
  const control = controlInPath(path);
  if (control !== undefined) return { code: 'project/value', problem: { message: control } };
  if (path.includes('\\')) {
    return { code: 'project/value', problem: faultOf('project/value.path', { path }) };
  }
  const absolute = path.startsWith('/') || /^[a-z]:/i.test(path);
  if (!absolute && !climbsOut(path)) return undefined;
  return outside(path, absolute ? { hint: phrase('project/paths.paths') } : {});
}

/** What is wrong with a path that should lead to a file of the project; `expected` says what it should be: "a template". */
export async function fileProblem(
  files: Files,
  path: string,
  expected: string,
): Promise<CodedProblem | undefined> {
  const written = pathProblem(path);
  if (written !== undefined) return written;
  if (await files.exists(normalPath(path))) return undefined;
  const { reason, found } = await problemOf(files, normalPath(path));
  if (reason === 'outside') return outside(path, { hint: phrase('project/paths.link') });
  const problem =
    reason === 'not-a-file'
      ? wording('project/paths.kind', { path, found, expected })
      : wording('project/paths.path', { path, expected });
  return { code: 'project/missing-file', problem };
}

/** Why a file that is not there cannot be had: a link may lead out of the project, or something else be there. */
async function problemOf(files: Files, path: string): Promise<Pick<FileProblem, 'reason' | 'found'>> {
  try {
    await files.read(path);
    return { reason: 'missing', found: '' };
  } catch (error) {
    if (error instanceof FileProblem) return error;
    throw error;
  }
}

/** A path of the project in its one form: without `.` and empty steps; `.` is the project itself. */
export function normalPath(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/') || '.';
}

function climbsOut(path: string): boolean {
  let depth = 0;
  for (const step of path.split('/')) {
    if (step === '..') depth -= 1;
    else if (step !== '' && step !== '.') depth += 1;
    if (depth < 0) return true;
  }
  return false;
}

function outside(path: string, hint: { readonly hint?: string }): CodedProblem {
  return { code: 'project/path-outside', problem: faultOf('project/path-outside.path', { path }, hint) };
}
