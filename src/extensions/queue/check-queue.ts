import { type Finding, ok, warning } from '../../host/doctor/finding.js';
import { EnvironmentProblem } from '../../host/host.js';
import {
  addressProblem,
  connectQueue,
  disconnect,
  queueVariable,
  readQueueAddress,
} from './host/connection.js';

/** The oldest server that a queue works on. */
const oldest = [6, 2] as const;

/** Whether the queue that the environment names answers; nothing where it names none. Builds need none, so that nothing here is an error. */
export async function checkQueue(env: NodeJS.ProcessEnv): Promise<readonly Finding[]> {
  const text = env[queueVariable] ?? '';
  if (text === '') return [];
  const address = readQueueAddress(text);
  if (address === undefined) {
    const { message, hint = '' } = addressProblem(queueVariable);
    return [warning('Queue', message, `write ${hint}`)];
  }
  try {
    const client = await connectQueue(address);
    try {
      return [answerOf(await client.info(), address.shown)];
    } finally {
      disconnect(client);
    }
  } catch (error) {
    if (!(error instanceof EnvironmentProblem)) {
      const found = `${address.shown} answers, and does not let this user ask what it is`;
      return [warning('Queue', found, 'give the user the command INFO, which a queue needs')];
    }
    const { message, hint = '' } = error.diagnostic;
    return [warning('Queue', message, hint)];
  }
}

/** What is said of a server by what it says of itself. */
export function answerOf(info: string, shown: string): Finding {
  const said = (name: string): string | undefined => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1];
  const valkey = said('valkey_version');
  const version = said('redis_version') ?? '';
  const found = `${shown} is ${valkey === undefined ? `Redis ${version}` : `Valkey ${valkey}`}`;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1]))
    return warning('Queue', found, 'put Valkey, or Redis from 6.2 on, in its place');
  const policy = said('maxmemory_policy') ?? 'noeviction';
  return policy === 'noeviction'
    ? ok('Queue', `${found}, and answers`)
    : warning(
        'Queue',
        `${found}, and forgets jobs when its memory is full (${policy})`,
        'start it with `--maxmemory-policy noeviction`',
      );
}
