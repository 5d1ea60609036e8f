import { setTimeout } from 'node:timers/promises';
import type { Job, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { loadOptional } from '../../../host/optional-package.js';
import { sha256 } from '../../../sha256.js';
import { connectQueue, disconnect, type QueueAddress, type Say } from './connection.js';

/**
 * Where jobs wait for workers that make the same bytes of them: of one shared directory and one program, which is what
 * `tool` stands for. A worker of another version never sees them, and so cannot take one by mistake.
 */
export interface Channel {
  /** The id of the shared directory. */
  readonly share: string;
  /** The identity of the program, of its Node and, where pages are printed, of its browser. */
  readonly tool: string;
  /** The same for people, such as `Tallybook 0.1.0, Node v20.19.0, linux x64`. */
  readonly shown: string;
}

/** What every key in the queue begins with, so that it can be shared with other programs. */
export const prefix = 'tallybook';

const registry = `${prefix}:channels`;

/** The name of a channel, in which nothing of a machine or project can be read. */
export const channelName = ({ share, tool }: Channel): string => sha256(`${share}\n${tool}`).slice(0, 24);

/** Tells workers of other versions and directories that jobs wait here. */
async function announce(client: Redis, channel: Channel): Promise<void> {
  await client.hset(registry, channelName(channel), JSON.stringify(channel));
}

/** Jobs that wait for other workers. */
export interface Elsewhere extends Channel {
  readonly jobs: number;
}

/** The channels beside one's own in which jobs wait; those that are empty are forgotten. */
async function waitingElsewhere(client: Redis, own: Channel): Promise<readonly Elsewhere[]> {
  const all = await client.hgetall(registry);
  const waiting: Elsewhere[] = [];
  for (const [name, text] of Object.entries(all)) {
    if (name === channelName(own)) continue;
    const jobs = await client.llen(`${prefix}:${name}:wait`);
    const channel = parse(text);
    if (channel !== undefined && jobs > 0) waiting.push({ ...channel, jobs });
    if (jobs === 0) await client.hdel(registry, name);
  }
  return waiting;
}

function parse(text: string): Channel | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const { share, tool, shown } = value as Partial<Record<keyof Channel, unknown>>;
    if (typeof share !== 'string' || typeof tool !== 'string' || typeof shown !== 'string') return undefined;
    return { share, tool, shown };
  } catch {
    return undefined;
  }
}

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

/** A job on which nothing more can be done: trying it again would end alike. */
export class JobFailed extends Error {
  override readonly name = 'JobFailed';
}

/** A job that another worker is to do. */
export class GiveBack extends Error {
  override readonly name = 'GiveBack';
}

export interface ConsumerOptions {
  readonly address: QueueAddress;
  readonly channel: Channel;
  /** How many jobs are done at once. */
  readonly concurrency: number;
  /** For how many seconds a job belongs to a worker that has not been heard of: then another one takes it. */
  readonly lease: number;
  /**
   * Does a job. What it may throw: `JobFailed`, `GiveBack`, or anything else, after which it is tried again, a few times. The
   * process must not be busy meanwhile, since it has to say now and then that it is alive.
   */
  readonly work: (id: string, data: unknown) => Promise<void>;
  readonly say: Say;
}

/** The end of a queue at which jobs are taken. */
export interface Consumer {
  /** True where nothing waits here, and nobody works on anything. */
  isEmpty(): Promise<boolean>;
  /** Jobs that wait for workers of another version or directory. */
  elsewhere(): Promise<readonly Elsewhere[]>;
  /** Takes no more, and waits for what is being done. Never fails. */
  close(): Promise<void>;
}

/**
 * How often a job may be lost with its worker before it is given up: what is killed so often with each of its workers is
 * probably what kills them.
 */
const mostLosses = 50;

/** How long a queue that does not answer is waited for when a worker ends, in milliseconds. */
const farewell = 3_000;

/** Takes jobs and does them until it is closed. Rejects with an `EnvironmentProblem` where the queue cannot be reached. */
export async function openConsumer(options: ConsumerOptions): Promise<Consumer> {
  const { address, channel, concurrency, lease, work, say } = options;
  const client = await connectQueue(address, say);
  const { Queue, Worker, UnrecoverableError, WaitingError } = await loadOptional('bullmq');
  const name = channelName(channel);
  const doJob = async (job: Job<unknown>, token?: string): Promise<void> => {
    try {
      await work(job.id ?? '', job.data);
    } catch (error) {
      if (error instanceof JobFailed) throw new UnrecoverableError(error.message);
      // The queue keeps what it is told, and whoever can read it need not know what messages quote.
      if (!(error instanceof GiveBack)) throw new Error('a fault that its worker tells');
      await job.moveToWait(token);
      throw new WaitingError();
    }
  };
  const worker = new Worker<unknown>(name, doJob, {
    connection: client,
    prefix,
    concurrency,
    // The lock is renewed at half of this by timers of this process, which does nothing else: the work is done in others.
    lockDuration: lease * 1000,
    stalledInterval: Math.max(500, (lease * 1000) / 2),
    maxStalledCount: mostLosses,
    // How soon a queue that came back is asked again, and how long one that is empty is waited at.
    runRetryDelay: 500,
    drainDelay: 5,
  });
  // A lost connection is told by the connection itself; a job that meanwhile is another's is finished there, to the same bytes.
  worker.on('error', () => {});
  const queue = new Queue(name, { connection: client, prefix });
  queue.on('error', () => {});
  return {
    async isEmpty() {
      const {
        waiting = 0,
        active = 0,
        delayed = 0,
      } = await queue.getJobCounts('waiting', 'active', 'delayed');
      return waiting + active + delayed === 0;
    },
    elsewhere: () => waitingElsewhere(client, channel),
    async close() {
      await closeInTime([worker, queue]);
      disconnect(client);
    },
  };
}

/** Closes one after the other. What does not answer is left, all together after `farewell`. */
async function closeInTime(open: readonly { close(): Promise<void> }[]): Promise<void> {
  const late = setTimeout(farewell, undefined, { ref: false });
  for (const each of open) await Promise.race([each.close().catch(() => {}), late]);
}
