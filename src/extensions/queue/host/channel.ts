import type { Redis } from 'ioredis';
import { sha256 } from '../../../sha256.js';

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
export async function announce(client: Redis, channel: Channel): Promise<void> {
  await client.hset(registry, channelName(channel), JSON.stringify(channel));
}

/** Jobs that wait for other workers. */
export interface Elsewhere extends Channel {
  readonly jobs: number;
}

/** The channels beside one's own in which jobs wait; those that are empty are forgotten. */
export async function waitingElsewhere(client: Redis, own: Channel): Promise<readonly Elsewhere[]> {
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
