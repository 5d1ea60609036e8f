import type { Redis } from 'ioredis';
import type { Diagnostic } from '../../../diagnostics.js';
import { loadOptional } from '../../../host/optional-package.js';
import { environmentProblem, reasonOf } from '../../../host/problems.js';
import { errorCode } from '../../../host/system-error.js';
import { faultOf, phrase, problem } from '../../../problems/problem.js';

/** Where a queue is. Its address may hold a password, so that nothing but `shown` is ever printed. */
export interface QueueAddress {
  readonly options: Credentials & (Socket | Machine);
  /** Machine and port, or the path of the socket: neither user nor password. */
  readonly shown: string;
}

interface Credentials {
  readonly username?: string;
  readonly password?: string;
}

interface Socket {
  readonly path: string;
}

interface Machine {
  readonly host: string;
  readonly port: number;
  readonly db: number;
  readonly tls?: { readonly servername: string };
}

/** The variable that holds the address where none is typed: on a command line every user of a machine can read it. */
export const queueVariable = 'TALLYBOOK_QUEUE';

/**
 * Reads `redis://USER:PASSWORD@HOST:6379/0`, `rediss://` with TLS, or `unix:///path/of/socket`. Undefined where it is none of
 * them.
 */
export function readQueueAddress(text: string): QueueAddress | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const { protocol, hostname, pathname, search, hash } = url;
  if (search !== '' || hash !== '') return undefined;
  const who = credentialsOf(url);
  if (who === undefined) return undefined;
  if (protocol !== 'unix:') return serverAddress(url, who);
  return hostname === '' && pathname.length > 1
    ? { options: { ...who, path: decoded(pathname) ?? pathname }, shown: pathname }
    : undefined;
}

/** A machine, its port and the number of its database. */
function serverAddress(
  { protocol, hostname, port, pathname }: URL,
  who: NonNullable<ReturnType<typeof credentialsOf>>,
): QueueAddress | undefined {
  const database = /^\/?(\d*)$/.exec(pathname)?.[1];
  const isRedis = protocol === 'redis:' || protocol === 'rediss:';
  if (!isRedis || hostname === '' || database === undefined) return undefined;
  // Square brackets are of addresses, not of machines.
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return {
    options: {
      ...who,
      host,
      port: Number(port || 6379),
      db: Number(database),
      // The certificate is held against the name; one of a house is made known by `NODE_EXTRA_CA_CERTS`.
      ...(protocol === 'rediss:' && { tls: { servername: host } }),
    },
    shown: `${hostname}:${port || 6379}`,
  };
}

/** What is said of an address that is none, without a word of it. */
export function addressProblem(where: string): Diagnostic {
  return problem('queue/address', { file: 'tallybook', line: 1, column: 1 }, { where, queueVariable });
}

function credentialsOf({ username, password }: URL): Credentials | undefined {
  const [user, secret] = [decoded(username), decoded(password)];
  if (user === undefined || secret === undefined) return undefined;
  return { ...(user !== '' && { username: user }), ...(secret !== '' && { password: secret }) };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The queue that is named by an option, or else by the environment; what is wrong with its address where it is none. */
export function queueAddressOf(queue: string | undefined, env: NodeJS.ProcessEnv): QueueAddress | Diagnostic {
  const where = queue === undefined ? queueVariable : '--queue';
  return readQueueAddress(queue ?? env[queueVariable] ?? '') ?? addressProblem(where);
}

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
