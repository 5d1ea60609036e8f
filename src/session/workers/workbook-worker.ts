import { Child, ChildEnded } from '../../host/processes/child.js';
import type { SheetContent, WorkbookFault } from '../../inputs/workbook/content.js';
import type { Excess, ReadWorkbook } from '../../inputs/workbook/format.js';
import { limitProblem, type ResourceLimits } from '../../resource-limits.js';
import type * as WorkbookProcess from './workbook-process.js';

/**
 * Where workbooks are read: a process of their own, started for the first and ended with the last. One that was made to
 * take all memory, or never to end, is then a problem of its file. What reads them is loaded there alone.
 */
export class WorkbookWorker {
  #child: Child | undefined;
  readonly #start: (limits: ResourceLimits) => Child;

  /** @param start Starts the process; tests start another. */
  constructor(start = (limits: ResourceLimits): Child => new Child(limits.workbookMegabytes)) {
    this.#start = start;
  }

  readonly read: ReadWorkbook = async (request, limits) => {
    this.#child ??= this.#start(limits);
    const child = this.#child;
    let result: SheetContent | WorkbookFault | undefined;
    const timer = setTimeout(() => child.close(new ChildEnded('time')), limits.workbookSeconds * 1000);
    try {
      await child.call<typeof WorkbookProcess.readWorkbook>(
        'workbook-process.js',
        'readWorkbook',
        [request, limits],
        (part) => {
          result = part as SheetContent | WorkbookFault;
        },
      );
      if (result === undefined) throw new Error('a workbook came to nothing');
      return result;
    } catch (error) {
      this.#child = undefined;
      if (!(error instanceof ChildEnded)) throw error;
      return excessOf(error.reason, limits);
    } finally {
      clearTimeout(timer);
    }
  };

  close(): void {
    this.#child?.close();
    this.#child = undefined;
  }
}

function excessOf(reason: ChildEnded['reason'], limits: ResourceLimits): Excess {
  const position = { file: '', line: 1, column: 1 };
  const name = reason === 'time' ? 'workbookSeconds' : 'workbookMegabytes';
  const { code, message, hint } = limitProblem({ name, limits, position });
  return { about: 'limit', problem: { code, message, ...(hint === undefined ? {} : { hint }) } };
}
