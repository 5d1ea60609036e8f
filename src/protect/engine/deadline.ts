/** Until when a search may go on. */
export interface Deadline {
  /** Seconds that are left, never negative. */
  readonly left: () => number;
}

/** Nothing is known when time runs out, so nothing may be published. */
export class OutOfTime extends Error {
  constructor() {
    super('The search ran out of time');
    this.name = 'OutOfTime';
  }
}

/** @param now Milliseconds of some clock. */
export function deadlineIn(seconds: number, now: () => number): Deadline {
  const end = now() + seconds * 1000;
  return { left: () => Math.max(0, (end - now()) / 1000) };
}
