import type { Host } from '../host/host.js';
import { isStillSo, recordHost } from '../host/recording.js';

/** What a session does once for the same inputs. */
export type Work = 'data' | 'editions' | 'language' | 'text' | 'report' | 'chart';

interface Remembered {
  readonly key: string;
  readonly answers: Parameters<typeof isStillSo>[0];
  readonly value: unknown;
}

/**
 * What was made before, by everything that it was made from: a key of the values that went in, and the questions that
 * were asked of the files, which are asked again. One value is kept for each place, so that a session that compiles
 * the same project a thousand times does not grow.
 */
export class Memory {
  readonly #kept = new Map<string, Remembered>();
  readonly #done = new Map<Work, number>();
  readonly #names = new WeakMap<object, number>();
  #named = 0;

  /** How often each kind of work was done, for whoever wants to see that it was not. */
  get done(): ReadonlyMap<Work, number> {
    return this.#done;
  }

  /** Counts work that is remembered elsewhere. */
  count(work: Work, times = 1): void {
    this.#done.set(work, (this.#done.get(work) ?? 0) + times);
  }

  /** A name for a value that is never changed, for keys: the same object has the same one. */
  nameOf(value: object): string {
    const name = this.#names.get(value) ?? ++this.#named;
    this.#names.set(value, name);
    return `#${name}`;
  }

  /**
   * The value that stands at this place if it was made from the same key and the same files, else a new one. Whatever
   * is asked goes through `host` in both cases, so that whoever records there knows what the value depends on.
   */
  async recall<T>(
    place: { readonly work: Work; readonly of: string; readonly key: string },
    host: Host,
    make: (host: Host) => Promise<T>,
  ): Promise<T> {
    const slot = `${place.work} ${place.of}`;
    const before = this.#kept.get(slot);
    if (before !== undefined && before.key === place.key && (await isStillSo(before.answers, host))) {
      // What stands in a slot was put there by a call for the same kind of work.
      return before.value as T;
    }
    const recording = recordHost(host);
    const value = await make(recording);
    this.count(place.work);
    this.#kept.set(slot, { key: place.key, answers: recording.answers(), value });
    return value;
  }
}
