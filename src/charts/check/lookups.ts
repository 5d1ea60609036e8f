import type { AskedRow } from '../asked-rows.js';
import type { LookupProblem } from '../datasets/parts.js';
import { type CheckContext, report } from './context.js';

/** Checks the lookups of a chart, and that one row was found for each row that it asks for. */
export function checkLookups(asked: readonly AskedRow[], context: CheckContext): void {
  for (const { problems, lost } of context.dataset.lookups ?? []) {
    const first = asked.map(({ index }) => lost.get(index)).find((problem) => problem !== undefined);
    for (const problem of problems) tell(problem, context);
    if (first !== undefined) tell(first, context);
  }
}

const tell = ({ code, pointer, message, hint }: LookupProblem, context: CheckContext): void =>
  report(context, code, pointer, message, hint === undefined ? {} : { hint });
