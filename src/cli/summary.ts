import type { BuildResult } from '../build.js';
import { hasErrors } from '../diagnostics.js';

/** One line for each file that was built: its path, size, and pages where it has any. */
export function describeOutputs(result: BuildResult, shown: (path: string) => string): string[] {
  return result.outputs.map(({ path, bytes, pages }) => {
    const size = `${Math.ceil(bytes / 1000)} kB`;
    const extent = pages === undefined ? size : `${size}, ${count(pages, 'page')}`;
    return `${shown(`${result.output}/${path}`)} (${extent})`;
  });
}

/** The last line of a run: how many problems there are, and what that means for the output. */
export function summarise(
  { diagnostics, outputs }: BuildResult,
  { check, project }: { readonly check: boolean; readonly project: string },
): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  // What is said of the machine is no fault of the project.
  const warnings = diagnostics.filter(
    ({ severity, code }) => severity === 'warning' && !code.startsWith('host/'),
  ).length;
  const problems = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
  ].join(' and ');
  const found = problems === '' ? `No problems in ${project}` : `${problems} in ${project}`;
  if (check) return found;
  return hasErrors(diagnostics) && outputs.length === 0
    ? `${found}; nothing was built, an earlier output is untouched`
    : `${found}; built ${count(outputs.length, 'file')}`;
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
