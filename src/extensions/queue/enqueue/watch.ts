import { setTimeout } from 'node:timers/promises';
import type { JobState, Producer, QueuedJob } from '../host/queue.js';

/** As many jobs are asked after at once: those at the head of the queue, which are done first. */
const atOnce = 100;

/** How long it is waited between two looks, in milliseconds, and after how many of them it is said that nobody works. */
const between = 400;
const patience = 12;

export interface Watching {
  /** How many have come to an end, and how many of them failed. */
  readonly progress: (ended: number, failed: number) => void;
  /** Nobody listens at the queue. */
  readonly alone: () => void;
}

/**
 * Waits until jobs have come to an end, whoever does them, and returns the ids of those that failed. One that the queue has lost, such as
 * with its memory, is put there again.
 */
export async function watchJobs(
  producer: Producer,
  jobs: readonly QueuedJob[],
  { progress, alone }: Watching,
): Promise<ReadonlySet<string>> {
  const failed = new Set<string>();
  let pending = [...jobs];
  let looks = 0;
  while (pending.length > 0) {
    const head = pending.slice(0, atOnce);
    const states = await producer.states(head.map(({ id }) => id));
    const left = head.filter((_, at) => !isEnd(states[at]));
    for (const [at, { id }] of head.entries()) if (states[at] === 'failed') failed.add(id);
    const gone = head.filter((_, at) => states[at] === 'gone');
    if (gone.length > 0) await producer.put(gone);
    pending = [...left, ...pending.slice(atOnce)];
    progress(jobs.length - pending.length, failed.size);
    looks += 1;
    if (looks === patience && !states.includes('active') && (await producer.workers()) === 0) alone();
    // Where most of the head was done, more may be behind it.
    if (left.length * 2 > head.length) await setTimeout(between);
  }
  return failed;
}

const isEnd = (state: JobState | undefined): boolean => state === 'done' || state === 'failed';
