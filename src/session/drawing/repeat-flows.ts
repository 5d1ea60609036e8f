import { Child, ChildEnded } from '../../host/processes/child.js';
import type { AskedFlow, RepeatedFlow, RepeatedFlows } from '../../model/chart/flow.js';
import { standardLimits } from '../../resource-limits.js';
import type * as ChartProcess from './chart-process.js';

/** Lets data flow once more. */
export type RepeatFlows = (flows: readonly AskedFlow[]) => Promise<RepeatedFlows>;

type FlowLimits = Pick<typeof standardLimits, 'chartMegabytes' | 'chartSeconds'>;

/**
 * Lets data flow in a process of its own: what a flow says was written by others, and may never end. One that does not end in the time of a
 * chart comes to nothing, and another process goes on with the next.
 */
export async function repeatFlows(
  flows: readonly AskedFlow[],
  limits: FlowLimits = standardLimits,
): Promise<RepeatedFlows> {
  let version = '';
  const results: RepeatedFlow[] = [];
  const take = (part: ChartProcess.FlowPart): void => {
    if ('version' in part) version = part.version;
    else results.push(part.flow);
  };
  while (results.length < flows.length) {
    const why = await runFlows(flows.slice(results.length), limits, take);
    if (why !== undefined) results.push({ why });
  }
  return { version, flows: results };
}

/** Runs flows until all have ended or one does not: why that is. */
async function runFlows(
  flows: readonly AskedFlow[],
  { chartMegabytes, chartSeconds }: FlowLimits,
  take: (part: ChartProcess.FlowPart) => void,
): Promise<string | undefined> {
  const child = new Child(chartMegabytes);
  const begin = () => setTimeout(() => child.close(new ChildEnded('time')), chartSeconds * 1000);
  let timer = begin();
  try {
    await child.call<typeof ChartProcess.letFlow>('chart-process.js', 'letFlow', [flows], (part) => {
      take(part as ChartProcess.FlowPart);
      clearTimeout(timer);
      timer = begin();
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof ChildEnded)) throw error;
    return error.reason === 'time'
      ? 'it takes longer than a drawing may'
      : 'it needs more memory than a drawing may';
  } finally {
    clearTimeout(timer);
    child.close();
  }
}
