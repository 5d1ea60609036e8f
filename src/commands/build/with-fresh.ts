import { type Diagnostic, eachOnce, hasErrors } from '../../diagnostics.js';
import type { Target } from '../../model/project.js';
import { pathsOf } from '../../outputs/paths.js';
import type { FreshTarget } from './fresh.js';

interface Result {
  readonly diagnostics: readonly Diagnostic[];
  readonly outputs: readonly { readonly path: string; readonly bytes: number; readonly pages?: number }[];
}

/** A result with what was fresh already: its outputs, in the order of the targets, and its warnings, each once. */
export function withFresh<R extends Result>(
  result: R,
  fresh: readonly FreshTarget[],
  targets: readonly Target[],
): R {
  const diagnostics = eachOnce([...result.diagnostics, ...fresh.flatMap(({ warnings }) => warnings)]);
  if (hasErrors(diagnostics)) return { ...result, diagnostics };
  const all = [...result.outputs, ...fresh.flatMap(({ outputs }) => outputs)];
  const outputs = targets.flatMap(pathsOf).flatMap((path) => all.filter((output) => output.path === path));
  return { ...result, diagnostics, outputs };
}
