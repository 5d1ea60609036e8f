/** Until when a search may go on. */
export interface Deadline {
  /** Seconds that are left, never negative; 0 as well where the work is used up. */
  readonly left: () => number;
  /** Counts work that was done: steps of the solver, weighed by its size. */
  readonly spend: (work: number) => void;
}

/** Nothing is known when time runs out, so nothing may be published. */
export class OutOfTime extends Error {
  /** @param cells Sensitive cells for which nothing was found until then; none where they are not known. */
  constructor(readonly cells: readonly number[] = []) {
    super('The search ran out of time');
    this.name = 'OutOfTime';
  }
}

/**
 * @param now Milliseconds of some clock.
 * @param work What may be done in all, so that the same question has the same answer on a slower machine.
 */
export function deadlineIn(seconds: number, now: () => number, work = Number.POSITIVE_INFINITY): Deadline {
  const end = now() + seconds * 1000;
  return within({ left: () => Math.max(0, (end - now()) / 1000), spend: () => {} }, work);
}

/** A deadline for a part of a search, which counts for the whole too. */
export function within(whole: Deadline, work: number): Deadline {
  let rest = work;
  return {
    left: () => (rest <= 0 ? 0 : whole.left()),
    spend: (done) => {
      rest -= done;
      whole.spend(done);
    },
  };
}
