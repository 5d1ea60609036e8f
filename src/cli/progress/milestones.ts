import type { ProgressEvent } from '../../session/progress.js';

/** What happens in a build: one step of one target, or of the whole project. */
type Happening = Pick<ProgressEvent, 'step' | 'target'>;

/** Something that begins and ends, by a clock in milliseconds. */
export interface Milestone {
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
export class Milestones {
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
