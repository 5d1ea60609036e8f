import type { Redis } from 'ioredis';
import { loadOptional } from '../../../host/optional-package.js';
import { environmentProblem, reasonOf } from '../../../host/problems.js';
import { errorCode } from '../../../host/system-error.js';
import { faultOf, phrase } from '../../../problems/problem.js';
import type { QueueAddress } from './address.js';

/** How long a queue may take to be reached at first, in milliseconds. */
const patience = 10_000;

/** How long it is waited between two attempts to reach it again, in milliseconds. */
const pauses = { least: 200, most: 3_000 } as const;

/** Takes a line about what is waited for. */
export type Say = (line: string) => void;

/**
 * Connects to a queue, once to see whether it is there: rejects with an `EnvironmentProblem` where it is not. From then on the
 * connection is made anew whenever it is lost, and commands wait for it. No message has user or password.
 */
export async function connectQueue(address: QueueAddress, say: Say = () => {}): Promise<Redis> {
  const { Redis } = await loadOptional('ioredis');
  let isReached = false;
  let isLost = false;
  const client = new Redis({
    ...address.options,
    lazyConnect: true,
    connectTimeout: patience,
    // What waits for an answer for ever is the business of workers, which wait for jobs in just that way.
    maxRetriesPerRequest: null,
    retryStrategy: (times: number) => (isReached ? Math.min(pauses.least * 2 ** times, pauses.most) : null),
  });
  let first: unknown;
  client.on('error', (error) => {
    first ??= error;
  });
  try {
    await client.connect();
    await client.ping();
  } catch (error) {
    client.disconnect();
    throw unreachable(first ?? error, address);
  }
  isReached = true;
  client.on('close', () => {
    if (!isLost) say(`The queue at ${address.shown} is lost; waiting for it ...`);
    isLost = true;
  });
  client.on('ready', () => {
    if (isLost) say(`The queue at ${address.shown} is there again`);
    isLost = false;
  });
  return client;
}

/** Ends a connection that nothing waits for any more, and is silent about it. */
export function disconnect(client: Redis): void {
  client.removeAllListeners('close');
  client.disconnect();
}

const hints: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there: is it started, and the port right?',
  ENOTFOUND: 'there is no machine of that name: check it, and the network',
  EAI_AGAIN: 'there is no machine of that name: check it, and the network',
  ETIMEDOUT: 'check the name, the port and the network',
  ENOENT: 'there is no such socket: is it started?',
  WRONGPASS: 'user or password are wrong',
  NOAUTH: 'it asks for a password',
  NOPERM: 'this user may not do what a queue does: it needs all commands on the keys `tallybook:*`',
};

function unreachable(cause: unknown, { shown, options }: QueueAddress) {
  const said = reasonOf(cause);
  const timeout = /timed? ?out/i.test(said) ? 'ETIMEDOUT' : undefined;
  const code = errorCode(cause) ?? /^[A-Z]{4,}(?= )/.exec(said)?.[0] ?? timeout ?? 'no code';
  return environmentProblem(
    faultOf(
      'queue/unreachable.failure',
      { code, shown },
      {
        hint:
          hints[code] ??
          ('path' in options || options.tls === undefined
            ? phrase('queue/unreachable.listens')
            : phrase('queue/unreachable.speak')),
      },
    ),
  );
}
