import type { Job, Queue } from 'bullmq';
import { loadOptional } from '../../../host/optional-package.js';
import type { QueueAddress } from './address.js';
import { announce, type Channel, channelName, prefix } from './channel.js';
import { connectQueue, disconnect, type Say } from './connection.js';

/** What is to be done, by an id that is made of all that it depends on: put there twice, it is done once. */
export interface QueuedJob {
  /** Without colons. */
  readonly id: string;
  /** Plain data, which whoever can read the queue can read. */
  readonly data: object;
}

/** What became of a job: `gone` is one that the queue does not have, such as after its memory was lost. */
export type JobState = 'waiting' | 'active' | 'done' | 'failed' | 'gone';

/** The end of a queue at which jobs are put. */
export interface Producer {
  /** Puts jobs there that are wanted: those that wait or are being done stay as they are, those that came to an end are done anew. */
  put(jobs: readonly QueuedJob[]): Promise<void>;
  states(ids: readonly string[]): Promise<readonly JobState[]>;
  /** How many workers listen; undefined where the queue does not say. */
  workers(): Promise<number | undefined>;
  close(): Promise<void>;
}

/** How often a job is tried whose worker met a fault of its machine. */
const attempts = 3;

/** How long the queue remembers what is done; the parts in the shared directory say it for ever. */
const remembered = { age: 24 * 3600, count: 10_000 } as const;

/** How many jobs are put there, or asked after, at once. */
const atOnce = 500;

/** Opens a queue to put jobs into it. Rejects with an `EnvironmentProblem` where it cannot be reached. */
export async function openProducer(address: QueueAddress, channel: Channel, say?: Say): Promise<Producer> {
  const client = await connectQueue(address, say);
  const bullmq = await loadOptional('bullmq');
  const queue: Queue = new bullmq.Queue(channelName(channel), {
    connection: client,
    prefix,
    defaultJobOptions: {
      attempts,
      backoff: { type: 'fixed', delay: 1_000 },
      removeOnComplete: remembered,
      removeOnFail: remembered,
    },
  });
  // A lost connection is told by the connection itself.
  queue.on('error', () => {});
  const stateOf = async (id: string): Promise<JobState> => states[await queue.getJobState(id)] ?? 'waiting';
  return {
    async put(jobs) {
      for (const some of inParts(jobs)) {
        await Promise.all(
          some.map(async ({ id }) => {
            const state = await stateOf(id);
            if (state === 'failed' || state === 'done') await queue.remove(id);
          }),
        );
        await queue.addBulk(some.map(({ id, data }) => ({ name: 'report', data, opts: { jobId: id } })));
      }
      await announce(client, channel);
    },
    async states(ids) {
      const all: JobState[] = [];
      for (const some of inParts(ids))
        for (const state of await Promise.all(some.map(stateOf))) all.push(state);
      return all;
    },
    workers: () => queue.getWorkersCount().catch(() => undefined),
    async close() {
      await queue.close().catch(() => {});
      disconnect(client);
    },
  };
}

const states: Readonly<Partial<Record<Awaited<ReturnType<Job['getState']>>, JobState>>> = {
  completed: 'done',
  failed: 'failed',
  unknown: 'gone',
  active: 'active',
};

function* inParts<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < all.length; start += atOnce) yield all.slice(start, start + atOnce);
}
