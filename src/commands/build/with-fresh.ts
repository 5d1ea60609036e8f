import { type Diagnostic, eachOnce, hasErrors } from '../../diagnostics.js';
import type { Target } from '../../model/project/project.js';
import { builtPaths, isIndexPath } from '../../outputs/paths.js';
import type { FreshTarget } from './fresh.js';

interface Result {
  /** True where it was published in spite of errors. */
  readonly isPublished?: boolean;
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
  if (hasErrors(diagnostics) && result.isPublished !== true) return { ...result, diagnostics };
  const all = [...result.outputs, ...fresh.flatMap(({ outputs }) => outputs)];
  const byPath = new Map(all.map((output) => [output.path, output]));
  // What leads to all of them comes last.
  const paths = [...targets.flatMap(builtPaths), ...[...byPath.keys()].filter(isIndexPath)];
  const outputs = paths.flatMap((path) => byPath.get(path) ?? []);
  return { ...result, diagnostics, outputs };
}
