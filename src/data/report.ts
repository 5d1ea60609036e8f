/** How the parts of this stage report what they find: `prepare` makes them and keeps the list. */

import type { Diagnostic } from '../diagnostics.js';
import type { SourceProblem } from '../model/dataset/source-table.js';
import type { FaultCall, ProblemId } from '../problems/problem.js';
import { type Excess, limitProblem } from '../resource-limits.js';
import type { YamlPath } from '../yaml/positions.js';

/** Reports an error. */
export type ReportFault = (problem: Diagnostic) => void;

/** Reports an error of the data package at the key or value of a path in it. */
export type ReportFaultAt = <Id extends ProblemId>(
  path: YamlPath,
  part: 'key' | 'value',
  ...call: FaultCall<Id>
) => void;

/** Reports what goes beyond a limit. */
export function reportExcess(fault: ReportFault, excess: Excess): void {
  fault(limitProblem(excess));
}

/** Reports what a source was refused for. */
export function reportProblem(fault: ReportFault, problem: SourceProblem): void {
  fault({ severity: 'error', ...problem });
}

/** What the parts of the stage find, and in which resources. */
export class Findings {
  readonly diagnostics: Diagnostic[];
  readonly #faulty = new Set<string>();

  constructor(first: readonly Diagnostic[]) {
    this.diagnostics = [...first];
  }

  add(more: readonly Diagnostic[]): void {
    for (const each of more) this.diagnostics.push(each);
  }

  /** Reports what is found in a resource; with an error nothing of it is published. */
  faultIn(resource: string): ReportFault {
    return (problem) => {
      if (problem.severity === 'error') this.#faulty.add(resource);
      this.diagnostics.push(problem);
    };
  }

  isFaulty(resource: string): boolean {
    return this.#faulty.has(resource);
  }
}
