import type { DiagnosticCode } from '../../diagnostic-codes.js';
import type { Diagnostic, Position } from '../../diagnostics.js';

/** Ends a helper with one diagnostic. The call machinery catches it; it never leaves the content stage. */
export class HelperProblem extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
  }
}

/** Throws a `HelperProblem`. */
export function fail(
  code: DiagnosticCode,
  message: string,
  position: Position,
  extra: Pick<Diagnostic, 'hint' | 'see'> = {},
): never {
  throw new HelperProblem({ severity: 'error', code, message, position, ...extra });
}
