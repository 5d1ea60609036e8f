import type { Diagnostic } from '../diagnostics.js';
import { problem } from '../problems/problem.js';
import type { ParsedYaml } from '../yaml/positions.js';
import { projectFile } from './spec.js';

/** The version of what authors write (project file, data package, template language) that this tool reads. */
const current = 1;

/** The key of `tallybook.yaml` that says it; a project without it is of the current version. */
const key = 'tallybook';

/** What is wrong with the version that a project says; asked before anything else, since the rest is in its grammar. */
export function versionProblem({ value, positionOf }: ParsedYaml): Diagnostic | undefined {
  if (typeof value !== 'object' || value === null || !(key in value)) return undefined;
  const said = value[key];
  if (said === current) return undefined;
  const shown = typeof said === 'string' || typeof said === 'number' ? `version \`${said}\`` : 'no version';
  return problem('project/version', positionOf([key]), { projectFile, shown, current, key });
}
