import type { Diagnostic } from '../../../diagnostics.js';
import { problem } from '../../../problems/problem.js';

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
