import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { EnvironmentProblem } from '../host.js';
import { toolRoot } from '../node-host.js';
import { knowsOptimiseLater, optimiseLater } from '../tuning/v8.js';
import { onExit } from './exit.js';
import { type Packed, pack, unpack } from './packed.js';
import { threadProblem } from './thread.js';

/** A call of a function that a compiled module exports; its last argument is a function that takes parts of the result. */
export interface ChildCall {
  readonly id: number;
  /** A file of `dist/bundle/`. */
  readonly module: string;
  readonly name: string;
  /** A list of them. */
  readonly args: Packed;
}

/** What comes back of a call: parts, then its end. */
export type ChildReply =
  | { readonly id: number; readonly part: Packed }
  | { readonly id: number; readonly end: true }
  | { readonly id: number; readonly problem: EnvironmentProblem['diagnostic'] }
  | { readonly id: number; readonly error: string };

/** Why a call came to nothing: the process took too long, or the system or its own memory limit ended it. */
export class ChildEnded extends Error {
  override readonly name = 'ChildEnded';
  constructor(readonly reason: 'time' | 'memory') {
    super(`ended for ${reason}`);
  }
}

/** The parameters of a function without the last one, through which it tells parts of its result. */
type LeadingParameters<F extends (...args: never[]) => unknown> =
  Parameters<F> extends readonly [...infer Leading, (part: never) => Promise<void>] ? Leading : Parameters<F>;

/** How long a process has to put away what it has started, in milliseconds. */
const patience = 2_000;

interface Waiting {
  readonly take: (part: unknown) => void;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * Another process for work that may run away: whatever it does, it ends alone. It starts at once, keeps no process alive,
 * and ends when this one does.
 */
export class Child {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  readonly #forget: () => void;
  #calls = 0;
  #ended: Error | undefined;

  /**
   * @param main The module that answers calls; tests name another.
   * @param isPatient It works when nobody else does.
   * @param tidies It has started what must be put away: it is told to end, not ended, also by a signal.
   */
  constructor(
    megabytes: number,
    {
      main = join(toolRoot(), 'bundle', 'child-main.js'),
      isPatient = false,
      tidies = false,
    }: { readonly main?: string; readonly isPatient?: boolean; readonly tidies?: boolean } = {},
  ) {
    this.#process = fork(main, [], {
      serialization: 'advanced',
      execArgv: [
        `--max-old-space-size=${megabytes}`,
        // As in the program itself.
        ...(process.versions.v8.startsWith(knowsOptimiseLater) && !isPatient ? [optimiseLater] : []),
      ],
      // What V8 prints when it runs out of memory is no message of ours.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    if (isPatient) giveWay(this.#process.pid);
    this.#forget = tidies ? () => {} : onExit(() => this.#process.kill('SIGKILL'));
    this.#hold(false);
    this.#process.on('message', (reply: ChildReply) => this.#settle(reply));
    this.#process.on('error', (error) => this.#end(threadProblem(error)));
    this.#process.on('exit', () => this.#end(new ChildEnded('memory')));
  }

  /**
   * Calls a function there, whose last parameter takes the parts of its result: `take` gets them one by one, and the
   * promise is kept when it has ended. The caller says its type, as in `Thread`.
   */
  call<F extends (...args: never[]) => Promise<void>>(
    module: string,
    name: string,
    args: LeadingParameters<F>,
    take: (part: unknown) => void,
  ): Promise<void> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const packed = pack(args);
    const id = this.#calls++;
    const end = new Promise<void>((resolve, reject) => this.#waiting.set(id, { take, resolve, reject }));
    this.#hold(true);
    const call: ChildCall = { id, module, name, args: packed };
    this.#process.send(call, (error) => {
      if (error !== null) this.#end(threadProblem(error));
    });
    return end;
  }

  /** Ends the process, whatever it does; calls that wait are told why. */
  close(reason: Error = threadProblem('closed')): void {
    this.#end(reason);
    this.#process.kill('SIGKILL');
  }

  /** Tells the process to end, and ends it when it has not done so soon. Calls that wait are told at once. Never fails. */
  async leave(): Promise<void> {
    const { exitCode, signalCode } = this.#process;
    this.#end(threadProblem('closed'));
    if (exitCode !== null || signalCode !== null) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.#process.kill('SIGKILL'), patience);
      this.#process.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      if (this.#process.connected) this.#process.disconnect();
    });
  }

  #settle(reply: ChildReply): void {
    const waiting = this.#waiting.get(reply.id);
    if ('part' in reply) {
      waiting?.take(unpack(reply.part));
      return;
    }
    this.#waiting.delete(reply.id);
    if (this.#waiting.size === 0) this.#hold(false);
    if ('end' in reply) waiting?.resolve();
    else if ('problem' in reply) waiting?.reject(new EnvironmentProblem(reply.problem));
    else waiting?.reject(new Error(reply.error));
  }

  #end(reason: Error): void {
    this.#ended ??= reason;
    this.#forget();
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
    this.#hold(false);
  }

  /** Only while it works is it waited for. */
  #hold(isWorking: boolean): void {
    if (isWorking) {
      this.#process.ref();
      this.#process.channel?.ref();
    } else {
      this.#process.unref();
      this.#process.channel?.unref();
    }
  }
}

/** What it starts itself gives way too. A system that knows no priorities, or refuses, changes nothing. */
function giveWay(id: number | undefined): void {
  try {
    if (id !== undefined) setPriority(id, constants.priority.PRIORITY_LOW);
  } catch {
    // It only takes longer for the others.
  }
}
