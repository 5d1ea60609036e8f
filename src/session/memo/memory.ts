import { isDeepStrictEqual } from 'node:util';
import type { Host } from '../../host/host.js';
import { isStillSo, recordHost } from '../../host/recording.js';

/** What a session does once for the same inputs. */
export type Work =
  | 'data'
  | 'editions'
  | 'house'
  | 'language'
  | 'words'
  | 'data words'
  | 'text'
  | 'reading'
  | 'report'
  | 'checks'
  | 'chart'
  | 'print';

/** Records of which only what is looked at counts; nothing in them is ever changed. */
type Records = Readonly<Record<string, object>>;
type NoRecords = Readonly<Record<never, object>>;

/** Work that is done once for the same inputs. It says which files and records it reads by reading them. */
export interface Task<Input, Value, Parts extends Records = NoRecords> {
  readonly work: Work;
  /** Where its values are kept. */
  of(input: Input): string;
  /** All of what it is made from that is no file and none of the parts; without it, where it is kept says that. */
  key?(input: Input, nameOf: (value: object) => string): string;
  parts?(input: Input): Parts;
  run(input: Input, host: Host, parts: Parts): Promise<Value>;
}

/** A task that is asked for. */
interface Asked<Value> {
  readonly work: Work;
  /** Of its place, and that with its key. */
  readonly slot: string;
  readonly call: string;
  readonly key: string;
  readonly parts: Records;
  readonly host: Host;
  run(host: Host, parts: Records): Promise<Value>;
}

interface Remembered {
  readonly key: string;
  readonly answers: Parameters<typeof isStillSo>[0];
  readonly looks: Readonly<Record<string, Looks>>;
  readonly value: unknown;
}

/** Values of a place. */
const mostKept = 2;

/**
 * What was made before, by everything that it was made from. That is a key of the values that went in, what was looked
 * at in the records, and the questions that were asked of the files, which are asked again. Two values are kept for
 * each place, the last one and the one before, so that a change that is taken back costs nothing. A session that
 * compiles the same project a thousand times does not grow.
 */
export class Memory {
  /** By place, the last one first. */
  readonly #kept = new Map<string, readonly Remembered[]>();
  /** What is being made, by place and key. */
  readonly #making = new Map<string, Promise<unknown>>();
  readonly #shared = new Map<string, object>();
  /** What was given for what stands at a place: the same again needs no look. */
  readonly #given = new Map<string, object>();
  readonly #followed = new Map<string, { readonly from: object; readonly value: unknown }>();
  readonly #done = new Map<Work, number>();
  readonly #names = new WeakMap<object, number>();
  #named = 0;

  /** How often each kind of work was done, for whoever wants to see that it was not. */
  get done(): ReadonlyMap<Work, number> {
    return this.#done;
  }

  /** Lets go what was made of a report, for whoever makes more of them than memory holds. */
  forget(of: string): void {
    for (const work of ['words', 'text', 'reading', 'report', 'checks'] satisfies Work[])
      this.#kept.delete(`${work} ${of}`);
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
   * The record in which each part that equals the one that stood at this place before is that one, and so is the whole
   * where all do. What did not change is the same object, however it was made.
   */
  share<T extends object>(place: string, record: T): T {
    const before: object = this.#shared.get(place) ?? {};
    // What was given before gave that, by this call.
    if (this.#given.get(place) === record) return before as T;
    this.#given.set(place, record);
    let isSame = isDeepStrictEqual(Object.keys(before), Object.keys(record));
    const parts = Object.entries(record).map(([name, part]: [string, unknown]) => {
      const earlier: unknown = Object.hasOwn(before, name) ? Reflect.get(before, name) : undefined;
      const isEqual = earlier !== undefined && isDeepStrictEqual(earlier, part);
      isSame &&= isEqual;
      return [name, isEqual ? earlier : part];
    });
    // Each part is equal to the one that it stands for.
    const shared = (isSame ? before : Object.fromEntries(parts)) as T;
    this.#shared.set(place, shared);
    return shared;
  }

  /** What follows from an object that nobody changes, and from nothing else; made again when another one stands there. */
  follow<From extends object, T>(place: string, from: From, make: (from: From) => T): T {
    const before = this.#followed.get(place);
    // What stands at a place was put there by a call for the same kind of thing.
    if (before?.from === from) return before.value as T;
    const value = make(from);
    this.#followed.set(place, { from, value });
    return value;
  }

  /**
   * What a task makes of an input: the value that stands at its place if it was made from the same key, parts and files, else a new one.
   * Whatever it reads goes through `host` in both cases, so that whoever records there knows what the value depends on. Calls for
   * what is being made wait for it.
   */
  async ask<Input, Value, Parts extends Records = NoRecords>(
    task: Task<Input, Value, Parts>,
    input: Input,
    host: Host,
  ): Promise<Value> {
    const key = task.key?.(input, (value) => this.nameOf(value)) ?? '';
    const slot = `${task.work} ${task.of(input)}`;
    const asked: Asked<Value> = {
      ...{ work: task.work, slot, call: `${slot} ${key}`, key, host },
      parts: task.parts?.(input) ?? {},
      // They are those of the task, watched.
      run: (files, parts) => task.run(input, files, parts as Parts),
    };
    const { call } = asked;
    // Whoever waited looks for what was made, since it is asked for with other files and parts; of those who find another
    // value there, one makes its own.
    for (let made = this.#making.get(call); made !== undefined; made = this.#making.get(call)) {
      await made.catch(() => {});
      const found = await this.#find(asked);
      if (found !== undefined) return found.value as Value;
    }
    const making = this.#findOrMake(asked);
    this.#making.set(call, making);
    try {
      return await making;
    } finally {
      this.#making.delete(call);
    }
  }

  async #findOrMake<Value>(asked: Asked<Value>): Promise<Value> {
    const found = await this.#find(asked);
    // What stands in a slot was put there by a call for the same kind of work.
    if (found !== undefined) return found.value as Value;
    const recording = recordHost(asked.host);
    const watched = Object.entries(asked.parts).map(([name, part]) => [name, watch(part)] as const);
    const views = Object.fromEntries(watched.map(([name, { view }]) => [name, view]));
    const value = await asked.run(recording, views);
    this.count(asked.work);
    const looks = Object.fromEntries(watched.map(([name, each]) => [name, each.looks()]));
    this.#keep(asked.slot, { key: asked.key, answers: recording.answers(), looks, value });
    return value;
  }

  #keep(slot: string, made: Remembered): void {
    const others = (this.#kept.get(slot) ?? []).filter((each) => each !== made);
    this.#kept.set(slot, [made, ...others].slice(0, mostKept));
  }

  async #find({ slot, key, parts, host }: Asked<unknown>): Promise<Remembered | undefined> {
    const now = new Map(Object.entries(parts));
    for (const before of this.#kept.get(slot) ?? []) {
      if (before.key !== key) continue;
      const isSame = Object.entries(before.looks).every(([name, looks]) =>
        looksTheSame(looks, now.get(name) ?? {}),
      );
      if (!isSame || !(await isStillSo(before.answers, host))) continue;
      this.#keep(slot, before);
      return before;
    }
    return undefined;
  }
}

/** A record, and which parts of it were looked at since. */
interface Watched<T extends object> {
  /** The record as it is; what is looked up in it is noted. */
  readonly view: T;
  looks(): Looks;
}

/** What was found in a record. */
interface Looks {
  /** By the name of the part, whether it was there, and its value where that was asked for. */
  readonly parts: ReadonlyMap<PropertyKey, { readonly is: boolean; readonly value?: unknown }>;
  /** All names, where they were asked for. */
  readonly names?: readonly (string | symbol)[];
}

/** Returns a view of `record` that notes which of its parts are looked at: what is made of it depends on those alone. */
function watch<T extends object>(record: T): Watched<T> {
  const parts = new Map<PropertyKey, { readonly is: boolean; readonly value?: unknown }>();
  let names: readonly (string | symbol)[] | undefined;
  const noteThere = (name: PropertyKey): void => {
    if (!parts.has(name)) parts.set(name, { is: name in record });
  };
  const view = new Proxy(record, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      parts.set(name, { is: name in target, value });
      return value;
    },
    has(target, name) {
      noteThere(name);
      return name in target;
    },
    getOwnPropertyDescriptor(target, name) {
      noteThere(name);
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
    ownKeys(target) {
      names = Reflect.ownKeys(target);
      return [...names];
    },
  });
  return { view, looks: () => ({ parts: new Map(parts), ...(names && { names }) }) };
}

/** True when whoever looked would find the same in `record`: the same objects, under the same names. */
function looksTheSame({ parts, names }: Looks, record: object): boolean {
  const now = Reflect.ownKeys(record);
  return (
    (names === undefined ||
      (names.length === now.length && names.every((name, index) => name === now[index]))) &&
    [...parts].every(
      ([name, part]) =>
        part.is === name in record && (!('value' in part) || part.value === Reflect.get(record, name)),
    )
  );
}
