import type { Progress, ProgressEvent } from '../../session/progress.js';
import type { Terminal } from '../terminal.js';
import { liveList, type ShownProgress } from './live-list.js';
import { slowPrint, stepLines, stepName } from './step-lines.js';

/** As many reports as a rate is reckoned from: the last ones, since what comes later in a project may be longer. */
const window = 100;
/** Of fewer reports, or in less time, nothing can be said. */
const least = { reports: 20, milliseconds: 5000 };

/** How long the rest of a batch takes, from how fast the last reports were made. */
class Rate {
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

/** More targets are counted, and not named one by one. */
const mostNamed = 12;

/** Milliseconds between two lines of a log; on a terminal a line is drawn anew much oftener. */
const between = { log: 10_000, screen: 200 };

/** What a batch says of itself: how many reports are done, how many of them have errors, and about how long the rest takes. */
class Count {
  readonly #total: number;
  readonly #step: ProgressEvent['step'];
  readonly #now: () => number;
  readonly #rate = new Rate();
  #done = 0;
  #failed = 0;

  /** @param check Nothing is finished: what is written is done. */
  constructor(total: number, check: boolean, now: () => number) {
    this.#total = total;
    this.#step = check ? 'compose' : 'target';
    this.#now = now;
  }

  /** Returns true where the count has changed. */
  take({ step, state, failed, found }: ProgressEvent): boolean {
    if (step === 'data' && state === 'end') this.#rate.begin(this.#now());
    if (step !== this.#step || state !== 'end') return false;
    this.#done += 1;
    if (failed === true) this.#failed += 1;
    if (found !== true) this.#rate.made(this.#now());
    return true;
  }

  get isOver(): boolean {
    return this.#done >= this.#total;
  }

  get line(): string {
    const failed = this.#failed === 0 ? '' : `, ${this.#failed} with errors`;
    const left = this.isOver ? undefined : this.#rate.remaining(this.#total - this.#done);
    const rest = left === undefined ? '' : `; ${roughly(left)} left`;
    return `${this.#done} of ${this.#total} reports${failed}${rest}`;
  }
}

/** Says now and then in a line how far a batch is, for logs. */
function manyLines(
  { err, now }: Pick<Terminal, 'err' | 'now'>,
  total: number,
  check: boolean,
): ShownProgress {
  const count = new Count(total, check, now);
  let said = now();
  return {
    progress(event) {
      const { step, state } = event;
      if ((step === 'data' || step === 'publish') && state === 'begin') err(stepName(step, false));
      if (state === 'slow') err(`${stepName(step, false)}: ${slowPrint}`);
      const isDue = count.take(event) && (count.isOver || now() - said >= between.log);
      if (!isDue) return;
      said = now();
      err(count.line);
    },
    finish: async () => {},
  };
}

/** Draws the same in one line of a terminal, over and over. */
function manyOnScreen(
  screen: NodeJS.WriteStream,
  now: () => number,
  total: number,
  check: boolean,
): ShownProgress {
  const count = new Count(total, check, now);
  let drawn = Number.NEGATIVE_INFINITY;
  const draw = (line: string): void => {
    drawn = now();
    // A terminal in a container may not know how wide it is.
    screen.write(`\r${line.slice(0, (screen.columns || 80) - 1)}\u001B[K`);
  };
  return {
    progress(event) {
      const { step, state } = event;
      if ((step === 'data' || step === 'publish') && state === 'begin') draw(stepName(step, false));
      if (count.take(event) && (count.isOver || now() - drawn >= between.screen)) draw(count.line);
    },
    async finish() {
      if (drawn > Number.NEGATIVE_INFINITY) screen.write('\r\u001B[K');
    },
  };
}

/** Shows how much of the browser has come: as a bar on a terminal, and elsewhere each tenth in a line. */
function showFetching({ screen, err }: Terminal, { json }: Pick<ProgressWishes, 'json'>): Progress {
  let said = '';
  return ({ fetched }) => {
    if (fetched === undefined) {
      if (!json) screen?.write('\r\u001B[K');
      return;
    }
    const { from, bytes, all } = fetched;
    const tenths = all === undefined ? 0 : Math.floor((bytes / all) * 10);
    const share = all === undefined ? '' : `, ${tenths * 10} % of ${Math.ceil(all / 1e6)} MB`;
    const line = `${stepName('fetch', false)}, from ${from}${share}`;
    if (line === said) return;
    said = line;
    if (json || screen === undefined) err(line);
    else {
      const bar = `${'█'.repeat(tenths)}${'░'.repeat(10 - tenths)} ${line}`;
      screen.write(`\r${bar.slice(0, (screen.columns || 80) - 1)}\u001B[K`);
    }
  };
}

/** How a command wants its progress shown. */
export interface ProgressWishes {
  readonly quiet: boolean;
  readonly json: boolean;
  readonly check: boolean;
}

/**
 * Shows a build as a live list on a terminal, as lines elsewhere and for programs, and not at all when asked to be quiet. Of many reports it
 * shows how far they are, and names none.
 */
export function showProgress(terminal: Terminal, wishes: ProgressWishes): ShownProgress {
  if (wishes.quiet) return { progress: () => {}, finish: async () => {} };
  let shown: ShownProgress | undefined;
  const all = new Set<ShownProgress>();
  const fetching = showFetching(terminal, wishes);
  return {
    progress(event) {
      if (event.step === 'fetch') return fetching(event);
      // A build of two audiences begins twice.
      if (event.targets !== undefined) shown = chosen(terminal, wishes, event.targets.length, shown);
      if (shown !== undefined) all.add(shown);
      shown?.progress(event);
    },
    finish: async () => void (await Promise.all([...all].map((each) => each.finish()))),
  };
}

function chosen(
  terminal: Terminal,
  { json, check }: ProgressWishes,
  total: number,
  before: ShownProgress | undefined,
): ShownProgress {
  const { screen, now } = terminal;
  const isPlain = json || screen === undefined;
  if (total > mostNamed)
    return isPlain ? manyLines(terminal, total, check) : manyOnScreen(screen, now, total, check);
  if (before !== undefined) return before;
  const finish = async (): Promise<void> => {};
  return isPlain ? { progress: stepLines(terminal, check), finish } : liveList(screen, now, check);
}
