/** How the parts of this stage report what they find: `prepare` hands them a function and keeps the list. */

import type { DiagnosticCode } from '../diagnostic-codes.js';
import type { Diagnostic, Position } from '../diagnostics.js';
import type { SourceProblem } from '../model/dataset/source-table.js';
import { type Excess, limitProblem } from '../resource-limits.js';
import type { YamlPath } from '../yaml/positions.js';

/** What a report can add to its message. */
export type Extra = Partial<Pick<Diagnostic, 'hint' | 'see' | 'others' | 'column'>>;

/** What one of the data package can add: its own code, where `data/package` says too little. */
export type PackageExtra = Extra & { readonly code?: DiagnosticCode };

/** Reports an error at a position. */
export type Fault = (code: DiagnosticCode, position: Position, message: string, more?: Extra) => void;

/** Reports an error of the data package (`data/package` where it says no other code) at the key or value of a path in it. */
export type Report = (path: YamlPath, part: 'key' | 'value', message: string, more?: PackageExtra) => void;

/** Reports what goes beyond a limit. */
export function reportExcess(fault: Fault, excess: Excess): void {
  reportProblem(fault, limitProblem(excess));
}

/** Reports what a source was refused for. */
export function reportProblem(fault: Fault, { code, position, message, hint }: SourceProblem): void {
  fault(code, position, message, hint === undefined ? {} : { hint });
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

  /** Reports errors of a resource, of which nothing is published then. */
  faultIn(resource: string): Fault {
    return (code, position, message, more = {}) => {
      this.#faulty.add(resource);
      this.diagnostics.push({ severity: 'error', code, message, position, ...more });
    };
  }

  isFaulty(resource: string): boolean {
    return this.#faulty.has(resource);
  }
}
