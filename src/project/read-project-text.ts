import type { Diagnostic } from '../diagnostics.js';
import { FileProblem, type Host } from '../host/host.js';
import { phrase, problem } from '../problems/problem.js';
import { limitProblem, type ResourceLimits } from '../resource-limits.js';
import { wrongByteProblem } from '../wrong-bytes.js';
import { errorsOf } from '../yaml/check.js';
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
  return { diagnostics: errorsOf(parsed.problems, 'project/yaml') };
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
  switch (reason) {
    case 'missing':
      return problem('project/not-found.folder', position, { projectFile });
    case 'outside':
    case 'not-a-path':
      return problem('project/path-outside.file', position);
    case 'not-a-file':
      return problem('project/not-found.file', position, { found: found.replace(/^an? /, '') });
    case 'unreadable':
      return problem('host/read.file-read', position);
    case 'not-utf8':
      return wrongByteProblem('project/encoding', projectFile, wrong);
    case 'too-large':
      // Its own limits cannot apply to the file that says them.
      return {
        ...limitProblem({ name: 'textBytes', limits, position, found }),
        hint: phrase('project/read-project-text.project'),
      };
  }
}
