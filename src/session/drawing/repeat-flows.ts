import { Child, ChildEnded } from '../../host/processes/child.js';
import type { AskedFlow, RepeatedFlows } from '../../model/chart/flow.js';
import { standardLimits } from '../../resource-limits.js';
import type * as ChartProcess from './chart-process.js';

/** Lets data flow once more. */
export type RepeatFlows = (flows: readonly AskedFlow[]) => Promise<RepeatedFlows>;

/** Lets data flow in a process of its own: what a flow says was written by others, and may never end. */
export const repeatFlows: RepeatFlows = async (flows) => {
  const { chartMegabytes, chartSeconds } = standardLimits;
  const child = new Child(chartMegabytes);
  const timer = setTimeout(() => child.close(new ChildEnded('time')), chartSeconds * 1000);
  let result: RepeatedFlows = { version: '', flows: [] };
  try {
    await child.call<typeof ChartProcess.letFlow>('chart-process.js', 'letFlow', [flows], (part) => {
      result = part as RepeatedFlows;
    });
  } catch (error) {
    if (!(error instanceof ChildEnded)) throw error;
    const why =
      error.reason === 'time'
        ? 'it takes longer than a drawing may'
        : 'it needs more memory than a drawing may';
    result = { version: '', flows: flows.map(() => ({ why })) };
  } finally {
    clearTimeout(timer);
    child.close();
  }
  return result;
};
