import type { Diagnostic } from '../../diagnostics.js';
import { type ProblemCall, type ProblemId, problem } from '../../problems/problem.js';

/** Ends a helper with one diagnostic. The call machinery catches it; it never leaves the content stage. */
export class HelperProblem extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
  }
}

/** Throws a `HelperProblem`. */
export function fail<Id extends ProblemId>(...call: ProblemCall<Id>): never {
  throw new HelperProblem(problem(...call));
}
