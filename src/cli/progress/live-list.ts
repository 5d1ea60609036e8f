import type { ListrTask, ListrTaskWrapper } from 'listr2';
import { onExit } from '../../host/processes/exit.js';
import { reportName, type TargetName } from '../../model/project/target-name.js';
import type { Progress, ProgressEvent, Step } from '../../session/progress.js';
import { formatElapsed } from '../summary.js';
import { slowPrint, stepName } from './step-lines.js';

/** How far a build is, shown while it runs. `finish` returns once nothing more will be drawn. */
export interface ShownProgress {
  readonly progress: Progress;
  finish(): Promise<void>;
}

/** What happens in a build: one step of one target, or of the whole project. */
type Happening = Pick<ProgressEvent, 'step' | 'target'>;

/** Something that begins and ends, by a clock in milliseconds. */
interface Milestone {
  readonly begun: number | undefined;
  readonly ended: number | undefined;
  /** True when it was said to take long. */
  readonly slow: boolean;
  /** Settles at its beginning; false when the build went past it or stopped before. */
  readonly begins: Promise<boolean>;
  /** Settles at its end; false when there will be none. */
  readonly ends: Promise<boolean>;
}

/**
 * Keeps when each step began and ended. A step may be asked for before, while or after it happens, since a build
 * overlaps its steps as it likes and a list is drawn in a fixed order.
 */
class Milestones {
  readonly #now: () => number;
  readonly #milestones = new Map<string, OpenMilestone>();
  #stopped = false;

  constructor(now: () => number) {
    this.#now = now;
  }

  of({ step, target }: Happening): Milestone {
    return this.#open({ step, ...(target === undefined ? {} : { target }) });
  }

  take(event: ProgressEvent): void {
    // What has not begun by the time of publishing, such as printing a report without a PDF, never will.
    if (event.step === 'publish') for (const other of this.#milestones.values()) other.giveUpUnbegun(event);
    const milestone = this.#open(event);
    if (event.state === 'begin') milestone.begin(this.#now());
    else if (event.state === 'slow') milestone.slow = true;
    else milestone.end(this.#now());
  }

  /** The build is over; whatever has not ended by now never will. */
  stop(): void {
    this.#stopped = true;
    for (const milestone of this.#milestones.values()) milestone.giveUp();
  }

  #open(happening: Happening): OpenMilestone {
    const { step, target } = happening;
    const key = JSON.stringify([step, target?.report, target?.item, target?.language]);
    let milestone = this.#milestones.get(key);
    if (milestone === undefined) {
      milestone = new OpenMilestone(step);
      this.#milestones.set(key, milestone);
      if (this.#stopped) milestone.giveUp();
    }
    return milestone;
  }
}

class OpenMilestone implements Milestone {
  begun: number | undefined;
  ended: number | undefined;
  slow = false;
  readonly begins: Promise<boolean>;
  readonly ends: Promise<boolean>;
  readonly #step: ProgressEvent['step'];
  #hasBegun: (happened: boolean) => void = () => {};
  #hasEnded: (happened: boolean) => void = () => {};

  constructor(step: ProgressEvent['step']) {
    this.#step = step;
    this.begins = new Promise((resolve) => {
      this.#hasBegun = resolve;
    });
    this.ends = new Promise((resolve) => {
      this.#hasEnded = resolve;
    });
  }

  begin(now: number): void {
    this.begun = now;
    this.#hasBegun(true);
  }

  end(now: number): void {
    this.ended = now;
    this.#hasEnded(true);
  }

  giveUpUnbegun(event: ProgressEvent): void {
    if (this.begun === undefined && this.#step !== event.step) this.giveUp();
  }

  /** Says that nothing more will happen; what has happened stays. */
  giveUp(): void {
    this.#hasBegun(false);
    this.#hasEnded(false);
  }
}

type Package = typeof import('listr2');
type Task = ListrTask<object, Package['DefaultRenderer']>;
type RunningTask = ListrTaskWrapper<object, Package['DefaultRenderer'], Package['SimpleRenderer']>;

/** How often the seconds of running steps are counted on, in milliseconds. */
const tick = 250;

/**
 * Returns a list of the steps of a build and of its targets in each, drawn anew whenever something happens, with the
 * time that each has taken. Nothing is drawn before the first event, so a build that has nothing to do shows no list.
 */
export function liveList(screen: NodeJS.WriteStream, now: () => number, check: boolean): ShownProgress {
  const milestones = new Milestones(now);
  let drawn: Promise<void> | undefined;
  return {
    progress(event) {
      // A list that cannot be drawn is no reason to fail a build.
      drawn ??= draw(screen, new StepTasks(milestones, now).all(event, check)).catch(() => {});
      milestones.take(event);
    },
    async finish() {
      milestones.stop();
      await drawn;
    },
  };
}

async function draw(screen: NodeJS.WriteStream, tasks: Task[]): Promise<void> {
  // Only now: a build with nothing to do is over before this has loaded.
  const { Listr, DefaultRenderer, ListrLogger, ProcessOutput } = await import('listr2');
  const output = new ProcessOutput(screen, screen, { leaveEmptyLine: false });
  // While it draws, listr2 holds back what others write to the screen and hides the cursor: undone however we end.
  const release = onExit(() => output.release());
  const list = new Listr<object, typeof DefaultRenderer>(tasks, {
    concurrent: true,
    exitOnError: false,
    // Ours ends a run, after the browser and the temporary files.
    registerSignalListeners: false,
    // It asks the standard output whether it is a terminal; we draw on the standard error and have asked already.
    renderer: class extends DefaultRenderer {
      static override nonTTY = true;
    },
    rendererOptions: {
      logger: new ListrLogger({ useIcons: true, processOutput: output }),
      collapseSubtasks: false,
      showErrorMessage: false,
      formatOutput: 'truncate',
    },
  });
  try {
    await list.run({});
  } finally {
    release();
  }
}

/** Makes the tasks that the list shows; each waits for its milestone and does nothing itself. */
class StepTasks {
  readonly #milestones: Milestones;
  readonly #now: () => number;

  constructor(milestones: Milestones, now: () => number) {
    this.#milestones = milestones;
    this.#now = now;
  }

  /** @param first the first event of the build, which names its targets */
  all({ targets = [] }: ProgressEvent, check: boolean): Task[] {
    const data = this.#single('data');
    const compose = this.#group('compose', targets, check);
    return check ? [data, compose] : [data, compose, this.#group('print', targets), this.#single('publish')];
  }

  #single(step: Step): Task {
    return this.#waiting(stepName(step, false), this.#milestones.of({ step }));
  }

  #group(step: Step, targets: readonly TargetName[], check = false): Task {
    const milestones = targets.map((target) => this.#milestones.of({ step, target }));
    const begins = Promise.all(milestones.map((milestone) => milestone.begins));
    const first = Promise.race([
      ...milestones.map(async ({ begins }) => ((await begins) ? true : never())),
      begins.then((all) => all.includes(true)),
    ]);
    return {
      title: stepName(step, check),
      enabled: onceAsked(first),
      task: (_, task) =>
        task.newListr(
          targets.map((target) =>
            this.#waiting(
              `${reportName(target)} (${target.language})`,
              this.#milestones.of({ step, target }),
            ),
          ),
          { concurrent: true, exitOnError: false },
        ),
    };
  }

  #waiting(title: string, milestone: Milestone): Task {
    return {
      title,
      enabled: onceAsked(milestone.begins),
      task: async (_, task: RunningTask) => {
        const show = (): void => {
          if (milestone.begun === undefined) return;
          const elapsed = formatElapsed((milestone.ended ?? this.#now()) - milestone.begun);
          const waiting = milestone.slow && milestone.ended === undefined ? `: ${slowPrint}` : '';
          task.title = `${title} (${elapsed})${waiting}`;
        };
        const timer = setInterval(show, tick);
        const ended = await milestone.ends;
        clearInterval(timer);
        show();
        // Shown as failed; what went wrong is said below the list.
        if (!ended) throw new Error(title);
      },
    };
  }
}

/**
 * Returns what listr2 asks twice. Before anything runs, every step is shown as waiting; when listr2 would start a step,
 * it waits for its beginning, and disappears when there is none.
 */
function onceAsked(begins: Promise<boolean>): () => boolean | Promise<boolean> {
  let asked = false;
  return () => {
    if (asked) return begins;
    asked = true;
    return true;
  };
}

const never = (): Promise<never> => new Promise(() => {});
