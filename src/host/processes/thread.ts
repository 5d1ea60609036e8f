import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Diagnostic } from '../../diagnostics.js';
import { faultOf } from '../../problems/problem.js';
import { EnvironmentProblem } from '../host.js';
import { toolRoot } from '../node-host.js';
import { environmentProblem } from '../problems.js';
import { errorCode } from '../system-error.js';
import { shortageProblem } from '../system-problem.js';

/*
 * This side sends a `Call` or a `HeldCall` under an id, and the thread answers with a `Reply` of the same id. Where the function returned
 * something that is `Held`, `thread-main.ts`, the other half, keeps it by the id of that call, and later calls name that id in `of`.
 */

/** A call of a function that a compiled module exports. Arguments and result are structured-cloned. */
export interface Call {
  readonly id: number;
  /** A file of `dist/bundle/`. */
  readonly module: string;
  readonly name: string;
  readonly args: readonly unknown[];
}

/** A call of what an earlier one holds there; without a name it is let go. */
export interface HeldCall {
  readonly id: number;
  /** The id of the earlier call. */
  readonly of: number;
  readonly name?: string;
  readonly args?: readonly unknown[];
}

/** How a call ended. Errors lose their class on the way, so that the one that callers know is told apart. */
export type Reply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly environment: Diagnostic }
  | { readonly id: number; readonly error: Error };

/** What a function returns some of which stays where it ran. */
export interface Held {
  readonly value: unknown;
  /** A function `drop` is called when all is let go. */
  readonly held: Readonly<Record<string, (...args: never[]) => Promise<unknown>>>;
}

type Holding = (...args: never[]) => Promise<Held>;
type HeldBy<F extends Holding> = Awaited<ReturnType<F>>['held'];

/** What is held in the thread, and the value that came of it. */
export interface HeldThere<F extends Holding> {
  readonly value: Awaited<ReturnType<F>>['value'];
  call<Name extends keyof HeldBy<F> & string>(
    name: Name,
    ...args: Parameters<HeldBy<F>[Name]>
  ): Promise<Awaited<ReturnType<HeldBy<F>[Name]>>>;
  /** Calls what itself returns something that is held. */
  hold<Name extends keyof HeldBy<F> & string>(
    name: Name,
    ...args: Parameters<HeldBy<F>[Name]>
  ): Promise<HeldBy<F>[Name] extends Holding ? HeldThere<HeldBy<F>[Name]> : never>;
  drop(): void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Another thread for work that only computes, one call after the other. It starts at once, and keeps the process alive only
 * while a call waits. A thread that does not start, or that ends early, fails the calls that wait and all that follow.
 */
export class Thread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;
  #isClosing = false;
  /** Why it takes no more calls. */
  #ended: Error | undefined;

  /**
   * @param main The module that answers calls; tests name another.
   */
  constructor(
    main = join(toolRoot(), 'bundle', 'thread-main.js'),
    {
      // What its objects may take: with more it ends with `host/memory`, and the machine goes on.
      // From 2048 on V8 collects garbage only when there is three times as much of it as of what is used, below that when there is as much.
      mostMegabytes = 2000,
    }: { readonly mostMegabytes?: number } = {},
  ) {
    this.#worker = new Worker(main, { resourceLimits: { maxOldGenerationSizeMb: mostMegabytes } });
    this.#worker.unref();
    this.#worker.on('message', (reply: Reply) => this.#settle(reply));
    this.#worker.on('error', (error) => this.#end(error));
    this.#worker.on('messageerror', (error) => this.#end(error));
    this.#worker.on('exit', () => this.#end(new Error('it ended before its work')));
  }

  /** Calls a function there. The caller says its type: `thread.call<typeof import('x.js').f>('x.js', 'f', ...)`. */
  call<F extends (...args: never[]) => unknown>(
    module: string,
    name: string,
    ...args: Parameters<F>
  ): Promise<Awaited<ReturnType<F>>> {
    // The other side runs that very function.
    return this.#send({ id: this.#calls++, module, name, args }) as Promise<Awaited<ReturnType<F>>>;
  }

  #send(message: Call | HeldCall): Promise<unknown> {
    // A message to a thread that is no more would never be answered.
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const { id } = message;
    const reply = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#worker.ref();
    this.#worker.postMessage(message);
    return reply;
  }

  /**
   * Calls a function that returns a `value` and what is `held` there: functions over objects that are too large to be
   * sent to and fro. They are called by name, and let go by `drop`.
   */
  async hold<F extends Holding>(module: string, name: string, ...args: Parameters<F>): Promise<HeldThere<F>> {
    return await this.#hold<F>({ id: this.#calls++, module, name, args });
  }

  async #hold<F extends Holding>(message: Call | HeldCall): Promise<HeldThere<F>> {
    const of = message.id;
    // The other side runs that very function.
    const value = (await this.#send(message)) as HeldThere<F>['value'];
    return {
      value,
      call: async (name, ...args) => (await this.#send({ id: this.#calls++, of, name, args })) as never,
      hold: async (name, ...args) => (await this.#hold({ id: this.#calls++, of, name, args })) as never,
      drop: () => {
        if (this.#ended === undefined) this.#worker.postMessage({ id: this.#calls++, of } satisfies HeldCall);
      },
    };
  }

  /** Ends the thread, whatever it does. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#worker.terminate();
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    // A reply that arrives while the thread is being ended must not let the process end before that is done.
    if (this.#waiting.size === 0 && !this.#isClosing) this.#worker.unref();
    if ('value' in reply) waiting?.resolve(reply.value);
    else if ('environment' in reply) waiting?.reject(new EnvironmentProblem(reply.environment));
    else waiting?.reject(reply.error);
  }

  /** The first reason is the real one: a thread that fails exits next. */
  #end(reason: Error): void {
    this.#ended ??= threadProblem(reason);
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }
}

/** What ends a build whose thread cannot be loaded, dies, or runs out of memory. */
export function threadProblem(cause: unknown): EnvironmentProblem {
  const shortage = shortageProblem(cause);
  if (shortage !== undefined && errorCode(cause) !== 'ERR_MODULE_NOT_FOUND') return shortage;
  const reason = (cause instanceof Error ? cause.message : String(cause)).split('\n', 1)[0];
  return environmentProblem(faultOf('host/thread', { reason }), { cause });
}
