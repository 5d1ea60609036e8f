import type { ChartOutcome } from '../../charts/form.js';
import type { Diagnostic } from '../../diagnostics.js';
import { Child, ChildEnded } from '../../host/processes/child.js';
import type { Answer } from '../../host/recording.js';
import type { ChartNode } from '../../model/tree/nodes.js';
import { limitProblem, type ResourceLimits } from '../../resource-limits.js';
import type * as ChartProcess from './chart-process.js';
import type { ChartPart, ChartWork } from './chart-process.js';
import type { LookedRows } from './watched-rows.js';

/** What came of a chart, and what its drawing asked of the tool and looked at. */
export interface DrawnChart extends ChartOutcome {
  readonly answers: readonly Answer[];
  readonly looked: LookedRows;
}

/**
 * One place at which charts are drawn: a process of their own, and another one when a drawing has ended it. A chart that
 * takes too long, or more memory than is allowed, is told as a problem at its place; those after it are drawn.
 */
export class ChartWorker {
  #child: Child | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;
  readonly #limits: ResourceLimits;
  readonly #start: () => Child;

  /** @param start Starts the process; tests start another. */
  constructor(limits: ResourceLimits, start = (): Child => new Child(limits.chartMegabytes)) {
    this.#limits = limits;
    this.#start = start;
  }

  /** Starts the process and loads what drawing needs, while there is nothing to draw yet. */
  warmUp(): void {
    this.#open()
      .call<typeof ChartProcess.warmUp>('chart-process.js', 'warmUp', [], () => {})
      .catch(() => {});
  }

  /** Draws charts one after the other; calls wait for those before. */
  draw(work: ChartWork, take: TakeChart): Promise<void> {
    const drawn = this.#last.then(() => this.#drawAll(work, take));
    this.#last = drawn.catch(() => {});
    return drawn;
  }

  /** Ends the process once all that was asked for is drawn; whoever has more to draw starts another. */
  rest(): void {
    this.#last = this.#last.then(() => {
      this.#child?.close();
      this.#child = undefined;
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#child?.close();
  }

  async #drawAll(work: ChartWork, take: TakeChart): Promise<void> {
    let charts: readonly ChartNode[] = work.charts;
    while (charts.length > 0) {
      const lost = await this.#drawUntilLost({ ...work, charts }, take);
      if (lost === undefined) return;
      take(lost.chart, { diagnostics: [this.#problem(lost)], answers: [], looked: {} });
      charts = charts.slice(charts.indexOf(lost.chart) + 1);
    }
  }

  /** Returns the chart that ended the process, if one did. */
  async #drawUntilLost(work: ChartWork, take: TakeChart): Promise<Lost | undefined> {
    const child = this.#open();
    let begun: ChartNode | undefined;
    let timer: NodeJS.Timeout | undefined;
    try {
      await child.call<typeof ChartProcess.drawOneByOne>(
        'chart-process.js',
        'drawOneByOne',
        [work],
        (message) => {
          const part = message as ChartPart;
          clearTimeout(timer);
          if ('begun' in part) {
            begun = work.charts[part.begun];
            timer = setTimeout(() => child.close(new ChildEnded('time')), this.#limits.chartSeconds * 1000);
          } else if (begun !== undefined) {
            take(begun, { ...part.ended, answers: part.answers, looked: part.looked });
            begun = undefined;
          }
        },
      );
      return undefined;
    } catch (error) {
      this.#child = undefined;
      if (!(error instanceof ChildEnded) || begun === undefined || this.#isClosed) throw error;
      return { chart: begun, reason: error.reason };
    } finally {
      clearTimeout(timer);
    }
  }

  #open(): Child {
    this.#child ??= this.#start();
    return this.#child;
  }

  #problem({ chart, reason }: Lost): Diagnostic {
    const own = { limits: this.#limits, position: chart.at };
    return reason === 'time'
      ? limitProblem({ ...own, name: 'chartSeconds', which: chart.id })
      : limitProblem({ ...own, name: 'chartMegabytes', which: chart.id });
  }
}

/** Takes what came of a chart as soon as it is known. */
type TakeChart = (chart: ChartNode, result: DrawnChart) => void;

interface Lost {
  readonly chart: ChartNode;
  readonly reason: ChildEnded['reason'];
}
