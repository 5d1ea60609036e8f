/** As many reports as a rate is reckoned from: the last ones, since what comes later in a project may be longer. */
const window = 100;
/** Of fewer reports, or in less time, nothing can be said. */
const least = { reports: 20, milliseconds: 5000 };

/** How long the rest of a batch takes, from how fast the last reports were made. */
export class Rate {
  /** When the last reports were finished, by a clock in milliseconds; the first is when work began. */
  readonly #ends: number[] = [];
  #made = 0;

  begin(now: number): void {
    this.#ends.push(now);
  }

  /** A report was made, and not found to be there. */
  made(now: number): void {
    this.#made += 1;
    this.#ends.push(now);
    if (this.#ends.length > window + 1) this.#ends.shift();
  }

  /** Milliseconds for as many more; undefined before enough is known. */
  remaining(left: number): number | undefined {
    const [first = 0] = this.#ends;
    const last = this.#ends.at(-1) ?? 0;
    const elapsed = last - first;
    if (this.#made < least.reports || elapsed < least.milliseconds) return undefined;
    return (left * elapsed) / (this.#ends.length - 1);
  }
}

/** A rough figure for what is left: "less than a minute", "about 5 minutes", "about 2 hours". */
export function roughly(milliseconds: number): string {
  const minutes = milliseconds / 60_000;
  if (minutes < 1) return 'less than a minute';
  if (minutes < 90) return `about ${count(Math.round(minutes), 'minute')}`;
  return `about ${count(Math.round(minutes / 60), 'hour')}`;
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
