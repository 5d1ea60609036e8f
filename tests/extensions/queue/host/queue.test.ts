/**
 * Jobs in a queue, with nothing built: who takes them, and what becomes of them. Runs where `TALLYBOOK_TEST_VALKEY` holds the address of a
 * Valkey or Redis, as `.ci/run` sees to; `npm test` says when it does not.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import {
  connectQueue,
  type QueueAddress,
  readQueueAddress,
} from '../../../../src/extensions/queue/host/connection.js';
import {
  type Channel,
  type Consumer,
  type ConsumerOptions,
  channelName,
  GiveBack,
  JobFailed,
  openConsumer,
  openProducer,
  type Producer,
  prefix,
} from '../../../../src/extensions/queue/host/queue.js';
import { EnvironmentProblem } from '../../../../src/host/host.js';

const address = process.env.TALLYBOOK_TEST_VALKEY ?? '';
const queue = readQueueAddress(address) as QueueAddress;

const problemOf = async (text: string) => {
  try {
    await connectQueue(readQueueAddress(text) as QueueAddress);
  } catch (error) {
    if (error instanceof EnvironmentProblem) return error.diagnostic;
  }
  return undefined;
};

describe('a queue that cannot be reached', () => {
  test('is told by machine and port, without user and password', async () => {
    const problem = await problemOf('redis://clerk:secret@127.0.0.1:1');
    expect(problem).toMatchObject({
      code: 'queue/unreachable',
      hint: expect.stringMatching('nothing listens there'),
    });
    expect(problem?.message).toBe('No Valkey or Redis answers at `127.0.0.1:1` (ECONNREFUSED)');
    expect(JSON.stringify(problem)).not.toMatch(/clerk|secret/);
  });

  test('is told where there is no socket', async () => {
    expect(await problemOf('unix:///nowhere/valkey')).toMatchObject({
      hint: expect.stringMatching('no such socket'),
    });
  });

  test('is told where something else answers', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const problem = await problemOf(`redis://127.0.0.1:${port}`);
    server.close();
    expect(problem).toMatchObject({
      code: 'queue/unreachable',
      hint: expect.stringMatching('check that Valkey or Redis'),
    });
  });
});

describe.skipIf(address === '')('a queue', () => {
  const open: (Consumer | Producer)[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.close()));
  });

  const channel = (): Channel => ({ share: randomUUID(), tool: 'one', shown: 'Tallybook 1' });
  const produce = async (to: Channel) => {
    const producer = await openProducer(queue, to);
    open.push(producer);
    return producer;
  };
  const consume = async (
    from: Channel,
    work: ConsumerOptions['work'],
    say: ConsumerOptions['say'] = () => {},
  ) => {
    const consumer = await openConsumer({
      address: queue,
      channel: from,
      concurrency: 1,
      lease: 5,
      work,
      say,
    });
    open.push(consumer);
    return consumer;
  };
  /** Waits until the jobs have come to an end. */
  const ended = async (producer: Producer, ids: readonly string[]) => {
    await expect
      .poll(() => producer.states(ids), { timeout: 10_000 })
      .not.toSatisfy((states: readonly string[]) =>
        states.some((each) => each === 'waiting' || each === 'active'),
      );
    return await producer.states(ids);
  };

  test('hands out a job once, however often it is put there', async () => {
    const here = channel();
    const done: unknown[] = [];
    const producer = await produce(here);
    const job = { id: 'a', data: { report: 'annual' } };
    await producer.put([job, job]);
    await producer.put([job]);
    await consume(here, async (id, data) => void done.push([id, data]));
    expect(await ended(producer, ['a', 'b'])).toEqual(['done', 'gone']);
    expect(done).toEqual([['a', { report: 'annual' }]]);
  });

  test('gives a job that failed up, until it is put there again', async () => {
    const here = channel();
    const done: string[] = [];
    const producer = await produce(here);
    await producer.put([{ id: 'a', data: {} }]);
    await consume(here, async (id) => {
      done.push(id);
      throw new JobFailed('errors');
    });
    expect(await ended(producer, ['a'])).toEqual(['failed']);
    expect(done).toEqual(['a']);
    await producer.put([{ id: 'a', data: {} }]);
    await expect.poll(() => done).toEqual(['a', 'a']);
    expect(await ended(producer, ['a'])).toEqual(['failed']);
  });

  test('gets to know of a fault that there was one, and nothing of it', async () => {
    const here = channel();
    const producer = await produce(here);
    await producer.put([{ id: 'a', data: {} }]);
    await consume(here, async () => {
      throw new Error('no room for 3 clients of the shelter');
    });
    const client = await connectQueue(queue);
    try {
      const job = () => client.hgetall(`${prefix}:${channelName(here)}:a`);
      await expect.poll(async () => (await job()).failedReason).toBe('a fault that its worker tells');
      expect(JSON.stringify(await job())).not.toContain('shelter');
    } finally {
      client.disconnect();
    }
  });

  test('has a job that was given back for the next one', async () => {
    const here = channel();
    const takers: string[] = [];
    const producer = await produce(here);
    await producer.put([{ id: 'a', data: {} }]);
    let isTaken = false;
    const first = await consume(here, async () => {
      takers.push('first');
      isTaken = true;
      // As one does that is told to stop.
      await expect.poll(() => isStopping).toBe(true);
      throw new GiveBack();
    });
    let isStopping = false;
    await expect.poll(() => isTaken).toBe(true);
    expect(await producer.states(['a'])).toEqual(['active']);
    const closing = first.close();
    isStopping = true;
    await closing;
    expect(await producer.states(['a'])).toEqual(['waiting']);
    await consume(here, async () => void takers.push('second'));
    expect(await ended(producer, ['a'])).toEqual(['done']);
    expect(takers).toEqual(['first', 'second']);
  });

  test('shows jobs to no worker of another version or directory, and tells it that they wait', async () => {
    const here = channel();
    const producer = await produce(here);
    await producer.put([{ id: 'a', data: {} }]);
    const taken: string[] = [];
    const other = await consume(
      { ...here, tool: 'two', shown: 'Tallybook 2' },
      async (id) => void taken.push(id),
    );
    expect(await other.isEmpty()).toBe(true);
    expect(await other.elsewhere()).toContainEqual({ ...here, jobs: 1 });
    await consume(here, async (id) => void taken.push(id));
    expect(await ended(producer, ['a'])).toEqual(['done']);
    expect(taken).toEqual(['a']);
    expect(await other.elsewhere()).not.toContainEqual(expect.objectContaining({ share: here.share }));
    expect(await producer.workers()).toBe(1);
  });
});
