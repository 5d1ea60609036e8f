import type { DiagnosticCode } from '../diagnostic-codes.js';
import type { Diagnostic } from '../diagnostics.js';
import { FileProblem, type Host } from '../host/host.js';
import { limitProblem, type ResourceLimits } from '../resource-limits.js';
import { wrongByteProblem } from '../wrong-bytes.js';
import { type ParsedYaml, parseYaml } from '../yaml/positions.js';
import { projectFile } from './spec.js';

/** `tallybook.yaml` as written, or what stands in the way of reading it. */
export type ReadProjectText =
  | { readonly parsed: ParsedYaml }
  | { readonly diagnostics: readonly Diagnostic[] };

/** Reads and parses `tallybook.yaml`, whatever it says. */
export async function readProjectText(host: Host): Promise<ReadProjectText> {
  const text = await readText(host);
  if (typeof text !== 'string') return { diagnostics: [text] };
  const parsed = parseYaml(text, projectFile);
  if (parsed.problems.length === 0) return { parsed };
  return {
    diagnostics: parsed.problems.map((problem) => ({ severity: 'error', code: 'project/yaml', ...problem })),
  };
}

/** The text of `tallybook.yaml`, or why there is none. */
async function readText({ project, limits }: Host): Promise<string | Diagnostic> {
  try {
    return await project.readText(projectFile, limits.textBytes);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    return projectFileProblem(error, limits);
  }
}

function projectFileProblem({ reason, found, wrong }: FileProblem, limits: ResourceLimits): Diagnostic {
  const position = { file: projectFile, line: 1, column: 1 };
  const fault = (code: DiagnosticCode, message: string, hint?: string): Diagnostic => ({
    severity: 'error',
    code,
    message,
    position,
    ...(hint === undefined ? {} : { hint }),
  });
  switch (reason) {
    case 'missing':
      return fault(
        'project/not-found',
        `Unexpected folder without \`${projectFile}\`, expected the folder of a project`,
        'the command `init FOLDER` writes a small project to start from',
      );
    case 'outside':
    case 'not-a-path':
      return fault('project/path-outside', 'Unexpected link out of the project, expected a file in it');
    case 'not-a-file':
      return fault('project/not-found', `Unexpected ${found.replace(/^an? /, '')}, expected a file`);
    case 'unreadable':
      return fault('host/read', 'Unexpected file that may not be read, expected one that may');
    case 'not-utf8':
      return wrongByteProblem('project/encoding', projectFile, wrong);
    case 'too-large':
      // Its own limits cannot apply to the file that says them.
      return {
        ...limitProblem({ name: 'textBytes', limits, position, found }),
        hint: 'a project file is a page of settings: texts and data stand in files of their own',
      };
  }
}
